package dev.airoute.examples;

import static dev.airoute.examples.Http.CHAT;
import static dev.airoute.examples.Http.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.gateway.TestingGateway;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Script;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** {@code kill -9} of each process. */
@NeedsEnvoy
class CrashTest {
  private static final Duration BACK = Duration.ofSeconds(30);

  private final FakeProvider provider = FakeProvider.anthropic("sk-crash");
  private TestingGateway gateway;
  private Http http;

  @BeforeEach
  void start() {
    gateway = TestingGateway.start(
        folder -> folder
            .write("provider.yaml", Yaml.anthropic("p", provider.url(), "sk-crash"))
            .write("route.yaml", Yaml.route("r", "crash", "p", "claude-crash")),
        Map.of());
    http = new Http(gateway.url());
    Http.Reply first = ask(CHAT);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    http.close();
    try {
      gateway.close();
    } finally {
      provider.close();
    }
    assertThat(provider.ledger().refusals()).as("untranslated requests").isEmpty();
  }

  private Http.Reply ask(String path) {
    return http.post(path, Http.body("crash", false), List.of());
  }

  @Test
  void withoutItsProcessorTheGatewaySays503AndIsSoonBack(TestReporter reporter) {
    ProcessHandle killed = gateway.extProc();
    assertThat(killed.destroyForcibly()).isTrue();
    await().until(() -> !killed.isAlive());
    long start = System.nanoTime();

    List<Http.Reply> failures = new ArrayList<>();
    for (String path : List.of(CHAT, MESSAGES)) {
      await()
          .atMost(BACK)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> {
            Http.Reply reply = ask(path);
            if (reply.status() != 200) {
              assertThat(reply.status()).as(reply.body()).isEqualTo(503);
              assertThat(ErrorShape.of(path, reply)).isNotBlank();
              failures.add(reply);
            }
            return reply.status() == 200;
          });
    }

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    reporter.publishEntry("ext-proc back after", took.toMillis() + " ms");
    assertThat(failures).as("answers while it was away").isNotEmpty();
    assertThat(gateway.extProc().pid()).isNotEqualTo(killed.pid());
  }

  @Test
  void aStreamThatLosesItsProcessorIsNotEndedAsIfItWereWhole() throws Exception {
    provider.on("claude-crash", Script.slowFrames(Duration.ofMillis(50), Scenes.longText(400)));
    CompletableFuture<String> stream = CompletableFuture.supplyAsync(() -> {
      try {
        return http.post(CHAT, Http.body("crash", true), List.of()).body();
      } catch (UncheckedIOException e) {
        return "broken";
      }
    });
    await().until(() -> provider.ledger().of("claude-crash").size() == 2);
    assertThat(gateway.extProc().destroyForcibly()).isTrue();

    assertThat(stream.get(30, TimeUnit.SECONDS)).doesNotContain("[DONE]");
  }

  @Test
  void envoyComesBack(TestReporter reporter) {
    ProcessHandle killed = gateway.envoy();
    assertThat(killed.destroyForcibly()).isTrue();
    await().until(() -> !killed.isAlive());
    long start = System.nanoTime();

    await()
        .atMost(BACK)
        .pollInterval(Duration.ofMillis(20))
        .ignoreException(UncheckedIOException.class)
        .until(() -> ask(MESSAGES).status() == 200);

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    reporter.publishEntry("Envoy back after", took.toMillis() + " ms");
    assertThat(gateway.envoy().pid()).isNotEqualTo(killed.pid());
  }

  /** Children must not outlive the command, however it ends. */
  @Test
  void killingTheCommandTakesItsChildrenAlong() {
    List<ProcessHandle> children = List.of(gateway.envoy(), gateway.extProc());

    gateway.kill();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
  }
}
