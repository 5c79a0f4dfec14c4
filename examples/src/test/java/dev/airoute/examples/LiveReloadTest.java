package dev.airoute.examples;

import static dev.airoute.examples.Http.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.gateway.TestingGateway;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/** Saved YAML takes effect at once and hurts nobody; what is wrong in it costs only itself. */
@NeedsEnvoy
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveReloadTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final FakeProvider first = FakeProvider.openAi("sk-first");
  private final FakeProvider second = FakeProvider.anthropic("sk-second");
  private TestingGateway gateway;
  private Http http;

  @BeforeAll
  void start() {
    gateway = TestingGateway.start(
        folder -> folder
            .write("first.yaml", Yaml.openAi("first", first.url(), "sk-first"))
            .write("second.yaml", Yaml.anthropic("second", second.url(), "sk-second"))
            .write("steady.yaml", Yaml.route("steady", "steady", "first", "gpt-steady")),
        Map.of());
    http = new Http(gateway.url());
  }

  @AfterAll
  void stop() {
    http.close();
    try {
      gateway.close();
    } finally {
      first.close();
      second.close();
    }
  }

  @AfterEach
  void nothingWasRefused() {
    assertThat(first.ledger().takeRefusals()).isEmpty();
    assertThat(second.ledger().takeRefusals()).isEmpty();
  }

  private Http.Reply ask(String model) {
    return http.post(CHAT, Http.body(model, false), List.of());
  }

  private Load load() {
    Load load = new Load(() -> ask("steady"));
    await().until(() -> load.succeeded() > 20);
    return load;
  }

  private static void assertUnhurt(Load load) {
    int before = load.succeeded();
    await().until(() -> load.succeeded() > before + 20);
    load.close();
    assertThat(load.failures()).isEmpty();
  }

  /** How long it took from now on. */
  private static Duration until(String model, String wanted, Supplier<String> answer) {
    long start = System.nanoTime();
    await(model + " to be served by " + wanted)
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(answer::get, text -> text.contains(wanted));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Duration until(String model, String wanted) {
    return until(model, wanted, () -> ask(model).body());
  }

  @Test
  void takesANewRouteAndAChangedOneWithoutAFailedRequest(TestReporter reporter) {
    try (Load load = load()) {
      gateway.folder().replace("live.yaml", Yaml.route("live", "live", "first", "gpt-before"));
      Duration added = until("live", "gpt-before");

      gateway.folder().write("live.yaml", Yaml.route("live", "live", "first", "gpt-after"));
      Duration changed = until("live", "gpt-after");

      gateway.folder().replace("live.yaml", Yaml.route("live", "live", "second", "claude-other"));
      Duration moved = until("live", "claude-other");

      gateway.folder().delete("live.yaml");
      Duration removed = until("live", "model_not_found");

      assertUnhurt(load);
      Map<String, Duration> times =
          Map.of("added", added, "changed", changed, "moved", moved, "removed", removed);
      times.forEach(
          (what, took) -> reporter.publishEntry("reload " + what, took.toMillis() + " ms"));
      assertThat(times).allSatisfy((_, took) -> assertThat(took).isLessThan(Duration.ofSeconds(3)));
    }
  }

  @Test
  void movesAProviderToAnotherAddressUnderLoad() {
    FakeProvider moved = FakeProvider.openAi("sk-first");
    try (Load load = load()) {
      gateway.folder().replace("first.yaml", Yaml.openAi("first", moved.url(), "sk-first"));
      await().atMost(SOON).until(() -> !moved.ledger().entries().isEmpty());
      assertUnhurt(load);

      gateway.folder().replace("first.yaml", Yaml.openAi("first", first.url(), "sk-first"));
      int before = first.ledger().entries().size();
      await().atMost(SOON).until(() -> {
        ask("steady");
        return first.ledger().entries().size() > before;
      });
      assertThat(moved.ledger().refusals()).isEmpty();
    } finally {
      moved.close();
    }
  }

  @Test
  void rotatesAKeyUnderLoad() {
    first.takeAlso("sk-first-rotated");
    try (Load load = load()) {
      gateway.folder().replace("first.yaml", Yaml.openAi("first", first.url(), "sk-first-rotated"));
      await()
          .atMost(SOON)
          .until(() -> first
              .ledger()
              .entries()
              .getLast()
              .request()
              .everything()
              .contains("Bearer sk-first-rotated"));
      assertUnhurt(load);
    } finally {
      gateway.folder().replace("first.yaml", Yaml.openAi("first", first.url(), "sk-first"));
    }
  }

  @Test
  void letsAStreamEndThatBeganBeforeTheChange() throws Exception {
    Answer answer = Scenes.longText(60);
    first.on("gpt-long", Script.slowFrames(Duration.ofMillis(25), answer));
    gateway.folder().replace("long.yaml", Yaml.route("long", "long", "first", "gpt-long"));
    until("long", "piece0", () -> ask("long").body());
    CompletableFuture<Http.Reply> stream =
        CompletableFuture.supplyAsync(() -> http.post(CHAT, Http.body("long", true), List.of()));
    await().atMost(SOON).until(() -> first.ledger().of("gpt-long").size() >= 2);

    gateway.folder().replace("long.yaml", Yaml.route("long", "long", "second", "claude-long"));
    until("long", "claude-long");

    Http.Reply reply = stream.get(30, TimeUnit.SECONDS);
    assertThat(reply.events()).last().isEqualTo("[DONE]");
    assertThat(reply.body()).contains("piece59");
    gateway.folder().delete("long.yaml");
  }

  @Test
  void keepsServingWhenAFileBreaksAndSaysWhere() {
    try (Load load = load()) {
      gateway
          .folder()
          .replace("broken.yaml", Yaml.route("broken", "unbroken", "first", "gpt-unbroken"));
      until("unbroken", "gpt-unbroken");

      gateway
          .folder()
          .write(
              "broken.yaml",
              "apiVersion: airoute.dev/v1alpha1\nkind: AIRoute\nmetadata: {name: [\n");
      await().atMost(SOON).until(() -> gateway.errors().containsMatch("broken\\.yaml:[34]"));
      gateway.folder().write("other.yaml", Yaml.route("other", "other", "first", "gpt-other"));
      until("other", "gpt-other");

      assertThat(ask("unbroken").status()).isEqualTo(200);
      assertUnhurt(load);
    } finally {
      gateway.folder().delete("broken.yaml").delete("other.yaml");
    }
  }

  @Test
  void aBadObjectNextToFiftyGoodOnesCostsOnlyItself() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      yaml.append(Yaml.route("many-" + i, "many-" + i, "first", "gpt-many-" + i))
          .append("---\n");
      if (i == 20) {
        yaml.append(Yaml.route("bad-provider", "bad-provider", "nobody", "gpt-x"))
            .append("---\n");
      }
      if (i == 30) {
        yaml.append(Yaml.route("bad-field", "bad-field", "first", "gpt-x"))
            .append("  surprise: true\n---\n");
      }
    }
    try (Load load = load()) {
      gateway.folder().write("many.yaml", yaml.toString());
      until("many-49", "gpt-many-49");

      for (int i = 0; i < 50; i++) {
        assertThat(ask("many-" + i).body()).contains("Hello from gpt-many-" + i + ".");
      }
      assertThat(ask("bad-field").status()).isEqualTo(404);
      assertThat(ask("bad-provider").status()).isIn(404, 503);
      assertThat(gateway.errors().containsMatch("many\\.yaml:\\d+.*surprise")).isTrue();
      assertThat(gateway.errors().containsMatch("bad-provider.*nobody")).isTrue();
      assertUnhurt(load);
    } finally {
      gateway.folder().delete("many.yaml");
    }
  }

  @Test
  void revokesAConsumersKey() {
    String consumer = """
        apiVersion: airoute.dev/v1alpha1
        kind: AIConsumer
        metadata: {name: carol}
        spec:
          apiKeys:
          - sha256: "%s"
        ---
        """;
    String route =
        Yaml.route("closed", "closed", "first", "gpt-closed").replace("Anonymous", "Consumers");
    gateway.folder().write("carol.yaml", consumer.formatted(World.sha256("carol-key-1")) + route);
    until("closed", "gpt-closed", () -> askAs("carol-key-1").body());

    gateway.folder().write("carol.yaml", consumer.formatted(World.sha256("carol-key-2")) + route);
    until("closed", "gpt-closed", () -> askAs("carol-key-2").body());

    assertThat(askAs("carol-key-1").status()).isEqualTo(401);
    gateway.folder().delete("carol.yaml");
  }

  private Http.Reply askAs(String key) {
    return http.post(CHAT, Http.body("closed", false), Http.bearer(key));
  }
}
