package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.Answer.Block;
import dev.airoute.examples.provider.Script;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Thinking: asked for, read, and sent back with the signature that its maker wants to see again. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class ThinkingTest {
  private static final String SIGNATURE = "EqQBCkgIARABGAIiQL/+abc==";
  private static final Answer THOUGHTFUL = Answer.of(
      new Block.Thinking(List.of("The user wants ", "\"weather\"…\n", "Ask."), SIGNATURE),
      new Block.Text(List.of("I will look.")),
      new Block.Call("call_1", "get_weather", List.of("{\"city\":\"Rome\",", "\"days\":1}")));

  private final World world;

  ThinkingTest(World world) {
    this.world = world;
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void goesThereAndBack(Pair pair) {
    Prompt prompt = pair.prompt(
            world, "thinking", "Weather?", Script.reply(THOUGHTFUL), Script.text("Warm."))
        .tools(Scenes.WEATHER)
        .thinking(2048);

    Turn turn = pair.send(world, prompt);

    assertThat(turn.thinking()).isEqualTo("The user wants \"weather\"…\nAsk.");
    assertThat(turn.text()).isEqualTo("I will look.");
    assertThat(turn.calls()).hasSize(1);

    Turn end = pair.send(world, prompt.then(Scenes.answered(turn)));

    assertThat(end.text()).isEqualTo("Warm.");
    JsonNode first = body(pair, 0);
    if (pair.toOpenAi()) {
      assertThat(first.path("reasoning_effort").asString("")).isIn("low", "medium", "high");
    } else {
      assertThat(turn.signature()).isEqualTo(SIGNATURE);
      assertThat(first.at("/thinking/type").asString("")).isIn("enabled", "adaptive");
      JsonNode thought = body(pair, 1).at("/messages/1/content/0");
      assertThat(thought.path("type").asString("")).isEqualTo("thinking");
      assertThat(thought.path("thinking").asString("")).isEqualTo(turn.thinking());
      assertThat(thought.path("signature").asString("")).isEqualTo(SIGNATURE);
    }
  }

  private JsonNode body(Pair pair, int request) {
    return pair.provider(world)
        .ledger()
        .of(pair.model("thinking"))
        .get(request)
        .request()
        .json();
  }
}
