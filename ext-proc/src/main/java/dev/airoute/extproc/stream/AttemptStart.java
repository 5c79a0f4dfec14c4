package dev.airoute.extproc.stream;

import dev.airoute.extproc.dialect.Attempt;
import dev.airoute.extproc.plan.Candidate;
import dev.airoute.extproc.stream.Translations.Translation;
import java.util.List;
import java.util.Map;

/** Finds out which attempt of which exchange a hop is, and begins its translation. */
record AttemptStart(Exchange exchange, AttemptRecord attempt, Translation translation) {
  private static final String ATTEMPT_COUNT = "x-envoy-attempt-count";

  /**
   * @param provider resource name of the provider that the hop leads to; it must be the one whose turn it is, because
   *     the candidate decides about model and dialect
   */
  static AttemptStart of(Services services, Map<String, String> headers, String provider) {
    String id = headers.getOrDefault(ErrorReplies.REQUEST_ID, "");
    Exchange exchange = services.exchanges().find(id);
    if (exchange == null) {
      throw Refusals.unknownExchange();
    }
    Exchange.Asked asked = exchange.asked();
    Exchange.Decision decision = exchange.decision();
    if (asked == null || decision == null) {
      throw Refusals.unknownExchange();
    }
    int number = number(headers);
    List<Candidate> candidates = decision.candidates();
    // Past the end of the list Envoy stays on the last one.
    Candidate candidate = candidates.get(Math.min(number, candidates.size()) - 1);
    if (!candidate.provider().getName().equals(provider)) {
      throw Refusals.wrongProvider();
    }
    Translation translation =
        services.translations().begin(attempt(exchange, asked, decision, candidate, number));
    long now = services.nanos().getAsLong();
    return new AttemptStart(exchange, exchange.begin(number, candidate, now), translation);
  }

  private static Attempt attempt(
      Exchange exchange,
      Exchange.Asked asked,
      Exchange.Decision decision,
      Candidate candidate,
      int number) {
    return new Attempt(
        exchange.id(),
        asked.call(exchange.client()),
        candidate.provider(),
        candidate.backend().dialect(),
        candidate.model(),
        candidate.backend().spec().getEdits(),
        decision.rule().spec().getLossPolicy(),
        decision.rule().fallbackOn(),
        number,
        exchange.created());
  }

  private static int number(Map<String, String> headers) {
    String count = headers.getOrDefault(ATTEMPT_COUNT, "");
    return count.matches("[1-9]\\d{0,5}") ? Integer.parseInt(count) : 1;
  }
}
