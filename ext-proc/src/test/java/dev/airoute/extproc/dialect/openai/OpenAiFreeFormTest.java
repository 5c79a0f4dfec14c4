package dev.airoute.extproc.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools of free text, for a client whose provider only knows functions. */
final class OpenAiFreeFormTest {
  private final OpenAiCodec codec = OpenAiCodec.of("OpenAI");
  private final Json request =
      Json.parse("{\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"patch\"}},"
          + "{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}");
  private final ReplyContext context =
      new ReplyContext("r1", "gpt-5", 7, false, codec.echo(request), new Losses());

  @Test
  void remembersNothingOfRequestsWithoutThem() {
    assertThat(codec.echo(
            Json.parse("{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}")))
        .isNull();
    assertThat(codec.echo(Json.parse("{}"))).isNull();
  }

  @Test
  void writesACallOfTheFunctionAsACallOfTheTool() {
    Part call = new Part.ToolCall("c1", "patch", Json.parse("{\"input\":\"a\\nb\"}"), null);
    Part other = new Part.ToolCall("c2", "look", Json.parse("{\"input\":\"a\"}"), null);
    ChatResponse.Choice choice =
        new ChatResponse.Choice(0, List.of(call, other), FinishReason.TOOL_CALLS, null, null, null);
    JsonWriter out = new JsonWriter();
    codec.writeResponse(new ChatResponse("i", "m", 1, List.of(choice), Usage.ZERO), context, out);
    assertThat(new String(out.toByteArray(), UTF_8))
        .contains(
            "{\"id\":\"c1\",\"type\":\"custom\",\"custom\":{\"name\":\"patch\",\"input\":\"a\\nb\"}}",
            "{\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"look\","
                + "\"arguments\":\"{\\\"input\\\":\\\"a\\\"}\"}}");
  }

  @Test
  void streamsItInOnePieceAtItsEnd() {
    EventWriter writer = codec.eventWriter(context);
    SseWriter out = new SseWriter();
    List.of(
            new ChatEvent.Started("i", "m", 1, null),
            new ChatEvent.PartStarted(0, 0, new Opening.ToolCall("c1", "patch")),
            new ChatEvent.Delta(0, 0, Json.string("{\"input\":\"li")),
            new ChatEvent.Delta(0, 0, Json.string("ne\\n\"}")),
            new ChatEvent.PartEnded(0, 0),
            new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
            new ChatEvent.Ended())
        .forEach(event -> writer.write(event, out));
    assertThat(new String(out.toByteArray(), UTF_8))
        .contains(
            "{\"index\":0,\"id\":\"c1\",\"type\":\"custom\",\"custom\":{\"name\":\"patch\",\"input\":\"\"}}",
            "{\"index\":0,\"custom\":{\"input\":\"line\\n\"}}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          {"input":"x"}           | "x"
          "{\\"input\\":\\"x\\"}"   | "x"
          "plain"                 | "plain"
          "{\\"other\\":1}"       | "{\\"other\\":1}"
          {"input":7}             | "{\\"input\\":7}"
          """)
  void takesWhateverTheModelWrote(String arguments, String input) {
    assertThat(FreeForm.input(Json.parse(arguments))).hasToString(input);
  }
}
