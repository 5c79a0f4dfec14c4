package dev.airoute.extproc.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;

/**
 * One server-sent event. Its data is a slice of the bytes that came in, several data lines joined by line feeds. Immutable,
 * as long as nobody writes into the chunks that were given to the reader.
 */
public final class SseEvent {
  private final String event;
  private final byte[] bytes;
  private final int start;
  private final int end;

  SseEvent(String event, byte[] bytes, int start, int end) {
    this.event = event;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** As a reader would give it. */
  public static SseEvent of(String event, String data) {
    byte[] bytes = data.getBytes(UTF_8);
    return new SseEvent(event, bytes, 0, bytes.length);
  }

  /** With data that came in another wrapping. The array is kept, not copied. */
  public static SseEvent of(String event, byte[] data) {
    return new SseEvent(event, data, 0, data.length);
  }

  /** The {@code event} field, empty when there is none. */
  public String event() {
    return event;
  }

  /** The data as JSON; {@link JsonException}, with the offset in the data, when it is none. */
  public Json json() {
    try {
      return Json.parse(bytes, start, end);
    } catch (JsonException e) {
      throw e.from(start);
    }
  }

  /** Compares the data, e.g. with {@code [DONE]}; white space around it does not count. */
  public boolean dataIs(String ascii) {
    int from = start;
    int to = end;
    while (from < to && bytes[from] <= ' ' && bytes[from] >= 0) {
      from++;
    }
    while (to > from && bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) {
      to--;
    }
    if (to - from != ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The data as text. */
  public String data() {
    return new String(bytes, start, end - start, UTF_8);
  }

  /** The data's length in bytes. */
  public int length() {
    return end - start;
  }

  @Override
  public String toString() {
    return "SseEvent[event=" + event + ", bytes=" + length() + "]";
  }
}
