package dev.airoute.extproc.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a JSON array into its elements as they come, each as an event without a name; a value that is no array is its own
 * only element. Only objects and arrays are told apart from what is between them; whether they are JSON is for the events'
 * readers to see. One thread.
 */
public final class JsonElementReader implements FrameReader {
  private final int limit;
  private final List<SseEvent> events = new ArrayList<>();
  private byte[] partial = new byte[1024];
  private int size;
  private boolean begun;

  /** Depth at which elements stand: within an array 1, outside of one 0. */
  private int floor;

  private int depth;
  private boolean inString;
  private boolean escaped;

  /** @param limit how many bytes an element may have */
  public JsonElementReader(int limit) {
    this.limit = limit;
  }

  @Override
  public List<SseEvent> read(byte[] bytes, int start, int end) {
    int from = depth > floor ? start : -1;
    for (int at = start; at < end; at++) {
      byte b = bytes[at];
      if (inString) {
        string(b);
      } else if (b == '"') {
        inString = depth > floor;
      } else if (b == '{' || b == '[') {
        from = open(b, at, from);
      } else if (b == '}' || b == ']') {
        depth--;
        if (from >= 0 && depth == floor) {
          keep(bytes, from, at + 1);
          take();
          from = -1;
        }
      }
    }
    if (from >= 0) {
      keep(bytes, from, end);
    }
    List<SseEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  private int open(byte b, int at, int from) {
    depth++;
    if (!begun) {
      begun = true;
      floor = b == '[' ? 1 : 0;
      return b == '[' ? -1 : at;
    }
    return depth == floor + 1 ? at : from;
  }

  private void string(byte b) {
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    }
  }

  private void keep(byte[] bytes, int start, int end) {
    int needed = size + end - start;
    if (needed > limit || needed < 0) {
      throw new FrameException("an event of the stream is larger than " + limit + " bytes");
    }
    if (needed > partial.length) {
      partial = Arrays.copyOf(partial, Math.max(needed, Math.min(partial.length * 2, limit)));
    }
    System.arraycopy(bytes, start, partial, size, end - start);
    size = needed;
  }

  private void take() {
    events.add(new SseEvent("", Arrays.copyOf(partial, size), 0, size));
    size = 0;
  }

  @Override
  public List<SseEvent> end() {
    if (depth > 0) {
      throw new FrameException("the stream was cut within its array");
    }
    return List.of();
  }
}
