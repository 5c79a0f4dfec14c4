package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.model.GatewayError;
import java.util.List;
import java.util.Map;

/**
 * What every reader of an answer needs.
 *
 * @param client the caller's dialect
 * @param provider the dialect in which the answer comes
 * @param answerHeaders the provider's, lower case
 */
record AnswerContext(
    Attempt attempt,
    RequestTranslation.Sent sent,
    ChatCodec client,
    ProviderCodec provider,
    ReplyHeaders headers,
    Outcome outcome,
    Map<String, String> answerHeaders,
    Losses losses) {

  boolean sameDialect() {
    return attempt.sameDialect();
  }

  ReplyContext reply() {
    String served = outcome.servedModel();
    return new ReplyContext(
        attempt.requestId(),
        served == null ? attempt.call().model() : served,
        attempt.created(),
        sent.streamUsage(),
        sent.echo(),
        losses);
  }

  /** An error while nothing has gone to the client: it may still get another provider's answer. */
  Step.Commit error(GatewayError error, boolean inStream) {
    return error(error, Verdict.of(error, inStream), body(error));
  }

  Step.Commit error(GatewayError error, List<FallbackCondition> met, byte[] body) {
    FallbackCondition condition = Verdict.choose(met, attempt.fallbackOn());
    outcome.failed(error, condition);
    boolean retried = condition != null && attempt.fallbackOn().contains(condition);
    return headers.error(status(error), body, error, retried ? condition : null);
  }

  byte[] body(GatewayError error) {
    return ErrorAnswer.body(client, errorForm(), error, attempt.requestId());
  }

  /** In which form an error comes. */
  StreamForm errorForm() {
    return attempt.call().stream() ? attempt.call().form() : StreamForm.SSE;
  }

  /** A provider's redirect or the like is no answer to a client. */
  private static int status(GatewayError error) {
    return error.status() >= 400 && error.status() < 600
        ? error.status()
        : error.kind().status();
  }
}
