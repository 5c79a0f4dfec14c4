package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams as AWS sends them, framed by AWS's own codec. */
final class AwsStreams {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** One frame per line: {@code {"eventType":payload}}, or {@code {"exception:TYPE":payload}}. */
  static byte[] ofLines(String lines) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
      JsonNode event = MAPPER.readTree(line);
      Map.Entry<String, JsonNode> only = event.properties().iterator().next();
      stream.writeBytes(frame(only.getKey(), only.getValue().toString()));
    });
    return stream.toByteArray();
  }

  /** The events of a stream of server-sent ones, each in a chunk of InvokeModel's. */
  static byte[] chunks(String sse) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    sse.lines()
        .filter(line -> line.startsWith("data: "))
        .forEach(line -> stream.writeBytes(chunk(line.substring("data: ".length()))));
    return stream.toByteArray();
  }

  static byte[] chunk(String event) {
    String bytes = Base64.getEncoder().encodeToString(event.getBytes(UTF_8));
    return frame("chunk", "{\"bytes\":\"" + bytes + "\",\"p\":\"abcdefghij\"}");
  }

  static byte[] frame(String type, String payload) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    boolean exception = type.startsWith("exception:");
    headers.put(
        exception ? ":exception-type" : ":event-type",
        HeaderValue.fromString(exception ? type.substring("exception:".length()) : type));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString(exception ? "exception" : "event"));
    ByteBuffer buffer = new Message(headers, payload.getBytes(UTF_8)).toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private AwsStreams() {}
}
