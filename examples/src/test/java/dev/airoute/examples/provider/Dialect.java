package dev.airoute.examples.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How one vendor's API looks on the wire. */
interface Dialect {
  /** Whether the vendor serves that path. */
  boolean serves(String target);

  /** The body together with what the vendor has in the path instead: {@code model}, {@code stream}. */
  default JsonNode completed(JsonNode body, String target) {
    return body;
  }

  /** Refuses when the vendor's credentials or protocol headers are not there, or not as they must be. */
  void checkHeaders(Received request, Set<String> keys) throws Refusal;

  /** Refuses the body when the vendor would. */
  void checkBody(JsonNode body) throws Refusal;

  /** Whether the caller wants to see what the model thinks. */
  boolean thinks(JsonNode body);

  /** The names of the tools that the model may call. */
  List<String> tools(JsonNode body);

  /** What the tools gave so far, in order. */
  List<String> results(JsonNode body);

  String json(Answer answer, String model);

  /** The whole stream, frame by frame, terminal event included. */
  List<String> frames(Answer answer, JsonNode request);

  default String streamType() {
    return "text/event-stream; charset=utf-8";
  }

  /** A frame as it goes over the wire. */
  default byte[] bytes(String frame) {
    return frame.getBytes(StandardCharsets.UTF_8);
  }

  String error(int status, String message);

  String errorFrame(String message);

  /** The token of {@code Authorization: Bearer TOKEN}, null when the header is not of that form. */
  static @Nullable String bearer(Received request) {
    String value = request.header("authorization");
    return value != null && value.startsWith("Bearer ")
        ? value.substring("Bearer ".length())
        : null;
  }

  /** What the vendor would not take; the message is the vendor's. */
  final class Refusal extends Exception {
    final int status;
    final String reason;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
      this.reason = message;
    }
  }
}
