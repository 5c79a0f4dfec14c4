package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.OpenAiSdk;
import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Turn;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gemini's interface at the door, and Vertex AI behind it. */
@NeedsEnvoy
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeminiTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String TOOLS =
      "\"tools\":[{\"functionDeclarations\":[{\"name\":\"get_weather\",\"description\":\"Says it\","
          + "\"parameters\":{\"type\":\"OBJECT\",\"properties\":{\"city\":{\"type\":\"STRING\"},"
          + "\"days\":{\"type\":\"INTEGER\"}},\"required\":[\"city\"]}}]}]";

  private final FakeProvider openai = FakeProvider.openAi("sk-example");
  private final FakeProvider vertex = FakeProvider.gemini("ya29.example");
  private final TestingGateway gateway = TestingGateway.startOn(
      "examples/gemini",
      Map.of(
          "OPENAI_URL",
          openai.url() + "/v1",
          "OPENAI_API_KEY",
          "sk-example",
          "VERTEX_URL",
          vertex.url(),
          "VERTEX_TOKEN",
          "ya29.example",
          "GOOGLE_CLOUD_PROJECT",
          "p"));
  private final Http http = new Http(gateway.url());

  @AfterEach
  void nothingWasRefused() {
    assertThat(openai.ledger().takeRefusals()).isEmpty();
    assertThat(vertex.ledger().takeRefusals()).isEmpty();
  }

  @AfterAll
  void close() {
    http.close();
    gateway.close();
    openai.close();
    vertex.close();
  }

  private static String path(String model, String method) {
    return "/v1beta/models/" + model + ":" + method;
  }

  private static List<JsonNode> parts(List<JsonNode> answers) {
    return answers.stream()
        .flatMap(answer -> answer.at("/candidates/0/content/parts").valueStream())
        .toList();
  }

  private List<JsonNode> answers(String method, String model, String body) {
    Http.Reply reply = http.post(path(model, method), body, List.of("x-goog-api-key", "any"));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return switch (method) {
      case "generateContent" -> List.of(reply.json());
      case "streamGenerateContent" -> reply.json().valueStream().toList();
      default -> reply.events().stream().map(JSON::readTree).toList();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"generateContent", "streamGenerateContent", "streamGenerateContent?alt=sse"})
  void callsToolsOfAnOpenAiModelAndTakesTheirResults(String method) {
    String model = "gpt-tools-" + Integer.toHexString(method.hashCode());
    openai.on(
        model, Script.reply(Scenes.TEXT_AND_PARALLEL_CALLS), Script.text("Mild, ", "both ☃."));
    String question = "{\"role\":\"user\",\"parts\":[{\"text\":\"Weather?\"}]}";

    List<JsonNode> first =
        answers(method, model, "{\"contents\":[" + question + "]," + TOOLS + "}");

    List<JsonNode> calls =
        parts(first).stream().filter(part -> part.has("functionCall")).toList();
    assertThat(calls)
        .extracting(call -> call.at("/functionCall/args/city").asString())
        .containsExactly("Paris \"nord\"", "Oslo ☃");
    assertThat(first.getLast().at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
    assertThat(first.getLast().at("/usageMetadata/totalTokenCount").asInt()).isPositive();

    String said = "{\"role\":\"model\",\"parts\":" + JSON.valueToTree(parts(first)) + "}";
    String results = "{\"role\":\"user\",\"parts\":["
        + "{\"functionResponse\":{\"name\":\"get_weather\",\"response\":{\"output\":\"14\"}}},"
        + "{\"functionResponse\":{\"name\":\"get_weather\",\"response\":{\"output\":\"3\"}}}]}";
    List<JsonNode> second = answers(
        method,
        model,
        "{\"contents\":[" + String.join(",", question, said, results) + "]," + TOOLS + "}");

    StringBuilder text = new StringBuilder();
    parts(second).forEach(part -> text.append(part.path("text").asString("")));
    assertThat(text.toString()).isEqualTo("Mild, both ☃.");
    JsonNode sent = openai.ledger().of(model).getLast().request().json();
    assertThat(sent.at("/messages/2/tool_call_id").asString()).isEqualTo("call_paris_1");
    assertThat(sent.at("/messages/3/tool_call_id").asString()).isEqualTo("call_oslo_2");
  }

  @Test
  void neverPassesOnAKeyInTheQuery() {
    openai.on("gpt-key", Script.text("Hi."));
    Http.Reply reply = http.post(
        path("gpt-key", "generateContent?key=query-canary"),
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}",
        List.of());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(openai.ledger().only("gpt-key").everything()).doesNotContain("query-canary");
  }

  @Test
  void tellsErrorsInGooglesForm() {
    openai.on("gpt-limited", Scenes.RATE_LIMITED);
    Http.Reply reply = http.post(
        path("gpt-limited", "streamGenerateContent"),
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}",
        List.of());
    assertThat(reply.status()).isEqualTo(429);
    JsonNode error = reply.json().path(0).path("error");
    assertThat(error.path("status").asString()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(error.path("details").toString()).contains("\"retryDelay\":\"7s\"");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void asksGeminiOnVertexForAnOpenAiClient(boolean streaming) {
    String model = "gemini-2.5-flash-" + streaming;
    vertex.on(model, Script.text("Zwölf ", "Boxkämpfer 🥊"));
    try (OpenAiSdk client = new OpenAiSdk(gateway.url(), "any")) {
      Turn turn = client.send(Prompt.of(model, "Grüße"), streaming);
      assertThat(turn.text()).isEqualTo("Zwölf Boxkämpfer 🥊");
    }
    assertThat(vertex.ledger().only(model).target())
        .startsWith("/v1/projects/p/locations/global/publishers/google/models/" + model + ":");
  }
}
