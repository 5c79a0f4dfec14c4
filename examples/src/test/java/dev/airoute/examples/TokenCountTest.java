package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageTokensCount;
import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.gateway.TestingGateway;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** How many tokens a chat would have: Anthropic counts its own, the gateway estimates for others. */
@NeedsEnvoy
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenCountTest {
  private static final String PATH = "/v1/messages/count_tokens";

  private final FakeProvider anthropic = FakeProvider.counting("sk-ant-example");
  private final FakeProvider openAi = FakeProvider.openAi("sk-example");
  private final TestingGateway gateway = TestingGateway.startOn(
      "examples/translate",
      Map.of(
          "OPENAI_URL",
          openAi.url() + "/v1",
          "OPENAI_API_KEY",
          "sk-example",
          "ANTHROPIC_URL",
          anthropic.url(),
          "ANTHROPIC_API_KEY",
          "sk-ant-example"));
  private final AnthropicClient client = AnthropicOkHttpClient.builder()
      .baseUrl(gateway.url())
      .apiKey("any")
      .maxRetries(0)
      .build();
  private final Http http = new Http(gateway.url());

  @AfterEach
  void nothingWasRefused() {
    assertThat(anthropic.ledger().takeRefusals()).isEmpty();
    assertThat(openAi.ledger().takeRefusals()).isEmpty();
  }

  @AfterAll
  void close() {
    client.close();
    http.close();
    gateway.close();
    anthropic.close();
    openAi.close();
  }

  /** @param headers of the answer */
  private record Counted(long tokens, Headers headers) {}

  private Counted count(String model) {
    MessageCountTokensParams params = MessageCountTokensParams.builder()
        .model(model)
        .system("Be brief.")
        .addUserMessage("Hello there, friend")
        .build();
    try (HttpResponseFor<MessageTokensCount> answer =
        client.messages().withRawResponse().countTokens(params)) {
      return new Counted(answer.parse().validate().inputTokens(), answer.headers());
    }
  }

  @Test
  void letsAnthropicCount() {
    anthropic.on(
        "claude-counted", Script.reply(Answer.text("").using(new Answer.Tokens(14, 0, 0, 0, 0))));

    Counted counted = count("claude-counted");

    assertThat(counted.tokens()).isEqualTo(14);
    assertThat(counted.headers().values("x-airoute-estimated")).isEmpty();
    assertThat(counted.headers().values("x-airoute-provider")).containsExactly("default/anthropic");
  }

  @Test
  void estimatesForOpenAi() {
    Counted counted = count("gpt-estimated");

    // Two messages, and 9 + 19 bytes of text.
    assertThat(counted.tokens()).isEqualTo(2 * 4 + 7);
    assertThat(counted.headers().values("x-airoute-estimated")).containsExactly("true");
    assertThat(openAi.ledger().of("gpt-estimated")).isEmpty();
  }

  @Test
  void isNobodysUsage() {
    anthropic.on(
        "claude-unused", Script.reply(Answer.text("").using(new Answer.Tokens(14, 0, 0, 0, 0))));
    count("claude-unused");
    count("gpt-unused");

    assertThat(line("claude-unused").at("/tokens/input").isMissingNode()).isTrue();
    assertThat(line("gpt-unused").at("/tokens/input").isMissingNode()).isTrue();
    try (Http scrape = new Http(gateway.extProcMetricsUrl())) {
      PrometheusText metrics =
          new PrometheusText(scrape.get("/metrics", List.of()).body());
      assertThat(metrics.sum("airoute_tokens_total")).isZero();
      assertThat(metrics.sum("airoute_requests_total")).isPositive();
    }
  }

  /** Of the access log, when the request is over. */
  private JsonNode line(String model) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> gateway.accessLog().stream()
                .filter(line -> line.path("model").asString("").equals(model))
                .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void saysErrorsInTheCallersDialect() {
    anthropic.on("claude-busy", Script.failure(529, "Overloaded"));

    Http.Reply reply = http.post("/anthropic" + PATH, Http.body("claude-busy", false), List.of());

    assertThat(reply.status()).isEqualTo(529);
    assertThat(reply.json().at("/error/type").asString("")).isEqualTo("overloaded_error");
  }
}
