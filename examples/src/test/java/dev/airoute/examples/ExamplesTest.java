package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.gateway.Repository;
import dev.airoute.examples.gateway.TestingGateway;
import dev.airoute.examples.provider.FakeBedrock;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every example as its README says: the gateway on the folder, the request script against it. */
@NeedsEnvoy
class ExamplesTest {
  private final FakeProvider openAi = FakeProvider.openAi("sk-example");
  private final FakeProvider anthropic = FakeProvider.anthropic("sk-ant-example");

  @AfterEach
  void close() {
    openAi.close();
    anthropic.close();
    assertThat(openAi.ledger().refusals()).isEmpty();
    assertThat(anthropic.ledger().refusals()).isEmpty();
  }

  private Map<String, String> environment() {
    return Map.of(
        "OPENAI_URL",
        openAi.url() + "/v1",
        "OPENAI_API_KEY",
        "sk-example",
        "ANTHROPIC_URL",
        anthropic.url(),
        "ANTHROPIC_API_KEY",
        "sk-ant-example");
  }

  private static String run(String example, Map<String, String> environment) {
    try (TestingGateway gateway = TestingGateway.startOn("examples/" + example, environment)) {
      return request(example, gateway);
    }
  }

  private static String request(String example, TestingGateway gateway) {
    return Shell.run("examples/" + example + "/request.sh", Map.of("AIROUTE_URL", gateway.url()));
  }

  @Test
  void openai() {
    String printed = run("openai", environment());

    assertThat(printed)
        .contains("\"object\":\"chat.completion\"", "Hello from gpt-4o-mini.", "data: [DONE]")
        .contains("\"total_tokens\":125");
    assertThat(openAi.ledger().of("gpt-4o-mini")).hasSize(2);
  }

  @Test
  void anthropic() {
    String printed = run("anthropic", environment());

    assertThat(printed)
        .contains("\"type\":\"message\"", "Hello from claude-sonnet-4-5.", "event: message_stop");
    assertThat(anthropic.ledger().of("claude-sonnet-4-5")).hasSize(2);
  }

  @Test
  void translate() {
    anthropic.on("claude-sonnet-4-5", Script.reply(Scenes.TEXT_AND_PARALLEL_CALLS));

    String printed = run("translate", environment());

    assertThat(printed)
        .contains("chat.completion.chunk", "call_paris_1", "call_oslo_2", "data: [DONE]")
        .contains("\"type\":\"message\"", "Hello from gpt-4o-mini.");
  }

  @Test
  void bedrock() {
    FakeProvider runtime = FakeBedrock.start("bedrock-example");
    try (runtime) {
      String printed = run(
          "bedrock",
          Map.of("BEDROCK_URL", runtime.url(), "AWS_BEARER_TOKEN_BEDROCK", "bedrock-example"));

      assertThat(printed)
          .contains("chat.completion.chunk", "us.amazon.nova-2-lite-v1:0.", "data: [DONE]")
          .contains("us.anthropic.claude-sonnet-4-5-20250929-v1:0.", "event: message_stop");
    }
    assertThat(runtime.ledger().refusals()).isEmpty();
  }

  @Test
  void consumers() {
    String printed = run("consumers", Map.of());

    assertThat(printed).isEqualTo("""
            a stranger asks for echo: 401
            Alice asks for expensive: 200
            Bob asks for echo: 200
            Bob asks for expensive: 403
            """);
  }

  @Test
  void fallback() {
    assertThat(run("fallback", Map.of()))
        .contains("200 OK", "x-airoute-provider: default/echo", "x-airoute-attempts: 2")
        .contains("Is anybody there?");
  }

  @Test
  void gemini() {
    FakeProvider openai = FakeProvider.openAi("sk-example");
    FakeProvider vertex = FakeProvider.gemini("ya29.example");
    try (openai;
        vertex) {
      String printed = run(
          "gemini",
          Map.of(
              "OPENAI_URL",
              openai.url() + "/v1",
              "OPENAI_API_KEY",
              "sk-example",
              "VERTEX_URL",
              vertex.url(),
              "VERTEX_TOKEN",
              "ya29.example"));

      assertThat(printed)
          .contains("\"candidates\"", "\"finishReason\":\"STOP\"", "Hello from gpt-4o-mini.")
          .contains("chat.completion.chunk", "data: [DONE]");
    }
    assertThat(openai.ledger().refusals()).isEmpty();
    assertThat(vertex.ledger().refusals()).isEmpty();
  }

  @Test
  void fallbackWhenThePrimaryLives() {
    FakeProvider primary = FakeProvider.keyless();
    try (primary) {
      assertThat(run("fallback", Map.of("PRIMARY_URL", primary.url() + "/v1")))
          .contains("x-airoute-provider: default/down", "x-airoute-attempts: 1")
          .contains("Hello from big-model.");
    }
    assertThat(primary.ledger().refusals()).isEmpty();
  }

  @Test
  void selfHosted() {
    FakeProvider own = FakeProvider.keyless();
    try (own) {
      String printed =
          run("self-hosted", Map.of("MODEL_URL", own.url() + "/v1", "MODEL", "qwen3:8b"));

      assertThat(printed)
          .contains("\"object\":\"chat.completion\"", "Hello from qwen3:8b.", "message_stop");
    }
    assertThat(own.ledger().refusals()).isEmpty();
  }

  @Test
  void quickstart() {
    try (TestingGateway gateway =
        TestingGateway.startScript("examples/quickstart/run.sh", Map.of())) {
      String printed = request("quickstart", gateway);

      assertThat(printed).contains("\"object\":\"chat.completion\"", "Hello, gateway!");
      assertThat(printed).contains("event: message_stop");
    }
  }

  /** Both keys present: the routes of both vendors appear. */
  @Test
  void quickstartWithKeys() {
    try (TestingGateway gateway =
            TestingGateway.startScript("examples/quickstart/run.sh", environment());
        Http http = new Http(gateway.url())) {
      assertThat(http.post(Http.MESSAGES, Http.body("gpt-4o-mini", false), List.of())
              .body())
          .contains("Hello from gpt-4o-mini.");
      assertThat(http.post(Http.CHAT, Http.body("claude-sonnet-4-5", true), List.of())
              .body())
          .contains("Hello", "data: [DONE]");
    }
  }

  /** Here, or in a class named after it. */
  @Test
  void everyExampleIsTested() throws IOException {
    try (Stream<Path> folders = Files.list(Repository.file("examples"))) {
      assertThat(folders
              .filter(folder -> Files.exists(folder.resolve("request.sh")))
              .map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "anthropic",
              "bedrock",
              "cohere",
              "completions",
              "consumers",
              "fallback",
              "gemini",
              "openai",
              "quickstart",
              "responses",
              "self-hosted",
              "translate");
    }
  }
}
