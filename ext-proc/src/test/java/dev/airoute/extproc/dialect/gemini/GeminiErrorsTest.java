package dev.airoute.extproc.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiErrorsTest {
  private static GatewayError read(int status, String retryAfter, String body) {
    return GeminiErrors.read(status, retryAfter, body.replace('\'', '"').getBytes(UTF_8));
  }

  @Corner(53)
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          400 | {'error':{'code':400,'message':'Bad','status':'INVALID_ARGUMENT'}} | INVALID_REQUEST | 400
          400 | {'error':{'code':400,'message':'The input token count (9) exceeds the maximum number of tokens allowed (8).','status':'INVALID_ARGUMENT'}} | CONTEXT_WINDOW_EXCEEDED | 400
          400 | {'error':{'code':400,'message':'No billing','status':'FAILED_PRECONDITION'}} | INVALID_REQUEST | 400
          400 | {'error':{'code':400,'message':'API key not valid: AIza1','status':'INVALID_ARGUMENT','details':[{'reason':'API_KEY_INVALID'}]}} | AUTHENTICATION | 401
          403 | {'error':{'code':403,'message':'No','status':'PERMISSION_DENIED'}} | PERMISSION | 403
          404 | {'error':{'code':404,'message':'No such model','status':'NOT_FOUND'}} | NOT_FOUND | 404
          429 | {'error':{'code':429,'message':'Slow down','status':'RESOURCE_EXHAUSTED'}} | RATE_LIMITED | 429
          500 | {'error':{'code':500,'message':'Oops','status':'INTERNAL'}} | BAD_GATEWAY | 500
          503 | {'error':{'code':503,'message':'Overloaded','status':'UNAVAILABLE'}} | UNAVAILABLE | 503
          504 | {'error':{'code':504,'message':'Slow','status':'DEADLINE_EXCEEDED'}} | TIMEOUT | 504
          # inside a success
          200 | {'error':{'code':429,'message':'Slow down','status':'RESOURCE_EXHAUSTED'}} | RATE_LIMITED | 429
          200 | {'error':{'code':503,'message':'Overloaded'}} | UNAVAILABLE | 503
          200 | {'error':{}} | BAD_GATEWAY | 502
          # a stream that is one array
          404 | [{'error':{'code':404,'message':'No such model','status':'NOT_FOUND'}}] | NOT_FOUND | 404
          502 | <html>oops</html> | BAD_GATEWAY | 502
          503 | [] | UNAVAILABLE | 503
          429 | `` | RATE_LIMITED | 429
          """)
  void readsWhatGoogleCallsAnError(int status, String body, ErrorKind kind, int shown) {
    GatewayError error = read(status, "", body);
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.status()).isEqualTo(shown);
    assertThat(error.message()).isNotBlank().doesNotContain("<html>", "AIza1");
  }

  @Corner(53)
  @ParameterizedTest
  @CsvSource({"34.4s,35", "34s,34", "0.847655010s,1", "0s,0", "soon,", "-1s,", "s,", "1e999999999s,"
  })
  void takesTheTimeToWaitFromTheDetails(String delay, String seconds) {
    String body =
        "{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','details':[{},{'retryDelay':'%s'}]}}"
            .formatted(delay);
    assertThat(read(429, "", body).retryAfter()).isEqualTo(seconds);
  }

  @Test
  void prefersTheHeader() {
    String body = "{'error':{'details':[{'retryDelay':'34.4s'}]}}";
    assertThat(read(429, "7", body).retryAfter()).isEqualTo("7");
  }
}
