package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.Answer.Block;
import dev.airoute.examples.provider.Script;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Prompts, answers and expectations that several tests share. */
final class Scenes {
  static final Prompt.Tool WEATHER = new Prompt.Tool(
      "get_weather",
      "The weather in a city",
      Map.of("city", Map.of("type", "string"), "days", Map.of("type", "integer")));

  /** Two calls at once, their arguments cut in awkward places: inside a key, an escape and a number. */
  static final Answer TEXT_AND_PARALLEL_CALLS = Answer.of(
      new Block.Text(List.of("Let me ", "look — ", "två städer.")),
      new Block.Call(
          "call_paris_1",
          "get_weather",
          List.of("{\"ci", "ty\":\"Par", "is \\", "\"nord\\\"", "\",\"days\":1", "2}")),
      new Block.Call(
          "call_oslo_2", "get_weather", List.of("{\"city\":\"O", "slo ☃\",", "\"days\":3}")));

  static final Script RATE_LIMITED =
      new Script.Failure(429, "Slow down", Map.of("retry-after", "7"));

  static void assertTextAndParallelCalls(Turn turn) {
    assertThat(turn.text()).isEqualTo("Let me look — två städer.");
    assertThat(turn.stop()).isEqualTo(Turn.Stop.TOOLS);
    assertThat(turn.calls())
        .extracting(Turn.Call::id)
        .containsExactly("call_paris_1", "call_oslo_2");
    assertThat(turn.calls()).extracting(Turn.Call::name).containsOnly("get_weather");
    assertThat(turn.calls())
        .extracting(call -> call.arguments().path("city").stringValue())
        .containsExactly("Paris \"nord\"", "Oslo ☃");
    assertThat(turn.calls())
        .extracting(call -> call.arguments().path("days").intValue())
        .containsExactly(12, 3);
  }

  /** The model's turn and a result for each of its calls. */
  static Prompt.Said[] answered(Turn turn) {
    List<Prompt.Said.Result> results = turn.calls().stream()
        .map(call -> new Prompt.Said.Result(
            call.id(), "14°C in " + call.arguments().path("city").stringValue()))
        .toList();
    return new Prompt.Said[] {new Prompt.Said.Model(turn), new Prompt.Said.Results(results)};
  }

  static Answer longText(int pieces) {
    return Answer.text(
        IntStream.range(0, pieces).mapToObj(i -> "piece" + i + " ").toArray(String[]::new));
  }

  private Scenes() {}
}
