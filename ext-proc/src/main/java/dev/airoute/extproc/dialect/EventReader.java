package dev.airoute.extproc.dialect;

import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.model.ChatEvent;
import java.util.List;

/** Turns one provider stream into events. One instance per stream, one thread. */
public interface EventReader {
  /** Events that this frame completes; none is common. After Ended or Failed, everything is ignored. */
  List<ChatEvent> read(SseEvent frame);

  /** The provider closed the stream: Failed if its terminal event is missing, otherwise what is still owed. */
  List<ChatEvent> end();
}
