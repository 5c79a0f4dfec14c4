package dev.airoute.extproc.dialect.cohere;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CohereErrorsTest {
  private final CohereCodec codec = new CohereCodec();

  @ParameterizedTest
  @Corner(53)
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      400 | {'id':'1','message':'invalid request'}                   | INVALID_REQUEST         | 400
      400 | {'message':'too many tokens: size limit exceeded by 3'}  | CONTEXT_WINDOW_EXCEEDED | 400
      401 | {'id':'1','message':'invalid api token co-SECRET'}       | AUTHENTICATION          | 401
      403 | {'id':'1','message':'invalid api token co-SECRET'}       | AUTHENTICATION          | 403
      403 | {'id':'1','message':'no access to this model'}           | PERMISSION              | 403
      404 | {'id':'1','message':'model not found'}                   | NOT_FOUND               | 404
      422 | {'id':'1','message':'bad'}                               | INVALID_REQUEST         | 422
      429 | {'id':'1','message':'slow down'}                         | RATE_LIMITED            | 429
      498 | {'id':'1','message':'a deny-listed word'}                | INVALID_REQUEST         | 400
      499 | {'id':'1','message':'request cancelled'}                 | BAD_GATEWAY             | 502
      500 | {'id':'1','message':'oops'}                              | BAD_GATEWAY             | 500
      503 | {'id':'1','message':'busy'}                              | UNAVAILABLE             | 503
      504 | {'id':'1','message':'late'}                              | TIMEOUT                 | 504
      502 | <html>oops</html>                                        | BAD_GATEWAY             | 502
      429 | ``                                                       | RATE_LIMITED            | 429
      200 | {'message':'inside'}                                     | BAD_GATEWAY             | 502
      200 | {'message':7}                                            | BAD_GATEWAY             | 502
      """)
  void readsWhatCohereCallsAnError(int status, String body, ErrorKind kind, int shown) {
    byte[] bytes = body.replace('\'', '"').getBytes(UTF_8);
    GatewayError error = codec.readError(status, Map.of("retry-after", "7"), bytes);
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.status()).isEqualTo(shown);
    assertThat(error.retryAfter()).isEqualTo("7");
    assertThat(error.message()).isNotBlank().doesNotContain("SECRET", "<html>");
  }

  @Test
  void tellsErrorsFromAnswers() {
    assertThat(codec.isError(Json.parse("{\"id\":\"1\",\"message\":\"no\"}"))).isTrue();
    assertThat(codec.isError(Json.parse("{\"id\":\"1\",\"message\":{\"role\":\"assistant\"}}")))
        .isFalse();
  }

  @ParameterizedTest
  @Corner(54)
  @CsvSource({
    "COMPLETE,STOP,",
    "STOP_SEQUENCE,STOP_SEQUENCE,STOP_SEQUENCE",
    "MAX_TOKENS,LENGTH,",
    "TOOL_CALL,TOOL_CALLS,",
    "SOMETHING_NEW,OTHER,SOMETHING_NEW"
  })
  void knowsWhyTheModelStopped(String word, String reason, String nativeWord) {
    var finish = CohereFinishReasons.read(word);
    assertThat(finish.reason()).hasToString(reason);
    assertThat(finish.nativeWord()).isEqualTo(nativeWord);
    assertThat(CohereFinishReasons.failure(word, "")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ERROR", "TIMEOUT", "ERROR_TOXIC"})
  @Corner(54)
  void neverTakesAFailureForAnAnswer(String word) {
    ErrorKind kind = word.equals("TIMEOUT") ? ErrorKind.TIMEOUT : ErrorKind.BAD_GATEWAY;
    assertThat(CohereFinishReasons.failure(word, "why")).isNotNull().satisfies(failure -> {
      assertThat(failure.message()).contains(word, "why");
      assertThat(failure.kind()).isEqualTo(kind);
    });
  }
}
