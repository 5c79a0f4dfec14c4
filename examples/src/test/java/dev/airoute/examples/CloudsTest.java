package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.AnthropicSdk;
import dev.airoute.examples.client.ChatClient;
import dev.airoute.examples.client.OpenAiSdk;
import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.gateway.Repository;
import dev.airoute.examples.gateway.TestingGateway;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.Answer.Block;
import dev.airoute.examples.provider.FakeBedrock;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Received;
import dev.airoute.examples.provider.Script;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** SDKs of OpenAI and Anthropic against Bedrock's Converse and InvokeModel and Vertex AI's rawPredict, through the gateway. */
@NeedsEnvoy
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudsTest {
  private static final String SIGNATURE = "EqQBCkgIARABGAIiQL/+abc==";

  private final FakeProvider converse = FakeBedrock.start("bedrock-canary-1f2e");
  private final FakeProvider invoke = FakeBedrock.start("bedrock-canary-77aa");
  private final FakeProvider vertex = FakeProvider.rawPredict("ya29.canary-90bd");
  private TestingGateway gateway;
  private Http http;
  private Map<String, ChatClient> clients;

  @BeforeAll
  void start() {
    gateway = TestingGateway.start(
        folder -> folder.copy(Repository.file("examples/src/test/resources/clouds")),
        Map.of(
            "CONVERSE_URL",
            converse.url(),
            "CONVERSE_KEY",
            "bedrock-canary-1f2e",
            "INVOKE_URL",
            invoke.url(),
            "INVOKE_KEY",
            "bedrock-canary-77aa",
            "VERTEX_URL",
            vertex.url() + "/v1",
            "VERTEX_KEY",
            "ya29.canary-90bd"));
    http = new Http(gateway.url());
    clients = Map.of(
        "openai", new OpenAiSdk(gateway.url(), "anybody"),
        "anthropic", new AnthropicSdk(gateway.url(), "anybody"));
  }

  @AfterAll
  void stop() {
    clients.values().forEach(ChatClient::close);
    http.close();
    gateway.close();
    List.of(converse, invoke, vertex).forEach(FakeProvider::close);
  }

  @AfterEach
  void nobodyRefusedAnything() {
    assertThat(List.of(converse, invoke, vertex))
        .allSatisfy(provider -> assertThat(provider.ledger().takeRefusals()).isEmpty());
  }

  static Stream<Arguments> all() {
    return Stream.of("converse", "invoke", "vertex")
        .flatMap(cloud -> Stream.of("openai", "anthropic")
            .flatMap(client ->
                Stream.of(false, true).map(streaming -> Arguments.of(cloud, client, streaming))));
  }

  private ChatClient client(String dialect) {
    return Objects.requireNonNull(clients.get(dialect));
  }

  private FakeProvider provider(String cloud) {
    return switch (cloud) {
      case "converse" -> converse;
      case "invoke" -> invoke;
      default -> vertex;
    };
  }

  private static String model(String cloud, String scene, String client, boolean streaming) {
    return cloud + "-" + scene + "-" + client + "-" + streaming;
  }

  @ParameterizedTest(name = "{0}, {1} client, streaming {2}")
  @MethodSource("all")
  void carriesTextAndUsage(String cloud, String client, boolean streaming) {
    String model = model(cloud, "text", client, streaming);
    provider(cloud).on(model, Script.text("Zwölf ", "Boxkämpfer ", "🥊\n\"!\""));

    Turn turn = client(client).send(Prompt.of(model, "Grüße, 世界"), streaming);

    assertThat(turn.text()).isEqualTo("Zwölf Boxkämpfer 🥊\n\"!\"");
    assertThat(turn.stop()).isEqualTo(Turn.Stop.END);
    assertThat(turn.usage()).isEqualTo(new Turn.Usage(100, 40, 25));
    assertThat(provider(cloud).ledger().only(model).body()).contains("Grüße, 世界");
  }

  @ParameterizedTest(name = "{0}, {1} client, streaming {2}")
  @MethodSource("all")
  void carriesThoughtsCallsAndResultsThereAndBack(String cloud, String client, boolean streaming) {
    String model = model(cloud, "claude-sonnet-4-5", client, streaming);
    Answer thoughtful = Answer.of(Stream.concat(
            Stream.of(new Block.Thinking(List.of("Two ", "cities…"), SIGNATURE)),
            Scenes.TEXT_AND_PARALLEL_CALLS.blocks().stream())
        .toArray(Block[]::new));
    provider(cloud).on(model, Script.reply(thoughtful), Script.text("Mild, both."));
    Prompt prompt = Prompt.of(model, "Weather?").tools(Scenes.WEATHER).thinking(2048);

    Turn calls = client(client).send(prompt, streaming);
    Scenes.assertTextAndParallelCalls(calls);
    assertThat(calls.thinking()).isEqualTo("Two cities…");
    Turn end = client(client).send(prompt.then(Scenes.answered(calls)), streaming);

    assertThat(end.text()).isEqualTo("Mild, both.");
    JsonNode body = provider(cloud).ledger().of(model).getLast().request().json();
    assertThat(body.toString()).contains("14°C in Paris \\\"nord\\\"", "14°C in Oslo ☃");
    assertThat(body.path("messages").get(1).path("content").get(0).toString()).contains(SIGNATURE);
  }

  static Stream<Arguments> clients() {
    return Stream.of(Arguments.of("openai", Http.CHAT), Arguments.of("anthropic", Http.MESSAGES));
  }

  @ParameterizedTest(name = "{0} client")
  @MethodSource("clients")
  void turnsAnExceptionWithinAStreamIntoAnError(String client, String path) {
    for (String cloud : List.of("converse", "invoke")) {
      String model = cloud + "-late-" + client;
      provider(cloud).on(model, new Script.StreamError(Scenes.longText(9), 5, "no capacity"));

      Http.Reply reply = http.post(path, Http.body(model, true), List.of());

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.events()).isNotEmpty();
      assertThat(reply.events().getLast()).contains("no capacity");
      assertThat(reply.body()).doesNotContain("[DONE]", "message_stop", "vnd.amazon");
    }
  }

  @ParameterizedTest(name = "{0} client")
  @MethodSource("clients")
  void fallsBackOnAnExceptionInTheFirstFrame(String client, String path) {
    String model = "fall-first-" + client;
    converse.on(model, new Script.StreamError(Scenes.longText(9), 0, "Too many requests"));

    Http.Reply reply = http.post(path, Http.body(model, true), List.of());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("x-airoute-provider")).contains("default/invoke");
    assertThat(reply.header("x-airoute-attempts")).contains("2");
    assertThat(reply.body()).contains("claude-caught").doesNotContain("Too many");
    assertThat(converse.ledger().of(model)).hasSize(1);
  }

  @Test
  void fallsBackOnThrottling() {
    converse.on(
        "fall-429",
        new Script.Failure(
            429, "Too many tokens", Map.of("x-amzn-errortype", "ThrottlingException")));

    Turn turn = client("openai").ask(Prompt.of("fall-429", "Hi"));

    assertThat(turn.text()).isEqualTo("Hello from claude-caught.");
  }

  @Test
  void sendsAnArnAsOneSegmentOfThePath() {
    Turn turn = client("anthropic").stream(Prompt.of("arn", "Hi"));

    String arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2";
    assertThat(turn.text()).isEqualTo("Hello from " + arn + ".");
    Received request = converse.ledger().only(arn);
    assertThat(request.target())
        .isEqualTo(
            "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fa1b2/converse-stream");
    assertThat(request.everything()).doesNotContain("anybody", "anthropic");
  }
}
