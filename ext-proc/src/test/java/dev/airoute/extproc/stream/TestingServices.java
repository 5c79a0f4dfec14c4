package dev.airoute.extproc.stream;

import static dev.airoute.extproc.config.TestingResources.backend;
import static dev.airoute.extproc.config.TestingResources.consumer;
import static dev.airoute.extproc.config.TestingResources.provider;
import static dev.airoute.extproc.config.TestingResources.rule;
import static dev.airoute.extproc.config.TestingResources.snapshot;

import com.google.protobuf.Message;
import dev.airoute.config.v1.Access;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.config.CurrentSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** The world in which the stages are tested: a few rules, fixed randomness, a clock that only the test moves. */
final class TestingServices {
  static final int MOST_BYTES = 1 << 20;

  static final List<Message> RESOURCES = List.of(
      provider("default/p@1", Dialect.OPENAI_CHAT),
      provider("default/q@2", Dialect.ANTHROPIC_MESSAGES),
      rule("default/open/free", "free", "free-*")
          .addFallbackOn(FallbackCondition.RATE_LIMITED)
          .addHostnames("open.test")
          .addBackends(backend("default/q@2", 1, 1).toBuilder().setModel("claude"))
          .build(),
      rule("default/open/paid", "paid")
          .addHostnames("open.test")
          .setAccess(Access.CONSUMERS)
          .build(),
      rule("default/open/idle", "idle")
          .addHostnames("open.test")
          .setBackends(0, backend("default/p@1", 0, 0))
          .build(),
      rule("default/closed/paid", "paid", "secret")
          .addHostnames("closed.test")
          .setAccess(Access.CONSUMERS)
          .build(),
      consumer("default/alice", "key-alice"),
      consumer("default/bob", "key-bob", "paid"));

  final CurrentSnapshot snapshots = new CurrentSnapshot();
  final Exchanges exchanges = new Exchanges(1000, Duration.ofHours(1));
  final StreamStatistics statistics = new StreamStatistics();
  final FakeTranslations translations = new FakeTranslations();
  final AtomicLong nanos = new AtomicLong(1_000_000);
  private final Random random = new Random(42);

  TestingServices() {
    snapshots.publish(snapshot(RESOURCES));
  }

  /** Runs heavy work at once. */
  Processor processor() {
    return processor(Runnable::run);
  }

  Processor processor(Executor pool) {
    return processor(translations, pool);
  }

  Processor processor(Translations made, Executor pool) {
    Services services = new Services(
        snapshots,
        exchanges,
        made,
        () -> random,
        InstantSource.fixed(Instant.ofEpochSecond(1_760_000_000)),
        nanos::get,
        MOST_BYTES);
    return new Processor(services, pool, statistics);
  }

  static Map<String, String> chat(String host, String... more) {
    return headers("POST", "/v1/chat/completions", host, more);
  }

  /** @param more names and values in turn */
  static Map<String, String> headers(String method, String path, String host, String... more) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":method", method);
    headers.put(":path", path);
    headers.put(":authority", host);
    headers.put("content-type", "application/json");
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }
}
