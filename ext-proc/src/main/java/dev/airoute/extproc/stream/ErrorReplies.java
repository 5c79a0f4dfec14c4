package dev.airoute.extproc.stream;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.dialect.ErrorAnswer;
import dev.airoute.extproc.dialect.Outbound;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.model.GatewayError;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Turns an error into an answer that the caller understands. */
public final class ErrorReplies {
  /** Names an exchange, on requests and answers alike. */
  public static final String REQUEST_ID = "x-airoute-request-id";

  /** Local replies whose details begin so are passed on by Envoy as they are. */
  public static final String DETAILS = "airoute_";

  private ErrorReplies() {}

  /** @param form of the stream that was asked for; that of events, where none was @param more headers */
  static ProcessingResponse reply(
      GatewayError error,
      Dialect dialect,
      StreamForm form,
      String requestId,
      Map<String, String> more) {
    Outbound.Answer answer = ErrorAnswer.of(dialect, form, error, requestId);
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.putAll(more);
    if (requestId.isEmpty()) {
      headers.remove(REQUEST_ID);
    }
    return Answers.immediate(answer.status(), headers, answer.body(), details(error));
  }

  /** One word for logs: Envoy's response code details. */
  private static String details(GatewayError error) {
    return DETAILS + word(error).replaceAll("[^a-z0-9_]", "_");
  }

  /** The stable word for an error. */
  static String word(GatewayError error) {
    String code = error.code() == null ? error.kind().name() : error.code();
    return code.toLowerCase(Locale.ROOT);
  }
}
