package dev.airoute.extproc.frame;

import java.util.List;

/** Cuts a provider's stream into events, wherever the chunks end. One instance per stream, one thread. */
public interface FrameReader {
  /**
   * The events that these bytes complete.
   *
   * @throws FrameException when the stream is broken, or an event of it too large
   */
  List<SseEvent> read(byte[] bytes, int start, int end);

  /**
   * What the end of the stream completes.
   *
   * @throws FrameException when the stream was cut within an event, where the framing shows that
   */
  List<SseEvent> end();
}
