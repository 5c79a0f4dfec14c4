package dev.airoute.examples;

import static dev.airoute.examples.Http.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.gateway.TestingGateway;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The orderly end. That nothing stays behind is asserted wherever a gateway is closed. */
@NeedsEnvoy
class ShutdownTest {
  private final FakeProvider provider = FakeProvider.openAi("sk-end");
  private TestingGateway gateway;
  private Http http;

  @BeforeEach
  void start() {
    gateway = TestingGateway.start(
        folder -> folder
            .write("provider.yaml", Yaml.openAi("p", provider.url(), "sk-end"))
            .write("route.yaml", Yaml.route("r", "end", "p", "gpt-end")),
        Map.of());
    http = new Http(gateway.url());
  }

  @AfterEach
  void close() {
    http.close();
    provider.close();
    assertThat(provider.ledger().refusals()).isEmpty();
  }

  @Test
  void tellsOfTheLastRequestToo() {
    for (int i = 0; i < 20; i++) {
      assertThat(http.post(CHAT, Http.body("end", false), List.of()).status()).isEqualTo(200);
    }

    gateway.close();

    assertThat(gateway.accessLog()).hasSize(20);
  }

  @Test
  void letsARunningStreamEnd() throws Exception {
    provider.on("gpt-end", Script.slowFrames(Duration.ofMillis(20), Scenes.longText(50)));
    CompletableFuture<Http.Reply> stream =
        CompletableFuture.supplyAsync(() -> http.post(CHAT, Http.body("end", true), List.of()));
    await().until(() -> !provider.ledger().of("gpt-end").isEmpty());

    gateway.close();

    assertThat(stream.get(10, TimeUnit.SECONDS).events()).last().isEqualTo("[DONE]");
    assertThat(gateway.accessLog()).hasSize(1);
  }
}
