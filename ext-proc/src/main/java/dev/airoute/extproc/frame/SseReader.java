package dev.airoute.extproc.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads server-sent events from chunks cut anywhere, as the <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">standard</a> says, with
 * one difference: an event at the end of the stream counts although its blank line is missing, because providers leave it
 * away. An event that lies within one chunk is not copied. One thread.
 */
public final class SseReader implements FrameReader {
  /** Room for an image in one event. */
  public static final int DEFAULT_LIMIT = 16 << 20;

  private static final byte[] NONE = {};

  private final int limit;
  private final List<SseEvent> events = new ArrayList<>();

  /** The start of a line whose end has not come yet. */
  private byte[] partial = NONE;

  private int partialSize;
  private boolean atStart = true;
  private boolean afterCarriageReturn;
  private String event = "";
  private byte[] data = NONE;
  private int dataStart;
  private int dataEnd;
  private boolean hasData;
  private boolean ownsData;

  public SseReader() {
    this(DEFAULT_LIMIT);
  }

  /** @param limit how many bytes an event may have */
  public SseReader(int limit) {
    this.limit = limit;
  }

  public List<SseEvent> read(byte[] chunk) {
    return read(chunk, 0, chunk.length);
  }

  /** The events that this chunk completes. The array is kept, not copied. */
  @Override
  public List<SseEvent> read(byte[] chunk, int start, int end) {
    int from = start;
    for (int at = start; at < end; at++) {
      byte b = chunk[at];
      if (b != '\n' && b != '\r') {
        afterCarriageReturn = false;
        continue;
      }
      if (b == '\n' && afterCarriageReturn) {
        afterCarriageReturn = false;
      } else {
        afterCarriageReturn = b == '\r';
        finishLine(chunk, from, at);
      }
      from = at + 1;
    }
    keep(chunk, from, end);
    return taken();
  }

  /** What is still owed when the stream has ended. */
  @Override
  public List<SseEvent> end() {
    finishLine(NONE, 0, 0);
    dispatch();
    return taken();
  }

  private List<SseEvent> taken() {
    List<SseEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  private void keep(byte[] chunk, int start, int end) {
    int needed = partialSize + end - start;
    checkSize(needed);
    if (needed > partial.length) {
      partial = Arrays.copyOf(partial, Math.max(needed, Math.min(partial.length * 2, limit)));
    }
    System.arraycopy(chunk, start, partial, partialSize, end - start);
    partialSize = needed;
  }

  private void finishLine(byte[] chunk, int start, int end) {
    if (partialSize == 0) {
      line(chunk, start, end);
      return;
    }
    keep(chunk, start, end);
    byte[] whole = partial;
    int size = partialSize;
    partial = NONE;
    partialSize = 0;
    line(whole, 0, size);
  }

  private void line(byte[] bytes, int start, int end) {
    int from = start;
    if (atStart) {
      atStart = false;
      if (end - from >= 3 && startsWith(bytes, from, end, "\u00ef\u00bb\u00bf")) {
        from += 3;
      }
    }
    if (from == end) {
      dispatch();
    } else if (startsWith(bytes, from, end, "data:")) {
      append(bytes, unspaced(bytes, from + 5, end), end);
    } else if (startsWith(bytes, from, end, "event:")) {
      int name = unspaced(bytes, from + 6, end);
      event = new String(bytes, name, end - name, UTF_8);
    } else if (end - from == 4 && startsWith(bytes, from, end, "data")) {
      append(bytes, end, end);
    }
  }

  private static boolean startsWith(byte[] bytes, int from, int end, String latin) {
    if (end - from < latin.length()) {
      return false;
    }
    for (int i = 0; i < latin.length(); i++) {
      if ((bytes[from + i] & 0xff) != latin.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Behind the one space that may follow the colon. */
  private static int unspaced(byte[] bytes, int from, int end) {
    return from < end && bytes[from] == ' ' ? from + 1 : from;
  }

  private void append(byte[] bytes, int start, int end) {
    if (!hasData) {
      hasData = true;
      data = bytes;
      dataStart = start;
      dataEnd = end;
      checkSize(0);
      return;
    }
    int size = dataEnd - dataStart;
    int needed = size + 1 + end - start;
    checkSize(end - start + 1);
    if (!ownsData || needed > data.length) {
      byte[] grown = new byte[Math.max(needed, size * 2)];
      System.arraycopy(data, dataStart, grown, 0, size);
      data = grown;
      dataStart = 0;
      dataEnd = size;
      ownsData = true;
    }
    data[dataEnd] = '\n';
    System.arraycopy(bytes, start, data, dataEnd + 1, end - start);
    dataEnd = needed;
  }

  private void dispatch() {
    if (hasData) {
      events.add(new SseEvent(event, data, dataStart, dataEnd));
    }
    event = "";
    data = NONE;
    dataStart = 0;
    dataEnd = 0;
    hasData = false;
    ownsData = false;
  }

  private void checkSize(int more) {
    if (more > limit - (dataEnd - dataStart)) {
      throw new FrameException("an event of the stream is larger than " + limit + " bytes");
    }
  }
}
