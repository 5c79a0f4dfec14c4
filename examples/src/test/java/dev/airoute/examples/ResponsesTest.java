package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.responses.ResponseCreateParams;
import dev.airoute.examples.client.AnthropicSdk;
import dev.airoute.examples.client.ChatClient;
import dev.airoute.examples.client.OpenAiSdk;
import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.ResponsesSdk;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.gateway.TestingGateway;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.Answer.Block;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Responses as a client's dialect and as a provider's, on the example of that name. */
@NeedsEnvoy
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponsesTest {
  private static final String EXAMPLE = "examples/responses";

  private final FakeProvider openAi = FakeProvider.responses("sk-example");
  private final FakeProvider anthropic = FakeProvider.anthropic("sk-ant-example");
  private TestingGateway gateway;
  private ResponsesSdk responses;
  private OpenAiSdk chat;
  private AnthropicSdk messages;

  @BeforeAll
  void start() {
    gateway = TestingGateway.startOn(
        EXAMPLE,
        Map.of(
            "OPENAI_URL",
            openAi.url() + "/v1",
            "OPENAI_API_KEY",
            "sk-example",
            "ANTHROPIC_URL",
            anthropic.url(),
            "ANTHROPIC_API_KEY",
            "sk-ant-example"));
    responses = new ResponsesSdk(gateway.url(), "none");
    chat = new OpenAiSdk(gateway.url(), "none");
    messages = new AnthropicSdk(gateway.url(), "none");
  }

  @AfterAll
  void end() {
    responses.close();
    chat.close();
    messages.close();
    try {
      gateway.close();
    } finally {
      openAi.close();
      anthropic.close();
    }
  }

  @AfterEach
  void nothingWasRefused() {
    assertThat(openAi.ledger().takeRefusals()).isEmpty();
    assertThat(anthropic.ledger().takeRefusals()).isEmpty();
  }

  private static String model(String family, String scene, boolean streaming) {
    return family + "-" + scene + (streaming ? "-streamed" : "");
  }

  /** A turn with calls, and the turn that answers their results. Gives what the provider got the second time. */
  private static JsonNode converse(
      ChatClient client, FakeProvider provider, String model, boolean streaming) {
    provider.on(
        model, Script.reply(Scenes.TEXT_AND_PARALLEL_CALLS), Script.text("Mild, ", "both."));
    Prompt prompt = Prompt.of(model, "Weather?").system("Use the tool.").tools(Scenes.WEATHER);

    Turn calls = client.send(prompt, streaming);
    Scenes.assertTextAndParallelCalls(calls);
    assertThat(calls.usage()).isEqualTo(new Turn.Usage(100, 40, 25));

    Turn end = client.send(prompt.then(Scenes.answered(calls)), streaming);
    assertThat(end.text()).isEqualTo("Mild, both.");
    assertThat(end.stop()).isEqualTo(Turn.Stop.END);
    return provider.ledger().of(model).getLast().request().json();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reachesClaudeFromAResponsesClient(boolean streaming) {
    JsonNode body =
        converse(responses, anthropic, model("claude", "responses", streaming), streaming);

    assertThat(body.path("system").asString(body.at("/system/0/text").asString("")))
        .isEqualTo("Use the tool.");
    assertThat(body.at("/messages/1/content/1/input/city").stringValue())
        .isEqualTo("Paris \"nord\"");
    assertThat(body.at("/messages/2/content").size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reachesAResponsesProviderFromAChatClient(boolean streaming) {
    JsonNode body = converse(chat, openAi, model("gpt-5", "chat", streaming), streaming);

    assertThat(body.path("instructions").stringValue()).isEqualTo("Use the tool.");
    assertThat(body.path("store").booleanValue()).isFalse();
    assertThat(body.path("input").size()).isEqualTo(6);
    assertThat(body.at("/input/4/call_id").stringValue()).isEqualTo("call_paris_1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reachesAResponsesProviderFromAnAnthropicClient(boolean streaming) {
    converse(messages, openAi, model("gpt-5", "messages", streaming), streaming);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void passesBetweenAResponsesClientAndItsProvider(boolean streaming) {
    String model = model("gpt-5", "passed", streaming);
    openAi.on(model, Script.text("Zwölf ", "Boxkämpfer"));

    Turn turn = responses.send(Prompt.of(model, "Hi"), streaming);

    assertThat(turn.text()).isEqualTo("Zwölf Boxkämpfer");
    assertThat(openAi.ledger().only(model).json().has("store")).isFalse();
  }

  /** Reasoning that only its maker can read makes the way to a client of another dialect, and back. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesEncryptedReasoningBack(boolean streaming) {
    String model = model("gpt-5", "thinking", streaming);
    Answer thought = Answer.of(
        new Block.Thinking(List.of("Hm", "m."), "gAAAAencrypted"),
        new Block.Call("call_1", "get_weather", List.of("{\"city\":\"Oslo\",\"days\":1}")));
    openAi.on(model, Script.reply(thought), Script.text("Mild."));
    Prompt prompt = Prompt.of(model, "Weather?").tools(Scenes.WEATHER).thinking(2000);

    Turn first = messages.send(prompt, streaming);
    assertThat(first.thinking()).isEqualTo("Hmm.");
    messages.send(prompt.then(Scenes.answered(first)), streaming);

    JsonNode sent = openAi.ledger().of(model).getLast().request().json();
    assertThat(sent.at("/input/1/type").stringValue()).isEqualTo("reasoning");
    assertThat(sent.at("/input/1/encrypted_content").stringValue()).isEqualTo("gAAAAencrypted");
    assertThat(sent.at("/input/1/id").stringValue()).isEqualTo("rs_0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesClaudesSignedThinkingBack(boolean streaming) {
    String model = model("claude", "thinking", streaming);
    Answer thought = Answer.of(
        new Block.Thinking(List.of("Hm", "m."), "c2lnbmVk"),
        new Block.Call("call_1", "get_weather", List.of("{\"city\":\"Oslo\",\"days\":1}")));
    anthropic.on(model, Script.reply(thought), Script.text("Mild."));
    Prompt prompt = Prompt.of(model, "Weather?").tools(Scenes.WEATHER).thinking(2000);

    Turn first = responses.send(prompt, streaming);
    assertThat(first.thinking()).isEqualTo("Hmm.");
    responses.send(prompt.then(Scenes.answered(first)), streaming);

    JsonNode sent = anthropic.ledger().of(model).getLast().request().json();
    assertThat(sent.at("/messages/1/content/0/signature").stringValue()).isEqualTo("c2lnbmVk");
  }

  @Test
  void tellsThatItStoresNothing() {
    assertThatThrownBy(() -> responses.sdk().responses().retrieve("resp_1"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("stores no responses");
    assertThatThrownBy(() -> responses
            .sdk()
            .responses()
            .create(ResponseCreateParams.builder()
                .model("claude-stored")
                .input("Go on.")
                .previousResponseId("resp_1")
                .build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("previous_response_id");
  }

  @Test
  void doesWhatTheExampleSays() {
    anthropic.on("claude-sonnet-4-5", Script.reply(Scenes.TEXT_AND_PARALLEL_CALLS));

    String printed = Shell.run(EXAMPLE + "/request.sh", Map.of("AIROUTE_URL", gateway.url()));

    assertThat(printed)
        .contains("event: response.function_call_arguments.delta", "call_paris_1", "call_oslo_2")
        .contains("event: response.completed", "\"object\":\"chat.completion\"")
        .contains("Hello from gpt-5-mini.")
        .doesNotContain("[DONE]");
  }
}
