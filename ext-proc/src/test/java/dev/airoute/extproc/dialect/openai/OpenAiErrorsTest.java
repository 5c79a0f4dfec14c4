package dev.airoute.extproc.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiErrorsTest {
  private static GatewayError read(int status, String body) {
    return OpenAiErrors.read(status, "", body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          400 | {'error':{'message':'Too long','type':'invalid_request_error','param':'messages','code':'context_length_exceeded'}} | CONTEXT_WINDOW_EXCEEDED | 400
          400 | {'error':{'message':'This model has a maximum context length of 8192 tokens','type':'BadRequestError','code':400}} | CONTEXT_WINDOW_EXCEEDED | 400
          400 | {'error':{'message':'Bad value','type':'invalid_request_error','param':'n','code':'invalid_value'}} | INVALID_REQUEST | 400
          429 | {'error':{'message':'You exceeded your current quota','type':'insufficient_quota','param':null,'code':'insufficient_quota'}} | BILLING | 429
          429 | {'error':{'message':'Slow down','type':'tokens','code':'rate_limit_exceeded'}} | RATE_LIMITED | 429
          404 | {'error':{'message':'No such model','type':'invalid_request_error','code':'model_not_found'}} | NOT_FOUND | 404
          # Azure without a type
          404 | {'error':{'code':'DeploymentNotFound','message':'No such deployment'}} | NOT_FOUND | 404
          # xAI
          400 | {'code':'Client specified an invalid argument','error':'Unknown model'} | INVALID_REQUEST | 400
          400 | {'code':'Client specified an invalid argument','error':'Incorrect API key provided: xa***yz'} | AUTHENTICATION | 400
          # Mistral
          422 | {'detail':[{'loc':['body','x'],'msg':'Extra inputs are not permitted'}]} | INVALID_REQUEST | 422
          400 | {'object':'error','message':'Bad','type':'invalid_request_error','code':3051} | INVALID_REQUEST | 400
          # TGI
          422 | {'error':'Input validation error','error_type':'validation'} | INVALID_REQUEST | 422
          # inside a success: OpenRouter by number, others by word
          200 | {'error':{'code':502,'message':'Provider returned error','metadata':{}}} | BAD_GATEWAY | 502
          200 | {'error':{'code':429,'message':'Rate limited'}} | RATE_LIMITED | 429
          200 | {'error':{'message':'Overloaded','type':'overloaded_error'}} | OVERLOADED | 529
          200 | {'error':{'message':'?'}} | BAD_GATEWAY | 502
          500 | <html>oops</html> | BAD_GATEWAY | 500
          502 | `` | BAD_GATEWAY | 502
          503 | [] | UNAVAILABLE | 503
          504 | {} | TIMEOUT | 504
          408 | {} | TIMEOUT | 408
          402 | {} | BILLING | 402
          413 | {} | REQUEST_TOO_LARGE | 413
          """)
  void readsWhatVendorsCallAnError(int status, String body, ErrorKind kind, int shown) {
    GatewayError error = read(status, body.replace('\'', '"'));
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.status()).isEqualTo(shown);
    assertThat(error.message()).isNotBlank().doesNotContain("<html>");
  }

  @Test
  void neverRepeatsWhatTheProviderSaysOfTheGatewaysKey() {
    GatewayError error =
        read(401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-proj-abc***\"}}");
    assertThat(error.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(error.message()).doesNotContain("sk-");
  }

  @Corner(53)
  @Test
  void keepsMessageParamCodeAndRetryAfter() {
    byte[] body = "{\"error\":{\"message\":\"Bad\",\"param\":\"n\",\"code\":\"invalid_value\"}}"
        .getBytes(UTF_8);
    assertThat(OpenAiErrors.read(400, "7", body))
        .isEqualTo(
            new GatewayError(ErrorKind.INVALID_REQUEST, "Bad", "n", "invalid_value", "7", 400));
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void writesAnErrorThatItReadsAsTheSameKind(ErrorKind kind) {
    JsonWriter out = new JsonWriter();
    OpenAiErrors.write(GatewayError.of(kind, "what happened", "a_code"), out);
    Json error = Objects.requireNonNull(out.toJson().get("error"));
    assertThat(error.get("message")).hasToString("\"what happened\"");
    ErrorKind back = OpenAiErrors.read(kind.status(), "", out.toByteArray()).kind();
    assertThat(back).isEqualTo(kind == ErrorKind.INTERNAL ? ErrorKind.BAD_GATEWAY : kind);
  }
}
