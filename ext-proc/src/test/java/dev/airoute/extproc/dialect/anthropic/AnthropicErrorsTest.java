package dev.airoute.extproc.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicErrorsTest {
  private final AnthropicCodec codec = new AnthropicCodec();

  private GatewayError read(int status, String body) {
    return codec.readError(status, Map.of(), body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, INVALID_REQUEST",
    "401, authentication_error, AUTHENTICATION",
    "402, billing_error, BILLING",
    "403, permission_error, PERMISSION",
    "404, not_found_error, NOT_FOUND",
    "413, request_too_large, REQUEST_TOO_LARGE",
    "429, rate_limit_error, RATE_LIMITED",
    "500, api_error, BAD_GATEWAY",
    "503, api_error, UNAVAILABLE",
    "504, timeout_error, TIMEOUT",
    "529, overloaded_error, OVERLOADED",
    "418, brand_new_error, INVALID_REQUEST",
    "520, brand_new_error, BAD_GATEWAY",
  })
  void readsEveryType(int status, String type, ErrorKind kind) {
    GatewayError error = codec.readError(
        status,
        Map.of("retry-after", "17"),
        ("{\"type\":\"error\",\"error\":{\"type\":\"" + type
                + "\",\"message\":\"m\"},\"request_id\":\"r\"}")
            .getBytes(UTF_8));
    String message = kind == ErrorKind.AUTHENTICATION
        ? "The provider did not accept the gateway's credentials"
        : "m";
    assertThat(error).isEqualTo(new GatewayError(kind, message, null, type, "17", status));
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTHENTICATION",
    "402, BILLING",
    "403, PERMISSION",
    "404, NOT_FOUND",
    "405, METHOD_NOT_ALLOWED",
    "408, TIMEOUT",
    "413, REQUEST_TOO_LARGE",
    "415, UNSUPPORTED_MEDIA_TYPE",
    "422, INVALID_REQUEST",
    "429, RATE_LIMITED",
    "500, BAD_GATEWAY",
    "502, BAD_GATEWAY",
    "503, UNAVAILABLE",
    "504, TIMEOUT",
    "529, OVERLOADED",
  })
  void readsStatusAloneWhenTheBodySaysNothing(int status, ErrorKind kind) {
    for (String body : new String[] {"", "<html>nginx</html>", "null", "[]", "{\"error\":7}"}) {
      GatewayError error = read(status, body);
      assertThat(error.kind()).isEqualTo(kind);
      assertThat(error.status()).isEqualTo(status);
      assertThat(error.message()).doesNotContain("html").isNotBlank();
      assertThat(error.retryAfter()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"m\"}",
        "{\"message\":\"m\"}",
        "{\"error\":{\"message\":\"m\"}}",
        "{\"error\":{\"message\":\"m\",\"type\":null}}",
      })
  void findsTheMessageWhereOtherVendorsPutIt(String body) {
    assertThat(read(500, body).message()).isEqualTo("m");
  }

  @Test
  void knowsAFullContextWindow() {
    GatewayError error = read(
        400,
        "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt is too long: 9 tokens > 8 maximum\"}}");
    assertThat(error.kind()).isEqualTo(ErrorKind.CONTEXT_WINDOW_EXCEEDED);
  }

  @Test
  void takesTheStatusFromTheTypeInsideASuccess() {
    GatewayError error = read(200, "{\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}");
    assertThat(error.status()).isEqualTo(529);
    assertThat(read(200, "{}").status()).isEqualTo(502);
  }

  @Test
  void cutsLongMessages() {
    assertThat(read(500, "{\"message\":\"" + "x".repeat(5000) + "\"}").message())
        .hasSize(2000);
  }

  /** A client that is let begin a thread sends nothing but its new messages from then on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"create\"}",
        "{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"}",
      })
  void refusesThreadsInTheWordsThatMakeAnSdkGoOnWithout(String thread) {
    Json body =
        Json.parse("{\"model\":\"m\",\"max_tokens\":9,\"thread\":" + thread + ",\"messages\":[]}");
    JsonWriter out = new JsonWriter();

    assertThatThrownBy(() -> codec.readRequest(body, new Losses()))
        .isInstanceOfSatisfying(
            GatewayException.class, refused -> codec.writeError(refused.error(), "req-1", out));

    assertThat(out.toJson().toString()).isEqualTo("""
            {"type":"error","error":{"type":"invalid_request_error","message":"The provider of this \
            model keeps no threads; send the whole conversation without 'thread'","details":\
            {"error_code":"thread_unsupported_request"}},"request_id":"req-1"}""");
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void writesWhatItReads(ErrorKind kind) {
    JsonWriter out = new JsonWriter();
    codec.writeError(GatewayError.of(kind, "a \"b\"", "code"), "req-1", out);
    Json body = out.toJson();
    assertThat(Json.parse(body.toString()).get("request_id")).isEqualTo(Json.string("req-1"));
    GatewayError read = codec.readError(kind.status(), Map.of(), body.toByteArray());
    ErrorKind expected = switch (kind) {
      // Anthropic has no type of its own for these.
      case CONTEXT_WINDOW_EXCEEDED, METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE ->
        ErrorKind.INVALID_REQUEST;
      case INTERNAL -> ErrorKind.BAD_GATEWAY;
      case INVALID_REQUEST,
          AUTHENTICATION,
          BILLING,
          PERMISSION,
          NOT_FOUND,
          REQUEST_TOO_LARGE,
          RATE_LIMITED,
          BAD_GATEWAY,
          UNAVAILABLE,
          TIMEOUT,
          OVERLOADED -> kind;
    };
    assertThat(read.kind()).isEqualTo(expected);
    assertThat(read.status()).isEqualTo(kind.status());
  }
}
