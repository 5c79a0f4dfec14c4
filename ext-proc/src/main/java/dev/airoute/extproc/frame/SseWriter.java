package dev.airoute.extproc.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.airoute.extproc.json.JsonWriter;

/** Appends server-sent events to one buffer. One thread. */
public final class SseWriter {
  private final JsonWriter out = new JsonWriter(1024);
  private int dataStart;

  /** Begins an event without a name; the writer takes its data, one JSON value. */
  public JsonWriter begin() {
    return begin("");
  }

  /** Begins an event; the writer takes its data, one JSON value. */
  public JsonWriter begin(String event) {
    if (!event.isEmpty()) {
      out.raw("event: ").raw(event).raw("\n");
    }
    out.raw("data: ");
    dataStart = out.size();
    return out;
  }

  /** Ends the event begun last. */
  public void end() {
    out.oneLine(dataStart).raw("\n\n");
  }

  /** A whole event without a name whose data is not JSON, e.g. {@code [DONE]}; no line breaks. */
  public void data(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.raw("data: ").raw(bytes, 0, bytes.length).raw("\n\n");
  }

  /** A line that clients ignore, to keep the connection busy. */
  public void comment(String ascii) {
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
