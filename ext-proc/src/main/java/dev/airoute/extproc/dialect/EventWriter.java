package dev.airoute.extproc.dialect;

import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.model.ChatEvent;

/** Turns events into one client stream. One instance per stream, one thread. */
public interface EventWriter {
  /** Appends the frames that this event is in the client's dialect; none is legal. */
  void write(ChatEvent event, SseWriter out);
}
