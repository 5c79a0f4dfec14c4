package dev.airoute.examples.provider;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Frames of an AWS event stream, made by AWS's own codec. */
final class AwsFrame {
  static final String STREAM_TYPE = "application/vnd.amazon.eventstream";
  static final String EXCEPTION = "exception:";

  /** @param frame an object of one member: the event's type, or {@code exception:TYPE}, and its payload */
  static byte[] of(String frame) {
    Map.Entry<String, JsonNode> only =
        JsonMapper.shared().readTree(frame).properties().iterator().next();
    boolean exception = only.getKey().startsWith(EXCEPTION);
    String type = exception ? only.getKey().substring(EXCEPTION.length()) : only.getKey();
    Map<String, HeaderValue> headers = Map.of(
        exception ? ":exception-type" : ":event-type",
        HeaderValue.fromString(type),
        ":content-type",
        HeaderValue.fromString("application/json"),
        ":message-type",
        HeaderValue.fromString(exception ? "exception" : "event"));
    byte[] payload = only.getValue().toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = new Message(headers, payload).toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private AwsFrame() {}
}
