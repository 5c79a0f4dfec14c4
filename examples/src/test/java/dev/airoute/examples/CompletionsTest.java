package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import dev.airoute.examples.client.OpenAiSdk;
import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.gateway.TestingGateway;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Clients of legacy completions: with a provider that has the same, and with a chat. */
@NeedsEnvoy
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletionsTest {
  private static final String PATH = "/v1/completions";

  private final FakeProvider own = FakeProvider.completions();
  private final FakeProvider anthropic = FakeProvider.anthropic("sk-ant-example");
  private final TestingGateway gateway = TestingGateway.startOn(
      "examples/completions",
      Map.of(
          "MODEL_URL",
          own.url() + "/v1",
          "MODEL",
          "qwen-base",
          "ANTHROPIC_URL",
          anthropic.url(),
          "ANTHROPIC_API_KEY",
          "sk-ant-example"));
  private final OpenAiSdk client = new OpenAiSdk(gateway.url(), "any");
  private final Http http = new Http(gateway.url());

  @AfterEach
  void nothingWasRefused() {
    assertThat(own.ledger().takeRefusals()).isEmpty();
    assertThat(anthropic.ledger().takeRefusals()).isEmpty();
  }

  @AfterAll
  void close() {
    client.close();
    http.close();
    gateway.close();
    own.close();
    anthropic.close();
  }

  private static CompletionCreateParams params(String model) {
    return CompletionCreateParams.builder()
        .model(model)
        .prompt("Say hello.")
        .maxTokens(50)
        .build();
  }

  @Test
  void asksClaudeInAChat() {
    anthropic.on("claude-whole", Script.text("Hej, ", "världen!"));

    Completion completion =
        client.sdk().completions().create(params("claude-whole")).validate();

    assertThat(completion.choices().getFirst().text()).isEqualTo("Hej, världen!");
    assertThat(completion.choices().getFirst().finishReason()).hasToString("stop");
    assertThat(completion.usage().orElseThrow().promptTokens()).isEqualTo(100);
    JsonNode sent = anthropic.ledger().only("claude-whole").json();
    assertThat(sent.at("/messages/0/content").asString("")).isEqualTo("Say hello.");
    assertThat(sent.path("max_tokens").intValue()).isEqualTo(50);
  }

  @Test
  void streamsClaudesChat() {
    anthropic.on("claude-streamed", Script.text("Hej, ", "världen!"));
    StringBuilder text = new StringBuilder();
    try (var stream = client.sdk().completions().createStreaming(params("claude-streamed"))) {
      stream.stream()
          .forEach(chunk -> chunk.choices().forEach(choice -> text.append(choice.text())));
    }
    assertThat(text).hasToString("Hej, världen!");
  }

  @Test
  void passesWhatTheModelsOwnServerTakes() {
    String body =
        "{\"model\": \"base\", \"prompt\": [[1, 2], [3]], \"best_of\": 2, \"x_own\": true}";

    Http.Reply reply = http.post(PATH, body, List.of());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/choices/0/text").asString("")).isEqualTo("Hello from qwen-base.");
    assertThat(reply.header("x-airoute-losses")).isEmpty();
    assertThat(own.ledger().of("qwen-base").getLast().request().body())
        .isEqualTo(body.replace("\"base\"", "\"qwen-base\""));
  }

  @Test
  void streamsFromTheModelsOwnServer() {
    Http.Reply reply =
        http.post(PATH, "{\"model\":\"base\",\"prompt\":\"Once\",\"stream\":true}", List.of());

    assertThat(reply.events()).endsWith("[DONE]").noneMatch(event -> event.contains("usage"));
    assertThat(reply.body()).contains("text_completion", "qwen-base.");
  }

  @Test
  void refusesTokenNumbersWhereTheyMeanNothing() {
    Http.Reply reply = http.post(PATH, "{\"model\":\"claude-x\",\"prompt\":[1,2]}", List.of());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/error/param").asString("")).isEqualTo("prompt");
    assertThat(anthropic.ledger().of("claude-x")).isEmpty();
  }

  @Test
  void runsTheExample() {
    String printed =
        Shell.run("examples/completions/request.sh", Map.of("AIROUTE_URL", gateway.url()));

    assertThat(printed)
        .contains("\"object\":\"text_completion\"", "Hello from qwen-base.")
        .contains("x-airoute-losses: best_of=dropped", "data: [DONE]");
  }
}
