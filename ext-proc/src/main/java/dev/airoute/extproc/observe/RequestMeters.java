package dev.airoute.extproc.observe;

import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Usage;
import dev.airoute.extproc.stream.AttemptRecord;
import dev.airoute.extproc.stream.Exchange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests that have ended. Labels hold names from the configuration and words of our own, never what a client
 * wrote: their number is bounded.
 */
public final class RequestMeters {
  private static final String NONE = "none";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
    Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10),
    Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(180), Duration.ofSeconds(600)
  };

  private final MeterRegistry registry;

  public RequestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(RequestRecord request) {
    Exchange exchange = request.exchange();
    Exchange.Decision decision = exchange == null ? null : exchange.decision();
    String rule = decision == null ? NONE : decision.rule().name();
    String dialect = request.dialect().name().toLowerCase(Locale.ROOT);
    String status = Integer.toString(request.status());
    Tags where = Tags.of("rule", rule, "dialect", dialect);
    registry.counter("airoute.requests", where.and("status", status)).increment();
    time(
        "airoute.request.duration",
        "From the first byte in to the last byte out.",
        where,
        request.duration());
    if (request.refused()) {
      String reason = request.details().substring("airoute_".length());
      registry.counter("airoute.refusals", "reason", reason).increment();
    }
    if (exchange != null && exchange.consumer() != null) {
      registry
          .counter("airoute.consumer.requests", "consumer", exchange.consumer(), "status", status)
          .increment();
    }
    firstToken(request, exchange, rule);
    for (AttemptRecord attempt : request.attempts()) {
      attempt(attempt, rule, exchange == null ? null : exchange.consumer());
    }
  }

  private void firstToken(RequestRecord request, @Nullable Exchange exchange, String rule) {
    Exchange.Asked asked = exchange == null ? null : exchange.asked();
    AttemptRecord attempt = request.lastAttempt();
    if (asked != null
        && asked.streaming()
        && attempt != null
        && request.status() == 200
        && request.ttft() != null) {
      Tags tags = Tags.of("rule", rule, "provider", attempt.provider());
      time(
          "airoute.time.to.first.token",
          "Streams only: from the first byte in to the first content out.",
          tags,
          request.ttft());
    }
  }

  private void attempt(AttemptRecord attempt, String rule, @Nullable String consumer) {
    AttemptRecord.Result result = attempt.result();
    if (result == null) {
      registry
          .counter("airoute.attempts", "provider", attempt.provider(), "status", NONE)
          .increment();
      return;
    }
    Tags provider = Tags.of("provider", attempt.provider());
    registry
        .counter("airoute.attempts", provider.and("status", Integer.toString(result.status())))
        .increment();
    time("airoute.attempt.duration", "One attempt at one provider.", provider, result.duration());
    if (result.fallback() != null) {
      String condition = result.fallback().name().toLowerCase(Locale.ROOT);
      registry
          .counter("airoute.fallbacks", provider.and("condition", condition))
          .increment();
    }
    for (Loss loss : result.losses()) {
      String fate = loss.fate().name().toLowerCase(Locale.ROOT);
      registry.counter("airoute.losses", provider.and("fate", fate)).increment();
    }
    if (result.usage() != null) {
      tokens("airoute.tokens", provider.and("rule", rule), result.usage());
      if (consumer != null) {
        tokens("airoute.consumer.tokens", Tags.of("consumer", consumer), result.usage());
      }
    }
  }

  private void tokens(String name, Tags tags, Usage usage) {
    registry.counter(name, tags.and("type", "input")).increment(usage.input());
    registry.counter(name, tags.and("type", "cache_read")).increment(usage.cacheRead());
    registry.counter(name, tags.and("type", "cache_write")).increment(usage.cacheWrite());
    registry.counter(name, tags.and("type", "output")).increment(usage.output());
    registry.counter(name, tags.and("type", "reasoning")).increment(usage.reasoning());
  }

  private void time(String name, String description, Tags tags, Duration duration) {
    Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(duration);
  }
}
