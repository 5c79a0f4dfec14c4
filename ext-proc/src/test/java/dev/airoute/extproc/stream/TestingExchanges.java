package dev.airoute.extproc.stream;

import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.config.ResolvedRule;
import dev.airoute.extproc.config.Snapshot;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Usage;
import dev.airoute.extproc.plan.Candidate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Exchanges as the stages would leave them, for tests of what comes after. */
public final class TestingExchanges {
  private TestingExchanges() {}

  /** Headers came through, the body did not. */
  public static Exchange begun(String id, @Nullable String consumer) {
    return new Exchange(id, envoyId(id), Dialect.ANTHROPIC_MESSAGES, consumer, 1_760_000_000);
  }

  /** What Envoy calls the request of an exchange. */
  public static String envoyId(String id) {
    return "envoy-" + id;
  }

  /** Asked for a model, and was refused. */
  public static Exchange refused(String id, String consumer, String model) {
    Exchange exchange = begun(id, consumer);
    exchange.asks(new Exchange.Asked(model, false));
    return exchange;
  }

  /** Fell back from the first backend to the second, which answered with a loss. */
  public static Exchange served(String id, Snapshot snapshot, String model) {
    Exchange exchange = begun(id, "default/alice");
    exchange.asks(new Exchange.Asked(model, true));
    ResolvedRule rule = Objects.requireNonNull(snapshot.host("h").match(model, Map.of()));
    List<Candidate> candidates = rule.backends().stream()
        .map(each -> new Candidate(each, each.model(model)))
        .toList();
    exchange.decide(new Exchange.Decision(rule, candidates));
    exchange
        .begin(1, candidates.get(0), 0)
        .end(new AttemptRecord.Result(
            429,
            null,
            List.of(),
            null,
            FallbackCondition.RATE_LIMITED,
            "rate_limit_exceeded",
            true,
            Duration.ofMillis(12)));
    exchange
        .begin(2, candidates.get(1), 0)
        .end(new AttemptRecord.Result(
            200,
            new Usage(100, 40, 20, 7, 3),
            List.of(new Loss("seed", Loss.Fate.DROPPED, "There is none.")),
            "claude-x",
            null,
            null,
            true,
            Duration.ofMillis(340)));
    return exchange;
  }

  /** One attempt that still runs, or whose end was never told. */
  public static Exchange running(String id, Snapshot snapshot, String model) {
    Exchange exchange = begun(id, null);
    exchange.asks(new Exchange.Asked(model, true));
    ResolvedRule rule = Objects.requireNonNull(snapshot.host("h").match(model, Map.of()));
    Candidate candidate = new Candidate(rule.backends().getFirst(), model);
    exchange.decide(new Exchange.Decision(rule, List.of(candidate)));
    exchange.begin(1, candidate, 0);
    return exchange;
  }

  public static void open(Exchanges exchanges, Exchange exchange) {
    exchanges.open(exchange);
  }
}
