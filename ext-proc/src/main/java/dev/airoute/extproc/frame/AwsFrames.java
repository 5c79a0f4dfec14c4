package dev.airoute.extproc.frame;

import dev.airoute.extproc.json.JsonWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads <a
 * href="https://smithy.io/2.0/aws/amazon-eventstream.html">application/vnd.amazon.eventstream</a> from chunks cut anywhere.
 * Lengths and both checksums of every frame are checked before anything of it is used. One thread.
 *
 * <p>A frame is an event named by its {@code :event-type}, with the payload as its data. What the service reports as wrong,
 * as an exception or as an error, is an event named {@code exception:TYPE}; one that says why in a header only gets {@code
 * {"message":…}} as its data.
 *
 * <p>What came before a broken frame is given first, whatever the chunks; the next call throws.
 */
public final class AwsFrames implements FrameReader {
  /** In front of the type of what went wrong, as the name of an event. */
  public static final String EXCEPTION = "exception:";

  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;
  private static final int MOST_HEADERS = 128 << 10;
  private static final byte[] NONE = {};

  private final int limit;
  private final CRC32 checksum = new CRC32();

  /** The start of a frame whose end has not come yet. */
  private byte[] partial = NONE;

  private int partialSize;

  /** How much of it must be there to go on: its prelude, then all of it. */
  private int wanted;

  private @Nullable FrameException broken;

  public AwsFrames() {
    this(SseReader.DEFAULT_LIMIT);
  }

  /** @param limit how many bytes a frame may have */
  public AwsFrames(int limit) {
    this.limit = limit;
  }

  @Override
  public List<SseEvent> read(byte[] bytes, int from, int to) {
    checkBroken();
    List<SseEvent> events = new ArrayList<>();
    try {
      int at = from;
      while (at < to) {
        at = partialSize > 0 ? fill(bytes, at, to, events) : take(bytes, at, to, events);
      }
    } catch (FrameException e) {
      broken = e;
      if (events.isEmpty()) {
        throw e;
      }
    }
    return events;
  }

  /** Nothing; a frame that is not whole is an error. */
  @Override
  public List<SseEvent> end() {
    checkBroken();
    if (partialSize > 0) {
      throw new FrameException("the stream ended within a frame");
    }
    return List.of();
  }

  private void checkBroken() {
    if (broken != null) {
      throw broken;
    }
  }

  /** Takes a frame that lies within the chunk without a copy, and keeps what is only the start of one. */
  private int take(byte[] bytes, int at, int to, List<SseEvent> events) {
    wanted = to - at < PRELUDE ? PRELUDE : total(bytes, at);
    if (to - at < wanted) {
      keep(bytes, at, to);
      return to;
    }
    events.add(event(bytes, at, wanted));
    return at + wanted;
  }

  /** Adds to the frame that was begun. */
  private int fill(byte[] bytes, int at, int to, List<SseEvent> events) {
    int end = Math.min(to, at + wanted - partialSize);
    keep(bytes, at, end);
    if (partialSize == PRELUDE) {
      wanted = total(partial, 0);
    } else if (partialSize == wanted) {
      byte[] whole = partial;
      partial = NONE;
      partialSize = 0;
      events.add(event(whole, 0, wanted));
    }
    return end;
  }

  /** Grows with what has come, not with what a frame says of its length. */
  private void keep(byte[] bytes, int from, int to) {
    int needed = partialSize + to - from;
    if (needed > partial.length) {
      partial = Arrays.copyOf(partial, Math.max(needed, Math.min(partial.length * 2, wanted)));
    }
    System.arraycopy(bytes, from, partial, partialSize, to - from);
    partialSize = needed;
  }

  /** The length of the frame that begins here, its prelude being there. */
  private int total(byte[] bytes, int at) {
    checkSum(bytes, at, at + PRELUDE - CHECKSUM, "a frame's prelude");
    long total = unsigned(bytes, at);
    long headers = unsigned(bytes, at + 4);
    if (total > limit) {
      throw new FrameException("a frame of the stream is larger than " + limit + " bytes");
    }
    if (headers > MOST_HEADERS || total < PRELUDE + headers + CHECKSUM) {
      throw new FrameException("a frame's lengths contradict each other");
    }
    return (int) total;
  }

  private SseEvent event(byte[] bytes, int at, int total) {
    int end = at + total - CHECKSUM;
    checkSum(bytes, at, end, "a frame");
    int payload = at + PRELUDE + (int) unsigned(bytes, at + 4);
    AwsHeaders headers = AwsHeaders.read(bytes, at + PRELUDE, payload);
    return switch (headers.messageType()) {
      case "event" -> new SseEvent(headers.eventType(), bytes, payload, end);
      case "exception" -> new SseEvent(EXCEPTION + headers.exceptionType(), bytes, payload, end);
      case "error" -> {
        String name = EXCEPTION + headers.errorCode();
        yield payload < end
            ? new SseEvent(name, bytes, payload, end)
            : SseEvent.of(name, message(headers.errorMessage()));
      }
      default ->
        throw new FrameException("a frame is of the unknown type '" + headers.messageType() + "'");
    };
  }

  private static String message(String text) {
    return new JsonWriter()
        .beginObject()
        .field("message", text)
        .endObject()
        .toJson()
        .toString();
  }

  private void checkSum(byte[] bytes, int from, int to, String what) {
    checksum.reset();
    checksum.update(bytes, from, to - from);
    if (checksum.getValue() != unsigned(bytes, to)) {
      throw new FrameException(what + " does not match its checksum");
    }
  }

  private static long unsigned(byte[] bytes, int at) {
    return (bytes[at] & 0xffL) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }
}
