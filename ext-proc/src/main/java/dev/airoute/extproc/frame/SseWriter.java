package dev.airoute.extproc.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.airoute.extproc.json.JsonWriter;

/**
 * Appends server-sent events to one buffer, or, in the form of Gemini's, the elements of one JSON array. One thread.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
public final class SseWriter {
  private final JsonWriter out = new JsonWriter(1024);
  private final boolean array;
  private boolean begun;
  private int dataStart;

  public SseWriter() {
    this(false);
  }

  private SseWriter(boolean array) {
    this.array = array;
  }

  /** Events become elements of one JSON array; their names, comments and data that is no JSON are left out. */
  public static SseWriter array() {
    return new SseWriter(true);
  }

  /** Begins an event without a name; the writer takes its data, one JSON value. */
  public JsonWriter begin() {
    return begin("");
  }

  /** Begins an event; the writer takes its data, one JSON value. */
  public JsonWriter begin(String event) {
    if (array) {
      out.raw(begun ? ",\n" : "[");
      begun = true;
      return out;
    }
    if (!event.isEmpty()) {
      out.raw("event: ").raw(event).raw("\n");
    }
    out.raw("data: ");
    dataStart = out.size();
    return out;
  }

  /** Ends the event begun last. */
  public void end() {
    if (!array) {
      out.oneLine(dataStart).raw("\n\n");
    }
  }

  /** An event as it came. Its data is JSON. */
  public void event(SseEvent event) {
    begin(event.event()).value(event.json());
    end();
  }

  /** Nothing follows: closes the array, if it is one. */
  public void finish() {
    if (array) {
      out.raw(begun ? "]" : "[]");
    }
  }

  /** A whole event without a name whose data is not JSON, e.g. {@code [DONE]}; no line breaks. */
  public void data(String text) {
    if (array) {
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    out.raw("data: ").raw(bytes, 0, bytes.length).raw("\n\n");
  }

  /** A line that clients ignore, to keep the connection busy. */
  public void comment(String ascii) {
    if (array) {
      return;
    }
    out.raw(": ").raw(ascii).raw("\n\n");
  }

  public boolean isEmpty() {
    return out.size() == 0;
  }

  public int size() {
    return out.size();
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }

  /** What was written, without a copy. */
  public ByteString toByteString() {
    return out.toByteString();
  }

  public void reset() {
    out.reset();
  }
}
