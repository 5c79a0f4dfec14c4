package dev.airoute.controlplane.xds;

import com.google.protobuf.Struct;
import java.util.HashMap;
import java.util.Map;

/**
 * One error in the words of each dialect.
 *
 * @param message must not hold a percent sign, which Envoy would read as a command
 * @param code a stable word for programs
 */
record GatewayError(
    String message, String openaiType, String anthropicType, String googleStatus, String code) {
  static final String CONTENT_TYPE = "application/json";

  static GatewayError server(String message, String code) {
    return new GatewayError(message, "server_error", "api_error", "UNAVAILABLE", code);
  }

  static GatewayError internal(String message, String code) {
    return new GatewayError(message, "server_error", "api_error", "INTERNAL", code);
  }

  static GatewayError timeout(String message, String code) {
    return new GatewayError(message, "server_error", "timeout_error", "DEADLINE_EXCEEDED", code);
  }

  static GatewayError tooLarge(String message, String code) {
    return new GatewayError(
        message, "invalid_request_error", "request_too_large", "INVALID_ARGUMENT", code);
  }

  static GatewayError invalid(String message, String code) {
    return new GatewayError(
        message, "invalid_request_error", "invalid_request_error", "INVALID_ARGUMENT", code);
  }

  Struct openai() {
    Map<String, Object> error = new HashMap<>();
    error.put("message", message);
    error.put("type", openaiType);
    error.put("param", null);
    error.put("code", code);
    return Packing.struct(Map.of("error", error));
  }

  Struct anthropic() {
    return Packing.struct(
        Map.of("type", "error", "error", Map.of("type", anthropicType, "message", message)));
  }

  /** With the number of the status that the answer has. */
  Struct gemini() {
    return Packing.struct(Map.of(
        "error", Map.of("code", "%RESPONSE_CODE%", "message", message, "status", googleStatus)));
  }
}
