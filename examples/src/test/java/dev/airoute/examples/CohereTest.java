package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.AnthropicSdk;
import dev.airoute.examples.client.ChatClient;
import dev.airoute.examples.client.OpenAiSdk;
import dev.airoute.examples.client.Prompt;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Clients of OpenAI and Anthropic, and Cohere's own schema behind the gateway. */
@NeedsEnvoy
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CohereTest {
  private static final Answer PLAN_AND_CALLS = Answer.of(
      new Block.Thinking(List.of("I will ", "look."), ""),
      new Block.Call("get_weather_1", "get_weather", List.of("{\"ci", "ty\":\"Paris\"}")),
      new Block.Call("get_weather_2", "get_weather", List.of("{\"city\":\"Oslo ☃\"}")));

  private final FakeProvider cohere = FakeProvider.cohere("co-example");
  private final TestingGateway gateway = TestingGateway.startOn(
      "examples/cohere", Map.of("COHERE_URL", cohere.url(), "CO_API_KEY", "co-example"));

  @AfterEach
  void nothingWasRefused() {
    assertThat(cohere.ledger().takeRefusals()).isEmpty();
  }

  @AfterAll
  void close() {
    gateway.close();
    cohere.close();
  }

  private ChatClient client(String dialect) {
    return dialect.equals("openai")
        ? new OpenAiSdk(gateway.url(), "any")
        : new AnthropicSdk(gateway.url(), "any");
  }

  @ParameterizedTest
  @CsvSource({"openai,false", "openai,true", "anthropic,false", "anthropic,true"})
  void callsToolsAndTakesTheirResults(String dialect, boolean streaming) {
    String model = "command-a-03-2025-" + dialect + streaming;
    cohere.on(model, Script.reply(PLAN_AND_CALLS), Script.text("Warm ", "and ☃."));
    Prompt prompt = Prompt.of(model, "Weather?").tools(Scenes.WEATHER);

    try (ChatClient client = client(dialect)) {
      Turn turn = client.send(prompt, streaming);

      assertThat(turn.stop()).isEqualTo(Turn.Stop.TOOLS);
      assertThat(turn.text()).isEmpty();
      assertThat(turn.thinking()).isEqualTo("I will look.");
      assertThat(turn.calls())
          .extracting(Turn.Call::id)
          .containsExactly("get_weather_1", "get_weather_2");
      assertThat(turn.calls())
          .extracting(call -> call.arguments().path("city").stringValue())
          .containsExactly("Paris", "Oslo ☃");
      assertThat(turn.usage()).isEqualTo(new Turn.Usage(100, 40, 25));

      Turn end = client.send(prompt.then(Scenes.answered(turn)), streaming);

      assertThat(end.text()).isEqualTo("Warm and ☃.");
      assertThat(end.stop()).isEqualTo(Turn.Stop.END);
    }
    JsonNode second = cohere.ledger().of(model).get(1).request().json();
    assertThat(second.at("/messages/1/tool_plan").asString("")).isEqualTo("I will look.");
    assertThat(second.at("/messages/1/tool_calls/1/function/arguments").asString(""))
        .isEqualTo("{\"city\":\"Oslo ☃\"}");
    assertThat(second.at("/messages/2/tool_call_id").asString("")).isEqualTo("get_weather_1");
    assertThat(second.at("/messages/3/content").asString("")).isEqualTo("14°C in Oslo ☃");
  }

  @Test
  void runsTheExample() {
    cohere.on("command-a-03-2025", Script.reply(PLAN_AND_CALLS), Script.text("Emperor penguins."));

    String printed = Shell.run("examples/cohere/request.sh", Map.of("AIROUTE_URL", gateway.url()));

    assertThat(printed)
        .contains("chat.completion.chunk", "get_weather_2", "I will ", "data: [DONE]")
        .contains("\"type\":\"message\"", "Emperor penguins.");
    assertThat(cohere
            .ledger()
            .of("command-a-03-2025")
            .get(1)
            .request()
            .json()
            .at("/documents/0/data/title")
            .asString(""))
        .isEqualTo("Penguins");
  }

  @Test
  void saysErrorsInTheCallersDialect() {
    cohere.on("command-r-bad", new Script.Failure(429, "slow down", Map.of("retry-after", "7")));
    try (Http http = new Http(gateway.url())) {
      Http.Reply reply = http.post(Http.CHAT, Http.body("command-r-bad", true), List.of());
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.header("retry-after")).contains("7");
      assertThat(reply.json().at("/error/message").asString("")).isEqualTo("slow down");
      assertThat(http.post(Http.MESSAGES, Http.body("command-r-bad", false), List.of())
              .json()
              .at("/error/type")
              .asString(""))
          .isEqualTo("rate_limit_error");
    }
  }
}
