package dev.airoute.extproc.dialect;

import dev.airoute.extproc.frame.FrameException;
import dev.airoute.extproc.frame.SseReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of server-sent events behind each blank line and changes no byte, so that events can be passed on as they
 * came, and none in part. One thread.
 */
final class FrameSplitter {
  private byte[] partial = new byte[1024];
  private int size;

  /** Whether the line that is going on has nothing in it yet. */
  private boolean blank = true;

  private boolean afterCarriageReturn;

  /** The pieces that these bytes complete. */
  List<byte[]> split(byte[] bytes, int offset, int length) {
    List<byte[]> pieces = new ArrayList<>();
    int from = offset;
    int end = offset + length;
    for (int at = offset; at < end; at++) {
      byte b = bytes[at];
      if (b == '\n' && afterCarriageReturn) {
        // The line ended with the carriage return; if that closed a piece, this byte starts the
        // next one.
        afterCarriageReturn = false;
        continue;
      }
      afterCarriageReturn = b == '\r';
      boolean ends = b == '\n' || b == '\r';
      if (ends && blank) {
        pieces.add(take(bytes, from, at + 1));
        from = at + 1;
      }
      blank = ends;
    }
    keep(bytes, from, end);
    return pieces;
  }

  /** What is left at the end of the stream: a piece without its blank line, or nothing. */
  byte[] rest() {
    return take(partial, 0, 0);
  }

  private byte[] take(byte[] bytes, int from, int to) {
    byte[] piece = Arrays.copyOf(partial, size + to - from);
    System.arraycopy(bytes, from, piece, size, to - from);
    size = 0;
    return piece;
  }

  private void keep(byte[] bytes, int from, int to) {
    int needed = size + to - from;
    if (needed > SseReader.DEFAULT_LIMIT) {
      throw new FrameException(
          "an event of the stream is larger than " + SseReader.DEFAULT_LIMIT + " bytes");
    }
    if (needed > partial.length) {
      partial = Arrays.copyOf(partial, Math.max(needed, partial.length * 2));
    }
    System.arraycopy(bytes, from, partial, size, to - from);
    size = needed;
  }
}
