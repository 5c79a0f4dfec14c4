package dev.airoute.extproc.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.EventWriter;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of providers of other dialects, said in Anthropic's words. */
final class AnthropicAnswerTest {
  private static final ReplyContext CONTEXT = new ReplyContext("r1", "gpt", 7, true);

  private static Json response(FinishReason finish, @Nullable String nativeFinish, Part... parts) {
    ChatResponse.Choice choice =
        new ChatResponse.Choice(0, List.of(parts), finish, nativeFinish, null, null);
    ChatResponse.Choice second =
        new ChatResponse.Choice(1, List.of(Requests.text("2nd")), finish, null, null, null);
    Usage usage = new Usage(10, 4, 3, 5, 2);
    JsonWriter out = new JsonWriter();
    new AnthropicCodec()
        .writeResponse(
            new ChatResponse("chatcmpl-1", "gpt", 7, List.of(choice, second), usage), CONTEXT, out);
    String json = new String(out.toByteArray(), UTF_8);
    Sdk.validateResponse(json);
    return Json.parse(json);
  }

  private static String stream(ChatEvent... events) {
    EventWriter writer = new AnthropicCodec().eventWriter(CONTEXT);
    SseWriter out = new SseWriter();
    for (ChatEvent event : events) {
      writer.write(event, out);
    }
    Sdk.validateStream(out.toByteArray());
    return new String(out.toByteArray(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, end_turn",
    "STOP_SEQUENCE, stop_sequence",
    "LENGTH, max_tokens",
    "TOOL_CALLS, tool_use",
    "CONTENT_FILTER, refusal",
    "REFUSAL, refusal",
    "CONTEXT_WINDOW, model_context_window_exceeded",
    "PAUSED, pause_turn",
    "OTHER, end_turn",
  })
  void saysEveryReasonInAnthropicsWords(FinishReason reason, String word) {
    assertThat(response(reason, null).get("stop_reason")).isEqualTo(Json.string(word));
  }

  @Corner(45)
  @Test
  void countsInputWithoutTheCache() {
    assertThat(response(FinishReason.STOP, null).get("usage"))
        .hasToString(
            "{\"input_tokens\":3,\"cache_creation_input_tokens\":3,\"cache_read_input_tokens\":4,\"output_tokens\":5,\"output_tokens_details\":{\"thinking_tokens\":2}}");
  }

  @Corner({14, 18})
  @Test
  void givesArgumentsAsObjectsAndKeepsTruncatedOnes() {
    Json content = response(
            FinishReason.LENGTH,
            null,
            new Part.ToolCall("call_1", "f", Json.string("{\"a\":1.0}"), null),
            new Part.ToolCall("call_2", "f", Json.EMPTY_STRING, null),
            new Part.ToolCall("", "f", Json.string("{\"a\": \"cu"), null))
        .get("content");
    assertThat(content)
        .hasToString(
            "[{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"f\",\"input\":{\"a\":1.0}},"
                + "{\"type\":\"tool_use\",\"id\":\"call_2\",\"name\":\"f\",\"input\":{}},"
                + "{\"type\":\"tool_use\",\"id\":\"toolu_r1_2\",\"name\":\"f\",\"input\":{\"invalid_arguments\":\"{\\\"a\\\": \\\"cu\"}}]");
  }

  @Test
  void marksUnsignedThinkingWithAnEmptySignature() {
    Json content = response(FinishReason.STOP, null, new Part.Thinking(Json.string("t"), null))
        .get("content");
    assertThat(content)
        .hasToString("[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"\"}]");
  }

  @Test
  void showsARefusalAsTextUnlessTheAnswerWasWithheld() {
    Part refusal = new Part.Refusal(Json.string("I won't."));
    assertThat(response(FinishReason.STOP, null, refusal).get("content"))
        .hasToString("[{\"type\":\"text\",\"text\":\"I won't.\"}]");
    Json withheld = response(FinishReason.CONTENT_FILTER, "safety", refusal);
    assertThat(withheld.get("content")).hasToString("[]");
    assertThat(withheld.get("stop_details"))
        .hasToString("{\"type\":\"refusal\",\"category\":null,\"explanation\":\"I won't.\"}");
  }

  @Test
  void streamsARefusalWhenItKnowsHowTheAnswerEnds() {
    ChatEvent[] events = {
      new ChatEvent.Started("id", "gpt", 7, null),
      new ChatEvent.PartStarted(0, 0, new Opening.Refusal()),
      new ChatEvent.Delta(0, 0, Json.string("I ")),
      new ChatEvent.Delta(0, 0, Json.string("won't.")),
      new ChatEvent.PartEnded(0, 0),
      new ChatEvent.Finished(0, FinishReason.STOP, null, null),
      new ChatEvent.Used(new Usage(3, 0, 0, 2, 0)),
      new ChatEvent.Ended()
    };
    assertThat(stream(events))
        .contains(
            "\"delta\":{\"type\":\"text_delta\",\"text\":\"I won't.\"}",
            "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"input_tokens\":3,");
    events[5] = new ChatEvent.Finished(0, FinishReason.REFUSAL, null, null);
    assertThat(stream(events))
        .contains("\"explanation\":\"I won't.\"")
        .doesNotContain("content_block");
  }

  @Corner({16, 49})
  @Test
  void numbersBlocksWithoutGapsAndLeavesOtherChoicesAway() {
    String stream = stream(
        new ChatEvent.Started("", "gpt", 7, new Usage(9, 1, 0, 0, 0)),
        new ChatEvent.PartStarted(0, 2, new Opening.ToolCall("", "f")),
        new ChatEvent.PartStarted(1, 0, new Opening.Text()),
        new ChatEvent.Delta(1, 0, Json.string("other")),
        new ChatEvent.Delta(0, 2, Json.string("{}")),
        new ChatEvent.PartEnded(0, 2),
        new ChatEvent.PartEnded(1, 0),
        new ChatEvent.PartStarted(0, 5, new Opening.ToolCall("call_2", "g")),
        new ChatEvent.PartEnded(0, 5),
        new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
        new ChatEvent.Finished(1, FinishReason.LENGTH, null, null),
        new ChatEvent.Ended());
    assertThat(stream)
        .contains(
            "\"id\":\"msg_r1\"",
            "\"model\":\"gpt\"",
            "\"usage\":{\"input_tokens\":8,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":1,\"output_tokens\":0}",
            "\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_r1_0\",\"name\":\"f\",\"input\":{}}",
            "\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"call_2\",\"name\":\"g\",\"input\":{}}",
            "\"stop_reason\":\"tool_use\"")
        .doesNotContain("other", "\"index\":2");
  }
}
