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
record GatewayError(String message, String openaiType, String anthropicType, String code) {
  static final String CONTENT_TYPE = "application/json";

  static GatewayError server(String message, String code) {
    return new GatewayError(message, "server_error", "api_error", code);
  }

  static GatewayError timeout(String message, String code) {
    return new GatewayError(message, "server_error", "timeout_error", code);
  }

  static GatewayError tooLarge(String message, String code) {
    return new GatewayError(message, "invalid_request_error", "request_too_large", code);
  }

  static GatewayError invalid(String message, String code) {
    return new GatewayError(message, "invalid_request_error", "invalid_request_error", code);
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
}
