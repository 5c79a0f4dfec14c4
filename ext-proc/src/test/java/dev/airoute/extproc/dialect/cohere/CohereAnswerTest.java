package dev.airoute.extproc.dialect.cohere;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.frame.SseReader;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CohereAnswerTest {
  private static final Path FILES = Path.of("src/test/resources/dialect/answers/cohere");

  private final Losses losses = new Losses();

  private List<Part> parts(String file) {
    ChatResponse response =
        new CohereCodec().readResponse(Json.parse(GoldenFile.bytes(FILES.resolve(file))), losses);
    return response.choices().getFirst().parts();
  }

  private List<ChatEvent> events(String stream) {
    EventReader reader = new CohereCodec().eventReader(losses);
    SseReader frames = new SseReader();
    List<ChatEvent> events = new ArrayList<>();
    frames.read(stream.getBytes(UTF_8)).forEach(frame -> events.addAll(reader.read(frame)));
    frames.end().forEach(frame -> events.addAll(reader.read(frame)));
    events.addAll(reader.end());
    return events;
  }

  private List<ChatEvent> eventsOf(String file) {
    return events(new String(GoldenFile.bytes(FILES.resolve(file)), UTF_8));
  }

  @Test
  void citesEverySourceWhereItCounts() {
    Part.Text text = (Part.Text) parts("citations.json").getLast();
    Citation page = new Citation(
        Json.string("https://example.com/p"),
        Json.string("Tall penguins"),
        Json.string("Emperor penguins are the tallest."),
        9,
        16);
    Citation tool =
        new Citation(null, Json.string("zoo_1:0"), Json.string("{\"height\":\"1.2 m\"}"), 9, 16);
    Citation nowhere = new Citation(null, Json.string("doc:1"), null, -1, -1);
    assertThat(text.citations()).containsExactly(page, tool, nowhere);
    assertThat(text.text().text().substring(9, 16)).isEqualTo("emperor");
    assertThat(losses.all()).hasSize(1);
  }

  @Test
  void citesAlsoBehindTheEndOfAContent() {
    List<Citation> cited = eventsOf("citations.sse").stream()
        .filter(ChatEvent.Cited.class::isInstance)
        .map(event -> ((ChatEvent.Cited) event).citation())
        .toList();
    assertThat(cited)
        .containsExactly(
            new Citation(
                null, Json.string("Tall penguins"), Json.string("Emperors are tall."), 7, 14),
            new Citation(null, Json.string("t:0"), null, 3, 6));
  }

  @Test
  void reportsCitationsOfATextThatIsOver() {
    List<ChatEvent> events = events("""
        data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"one"}}}}

        data: {"type":"content-delta","index":1,"delta":{"message":{"content":{"text":"two"}}}}

        data: {"type":"citation-start","index":0,"delta":{"message":{"citations":{"content_index":0,"start":0,"end":3,"text":"one","sources":[{"type":"document","id":"d"}]}}}}

        data: {"type":"message-end","delta":{"finish_reason":"COMPLETE"}}

        """);
    assertThat(events).noneMatch(ChatEvent.Cited.class::isInstance);
    assertThat(losses.all()).extracting("field").containsExactly("answer.citations");
  }

  @Test
  @Corner({25, 40})
  void neverMixesAPlanIntoTheText() {
    assertThat(parts("plan-and-calls.json").getFirst())
        .isEqualTo(new Part.Thinking(
            Json.string("I will look at both clocks."), Json.string("cohere:plan")));
    assertThat(eventsOf("plan-and-calls.sse"))
        .filteredOn(ChatEvent.PartStarted.class::isInstance)
        .extracting(
            event -> ((ChatEvent.PartStarted) event).opening().getClass().getSimpleName())
        .containsExactly("Thinking", "ToolCall", "ToolCall", "ToolCall", "ToolCall");
  }

  @ParameterizedTest
  @Corner(14)
  @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
      'null'             | {}
      ''                 | {}
      ' '                | {}
      '{}'               | '{}'
      '{\\'a\\':null}'   | '{\\'a\\':null}'
      """)
  void takesNoArgumentsForAnEmptyObject(String said, String read) {
    String body = """
        {"id":"i","finish_reason":"TOOL_CALL","message":{"role":"assistant","tool_calls":[
         {"id":"c","type":"function","function":{"name":"f","arguments":%s}}]}}""".formatted(said.replace('\'', '"'));
    ChatResponse response = new CohereCodec().readResponse(Json.parse(body), losses);
    Part.ToolCall call = (Part.ToolCall) response.choices().getFirst().parts().getFirst();
    assertThat(call.arguments()).hasToString(read.replace('\'', '"'));
  }

  @Test
  @Corner({12, 16})
  void refusesArgumentsOfACallThatIsNotOpen() {
    List<ChatEvent> events = events("""
        data: {"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"a","type":"function","function":{"name":"f","arguments":""}}}}}

        data: {"type":"tool-call-delta","index":1,"delta":{"message":{"tool_calls":{"function":{"arguments":"{}"}}}}}

        """);
    assertThat(events.getLast()).isInstanceOf(ChatEvent.Failed.class);
  }

  @Test
  @Corner(46)
  void countsWhatTheModelReadAndNotWhatIsBilled() {
    assertThat(CohereUsage.read(Json.parse("""
        {"billed_units":{"input_tokens":39,"output_tokens":27},
         "tokens":{"input_tokens":1683.0,"output_tokens":62},"cached_tokens":992}"""))).isEqualTo(new Usage(1683, 992, 0, 62, 0));
    assertThat(CohereUsage.read(Json.parse("{\"billed_units\":{\"input_tokens\":3}}")))
        .isEqualTo(new Usage(3, 0, 0, 0, 0));
  }

  @Test
  @Corner(45)
  void neverReadsMoreFromTheCacheThanWasSent() {
    assertThat(CohereUsage.read(Json.parse(
            "{\"tokens\":{\"input_tokens\":10,\"output_tokens\":-1},\"cached_tokens\":99}")))
        .isEqualTo(new Usage(10, 10, 0, 0, 0));
    assertThat(CohereUsage.read(Json.parse("{\"tokens\":{},\"cached_tokens\":null}")))
        .isEqualTo(Usage.ZERO);
  }

  @Test
  @Corner(47)
  void countsWhatAFailureHasCost() {
    assertThat(eventsOf("error-in-stream.sse"))
        .endsWith(
            new ChatEvent.Used(new Usage(9, 0, 0, 0, 0)),
            eventsOf("error-in-stream.sse").getLast());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "{}",
        "{\"id\":7}",
        "{\"id\":\"i\",\"message\":{}}",
        "{\"id\":\"i\",\"message\":[],\"finish_reason\":\"COMPLETE\"}",
        "{\"id\":\"i\",\"message\":{\"content\":{}},\"finish_reason\":\"COMPLETE\"}",
        "{\"id\":\"i\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":7}]},\"finish_reason\":\"COMPLETE\"}",
        "{\"id\":\"i\",\"message\":{\"tool_calls\":[{}]},\"finish_reason\":\"COMPLETE\"}",
        "{\"id\":\"i\",\"message\":{\"tool_calls\":[7]},\"finish_reason\":\"COMPLETE\"}",
        "{\"id\":\"i\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"citations\":[{\"start\":1.5}]},\"finish_reason\":\"COMPLETE\"}"
      })
  void refusesWhatIsNoAnswer(String body) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> new CohereCodec().readResponse(Json.parse(body), losses))
        .satisfies(e -> assertThat(e.error().kind()).isEqualTo(ErrorKind.BAD_GATEWAY));
  }

  @ParameterizedTest
  @Corner({5, 7, 9})
  @ValueSource(
      strings = {
        "[]",
        "7",
        "null",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"content-delta\",\"index\":\"x\"}",
        "{\"type\":\"content-delta\",\"delta\":{\"message\":{\"content\":{\"text\":7}}}}",
        "{\"type\":\"tool-call-start\",\"delta\":{}}",
        "{\"type\":\"tool-call-delta\",\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":\"x\"}}}}}",
        "{\"type\":\"message-end\"}",
        "{\"type\":\"message-end\",\"delta\":{}}",
        "{\"type\":\"message-start\"}",
        "{broken"
      })
  void endsInOneFailureWhateverComes(String data) {
    List<ChatEvent> events = events("data: " + data + "\n\n");
    assertThat(events).filteredOn(ChatEvent.Failed.class::isInstance).hasSize(1);
    assertThat(events.getLast()).isInstanceOf(ChatEvent.Failed.class);
  }

  @Test
  @Corner(8)
  void startsOnceAndEndsOnce() {
    List<ChatEvent> events = events("""
        data: {"type":"message-start","id":"a"}

        data: {"type":"message-start","id":"b"}

        data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"one"}}}}

        data: {"type":"message-end","delta":{"finish_reason":"COMPLETE"}}

        data: {"type":"message-end","delta":{"finish_reason":"ERROR"}}

        data: [DONE]

        """);
    assertThat(events.getFirst()).isEqualTo(new ChatEvent.Started("a", "", 0, null));
    assertThat(events).filteredOn(ChatEvent.Started.class::isInstance).hasSize(1);
    assertThat(events).filteredOn(ChatEvent.Ended.class::isInstance).hasSize(1);
    assertThat(events).contains(new ChatEvent.PartStarted(0, 0, new Opening.Text()));
    assertThat(events.getLast()).isEqualTo(new ChatEvent.Ended());
  }
}
