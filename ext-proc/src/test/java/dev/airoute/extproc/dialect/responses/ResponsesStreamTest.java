package dev.airoute.extproc.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.SharedFiles;
import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesStreamTest {
  private static final String CREATED =
      "{'type':'response.created','response':{'id':'r','model':'m','created_at':7,'output':[],'status':'in_progress'}}";
  private static final String COMPLETED =
      "{'type':'response.completed','response':{'id':'r','status':'completed','output':[],'usage':{'input_tokens':3,'output_tokens':2,'total_tokens':5}}}";

  /** Recordings whose deltas were cut or spoilt by hand. */
  private static final Set<String> SHORTENED = Set.of(
      "openai-phase.1.chunks.txt",
      "openai-shell-container.1.chunks.txt",
      "parallel-tool-call-wrapper.1.chunks.txt");

  private final ResponsesCodec codec = ResponsesCodec.of("OpenAI");

  private List<ChatEvent> read(String... events) {
    EventReader reader = codec.eventReader(new Losses());
    List<ChatEvent> all = new ArrayList<>();
    for (String event : events) {
      all.addAll(reader.read(SseEvent.of("", event.replace('\'', '"'))));
    }
    all.addAll(reader.end());
    return all;
  }

  private static GatewayError failure(List<ChatEvent> events) {
    return ((ChatEvent.Failed) events.getLast()).error();
  }

  private static String text(List<ChatEvent> events) {
    StringBuilder text = new StringBuilder();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.Delta delta) {
        text.append(delta.text().text());
      }
    }
    return text.toString();
  }

  @Test
  @Corner({7, 58})
  void failsWithoutATerminalEvent() {
    assertThat(failure(read(CREATED)).code()).isEqualTo("provider_stream_broken");
    assertThat(failure(read(CREATED, "[DONE]")).code()).isEqualTo("provider_stream_broken");
    assertThat(failure(read()).kind()).isEqualTo(ErrorKind.BAD_GATEWAY);
  }

  @Test
  @Corner(58)
  void endsOnceWhateverFollows() {
    List<ChatEvent> events =
        read(CREATED, COMPLETED, COMPLETED, "{'type':'error','message':'x'}", "[DONE]", "nonsense");
    assertThat(events).filteredOn(ChatEvent.Ended.class::isInstance).hasSize(1);
    assertThat(events.getLast()).isEqualTo(new ChatEvent.Ended());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'error','code':'rate_limit_exceeded','message':'slow','param':null}|RATE_LIMITED|slow",
        "{'type':'error','error':{'type':'insufficient_quota','code':'insufficient_quota','message':'pay'}}|BILLING|pay",
        "{'type':'response.failed','response':{'status':'failed','error':{'code':'server_error','message':'crash'}}}|BAD_GATEWAY|crash",
        "{'type':'response.failed','response':{'status':'failed','error':{'code':'context_length_exceeded','message':'long'}}}|CONTEXT_WINDOW_EXCEEDED|long",
        "{'type':'response.failed','response':{'status':'failed','error':null}}|BAD_GATEWAY|The provider's answer failed",
        "{'type':'response.completed','response':{'status':'cancelled','output':[]}}|BAD_GATEWAY|The provider's answer is cancelled, not completed",
        "{'error':{'message':'bare','code':'model_not_found'}}|NOT_FOUND|bare",
      })
  @Corner({7, 47})
  void tellsFailuresApart(String event, ErrorKind kind, String message) {
    GatewayError error = failure(read(CREATED, event));
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.message()).isEqualTo(message);
  }

  @Test
  @Corner(47)
  void countsWhatAnIncompleteOrFailedAnswerCost() {
    String usage = "'usage':{'input_tokens':3,'output_tokens':2,'total_tokens':5}";
    List<ChatEvent> incomplete = read(
        CREATED,
        "{'type':'response.incomplete','response':{'status':'incomplete','incomplete_details':{'reason':'max_output_tokens'},'output':[],"
            + usage + "}}");
    assertThat(incomplete)
        .contains(new ChatEvent.Finished(0, FinishReason.LENGTH, null, null))
        .contains(new ChatEvent.Used(new Usage(3, 0, 0, 2, 0)));
    assertThat(read(
            CREATED, "{'type':'response.failed','response':{'status':'failed'," + usage + "}}"))
        .contains(new ChatEvent.Used(new Usage(3, 0, 0, 2, 0)));
  }

  @Test
  @Corner({14, 58})
  void takesArgumentsThatComeOnlyAtTheEnd() {
    String added =
        "{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call','id':'i','call_id':'c','name':'f','arguments':''}}";
    String arguments =
        "{'type':'response.function_call_arguments.done','output_index':0,'arguments':'[1]'}";
    String done =
        "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','id':'j','call_id':'c','name':'f','arguments':'[1]'}}";
    assertThat(text(read(CREATED, added, arguments, done, COMPLETED))).isEqualTo("[1]");
    assertThat(text(read(CREATED, added, done, COMPLETED))).isEqualTo("[1]");
    assertThat(text(read(CREATED, done, COMPLETED))).isEqualTo("[1]");
    assertThat(read(CREATED, added, COMPLETED))
        .contains(new ChatEvent.PartEnded(0, 0))
        .contains(new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null));
  }

  @Test
  @Corner(12)
  void waitsForTheNameOfACall() {
    List<ChatEvent> events = read(
        CREATED,
        "{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call','call_id':'c'}}",
        "{'type':'response.function_call_arguments.delta','output_index':0,'delta':'{}'}",
        "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}}",
        COMPLETED);
    assertThat(events).contains(new ChatEvent.PartStarted(0, 0, new Opening.ToolCall("c", "f")));
    assertThat(text(events)).isEqualTo("{}");
  }

  @Test
  @Corner(20)
  void givesACallWithoutAnIdOne() {
    List<ChatEvent> events = read(
        CREATED,
        "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','name':'f','arguments':'{}'}}",
        COMPLETED);
    assertThat(events)
        .filteredOn(ChatEvent.PartStarted.class::isInstance)
        .first()
        .matches(event -> ((Opening.ToolCall) ((ChatEvent.PartStarted) event).opening())
            .id()
            .startsWith("call_"));
  }

  @Test
  @Corner(12)
  void opensNoTextForNothing() {
    assertThat(read(
            CREATED,
            "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','content':[]}}",
            "{'type':'response.content_part.added','output_index':0,'content_index':0,'part':{'type':'output_text','text':''}}",
            "{'type':'response.output_text.delta','output_index':0,'content_index':0,'delta':''}",
            "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':[{'type':'output_text','text':''}]}}",
            COMPLETED))
        .noneMatch(ChatEvent.PartStarted.class::isInstance);
  }

  @Test
  void needsNoneOfTheEventsThatOnlyAnnounce() {
    List<ChatEvent> events = read(
        "{'type':'response.output_text.delta','output_index':0,'content_index':0,'delta':'a'}",
        "{'type':'response.output_text.delta','output_index':0,'content_index':0,'delta':'b'}",
        COMPLETED);
    assertThat(text(events)).isEqualTo("ab");
    assertThat(events.getFirst()).isEqualTo(new ChatEvent.Started("", "", 0, null));
    assertThat(events.getLast()).isEqualTo(new ChatEvent.Ended());
  }

  @Test
  @Corner(40)
  void saysReasoningOnceHoweverOftenItIsRepeated() {
    List<ChatEvent> events = read(
        CREATED,
        "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':0,'delta':'a'}",
        "{'type':'response.reasoning_summary_text.done','output_index':0,'summary_index':0,'text':'a'}",
        "{'type':'response.reasoning_summary_text.done','output_index':0,'summary_index':1,'text':'b'}",
        "{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','id':'rs','summary':[{'type':'summary_text','text':'a'},{'type':'summary_text','text':'b'}],'encrypted_content':'e'}}",
        COMPLETED);
    assertThat(text(events)).isEqualTo("a\n\nb");
    assertThat(events)
        .contains(new ChatEvent.PartStarted(0, 0, new Opening.Thinking()))
        .contains(new ChatEvent.Signature(0, 0, Json.string("openai:rs:e")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[]", "null", "{}", "{'type':7}", "{'type':'response.new.event'}"})
  @Corner(9)
  void passesOverWhatItDoesNotKnow(String event) {
    assertThat(read(CREATED, event, COMPLETED).getLast()).isEqualTo(new ChatEvent.Ended());
  }

  static List<Path> streams() {
    return GoldenFile.list("dialect/answers/responses", ".sse");
  }

  /** Whatever is cut out, put elsewhere or spoilt: there is one end, and nothing is thrown. */
  @ParameterizedTest
  @MethodSource("streams")
  void endsWhateverComes(Path file) {
    String[] events =
        frames(GoldenFile.bytes(file)).stream().map(SseEvent::data).toArray(String[]::new);
    Random random = new Random(file.getFileName().toString().hashCode());
    for (int round = 0; round < 60; round++) {
      List<String> spoilt = new ArrayList<>();
      for (String event : events) {
        switch (random.nextInt(6)) {
          case 0 -> {}
          case 1 -> spoilt.add(random.nextInt(spoilt.size() + 1), event);
          case 2 -> spoilt.add(event.replaceFirst("\"(item|part|delta|response)\":", "\"was\":"));
          case 3 -> spoilt.add(event.replaceFirst("\"output_index\":\\d+", "\"output_index\":-3"));
          default -> spoilt.add(event);
        }
      }
      List<ChatEvent> read = read(spoilt.toArray(String[]::new));
      assertThat(read.getLast()).isInstanceOfAny(ChatEvent.Ended.class, ChatEvent.Failed.class);
    }
  }

  private static List<SseEvent> frames(byte[] stream) {
    SseReader reader = new SseReader();
    List<SseEvent> frames = new ArrayList<>(reader.read(stream));
    frames.addAll(reader.end());
    return frames;
  }

  /** The last event of a recorded stream repeats all of it: no word of it may be missing from the deltas. */
  @Test
  void saysEveryWordOfRecordedStreams() {
    int streams = 0;
    for (String folder : List.of("openai", "azure", "xai", "open-responses")) {
      for (Path file : SharedFiles.list("fixtures/" + folder + "/responses")) {
        List<String> lines = new String(SharedFiles.bytes(file), UTF_8)
            .lines()
            .map(line -> line.startsWith("data: ") ? line.substring("data: ".length()) : line)
            .filter(line -> line.startsWith("{") && line.endsWith("}"))
            .toList();
        if (SHORTENED.contains(file.getFileName().toString())) {
          continue;
        }
        List<ChatEvent> events = new ArrayList<>();
        EventReader reader = codec.eventReader(new Losses());
        String said = null;
        for (String line : lines) {
          events.addAll(reader.read(SseEvent.of("", line)));
          if (said == null && line.contains("\"response.completed\"")) {
            said = said(Json.parse(line));
          }
        }
        if (said != null) {
          assertThat(text(events)).as(file.toString()).isEqualTo(said);
          streams++;
        }
      }
    }
    assertThat(streams).isGreaterThan(40);
  }

  /** Reasoning, texts and arguments of a terminal event. */
  private String said(Json event) {
    Json response = Objects.requireNonNull(event.get("response"));
    StringBuilder text = new StringBuilder();
    ChatResponse answer = codec.readResponse(Json.parse(response.toString()), new Losses());
    for (Part part : answer.choices().getFirst().parts()) {
      switch (part) {
        case Part.Text said -> text.append(said.text().text());
        case Part.Thinking thought -> text.append(thought.text().text());
        case Part.Refusal(var refused) -> text.append(refused.text());
        case Part.ToolCall call ->
          text.append(
              call.arguments().isString()
                  ? call.arguments().text()
                  : call.arguments().toString());
        case Part.Image _,
            Part.Document _,
            Part.Audio _,
            Part.ToolResult _,
            Part.RedactedThinking _ -> {}
      }
    }
    return text.toString();
  }

  private static final String CODEX =
      "{'model':'m','input':[{'type':'additional_tools','tools':[{'type':'namespace','name':'functions','tools':[{'type':'custom','name':'exec'}]}]},{'role':'user','content':'secret words'}],"
          + "'instructions':'Be brief.','temperature':0.5,'tools':[{'type':'namespace','name':'disk','description':'d','tools':[{'type':'function','name':'look'}]}],'metadata':{'a':'b'},'text':{'verbosity':'low'}}";

  private ReplyContext context(String request) {
    Json echo = codec.echo(Json.parse(request.replace('\'', '"')));
    return new ReplyContext("0123456789abcdef", "m", 1, true, echo, new Losses());
  }

  private static final List<ChatEvent> CALLS = List.of(
      new ChatEvent.Started("id", "m", 1, null),
      new ChatEvent.PartStarted(0, 0, new Opening.Text()),
      new ChatEvent.Delta(0, 0, Json.string("I look.")),
      new ChatEvent.PartEnded(0, 0),
      new ChatEvent.PartStarted(0, 1, new Opening.ToolCall("c1", "disk__look")),
      new ChatEvent.Delta(0, 1, Json.string("{\"a\":")),
      new ChatEvent.Delta(0, 1, Json.string("1}")),
      new ChatEvent.PartEnded(0, 1),
      new ChatEvent.PartStarted(0, 2, new Opening.ToolCall("c2", "functions__exec")),
      new ChatEvent.Delta(0, 2, Json.string("{\"input\": \"l")),
      new ChatEvent.Delta(0, 2, Json.string("s \\\"x\\\"\"}")),
      new ChatEvent.PartEnded(0, 2),
      new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, null, null),
      new ChatEvent.Used(new Usage(9, 4, 1, 5, 2)),
      new ChatEvent.Ended());

  private List<SseEvent> written(ReplyContext context, List<ChatEvent> events) {
    EventWriter writer = codec.eventWriter(context);
    SseWriter out = new SseWriter();
    events.forEach(event -> writer.write(event, out));
    return frames(out.toByteArray());
  }

  @Test
  @Corner({16, 23, 32, 58})
  void callsToolsAsTheClientNamedThem() {
    List<SseEvent> frames = written(context(CODEX), CALLS);
    String last = frames.getLast().data();
    assertThat(last)
        .contains(
            "{\"id\":\"fc_0123456789abcdef_1\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"c1\",\"name\":\"look\",\"namespace\":\"disk\",\"arguments\":\"{\\\"a\\\":1}\"}")
        .contains(
            "{\"id\":\"ctc_0123456789abcdef_2\",\"type\":\"custom_tool_call\",\"status\":\"completed\",\"call_id\":\"c2\",\"name\":\"exec\",\"namespace\":\"functions\",\"input\":\"ls \\\"x\\\"\"}");
    assertThat(frames)
        .extracting(SseEvent::event)
        .contains("response.custom_tool_call_input.delta", "response.custom_tool_call_input.done");

    JsonWriter out = new JsonWriter();
    List<Part> parts = List.of(
        new Part.Text(Json.string("I look."), null),
        new Part.ToolCall("c1", "disk__look", Json.parse("{\"a\":1}"), null),
        new Part.ToolCall(
            "c2", "functions__exec", Json.parse("{\"input\":\"ls \\\"x\\\"\"}"), null));
    Choice choice = new Choice(0, parts, FinishReason.TOOL_CALLS, null, null, null);
    codec.writeResponse(
        new ChatResponse("id", "m", 1, List.of(choice), new Usage(9, 4, 1, 5, 2)),
        context(CODEX),
        out);
    assertThat(Json.parse(last).get("response")).hasToString(out.toJson().toString());
  }

  @Test
  void repeatsTheRequestButNotWhatWasSaid() {
    String created = written(context(CODEX), CALLS).getFirst().data();
    assertThat(created)
        .contains(
            "\"instructions\":\"Be brief.\"", "\"temperature\":0.5", "\"metadata\":{\"a\":\"b\"}")
        .contains("\"text\":{\"format\":{\"type\":\"text\"},\"verbosity\":\"low\"}")
        .contains("\"tools\":[{\"type\":\"namespace\",\"name\":\"disk\"")
        .doesNotContain("secret", "additional_tools", "exec");
    assertThat(context(CODEX).echo()).asString().doesNotContain("secret");
  }

  @Test
  @Corner({45, 46})
  void countsEveryDetail() {
    assertThat(written(context(CODEX), CALLS).getLast().data())
        .contains(
            "\"usage\":{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":4,\"cache_write_tokens\":1},\"output_tokens\":5,\"output_tokens_details\":{\"reasoning_tokens\":2},\"total_tokens\":14}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'input_tokens':10,'input_tokens_details':{'cached_tokens':4},'output_tokens':6,'output_tokens_details':{'reasoning_tokens':2},'total_tokens':16}|10 4 0 6 2",
        "{'input_tokens':10,'input_tokens_details':{'cached_tokens':null},'output_tokens':6,'output_tokens_details':null}|10 0 0 6 0",
        "{'input_tokens':10,'input_tokens_details':{'cached_tokens':8,'cache_write_tokens':8},'output_tokens':6}|10 8 2 6 0",
        "{'input_tokens':10,'output_tokens':6,'output_tokens_details':{'reasoning_tokens':9},'total_tokens':25}|10 0 0 15 9",
        "{'input_tokens':-1,'output_tokens':'x'}|0 0 0 0 0",
      })
  @Corner({45, 46})
  void readsUsageThatAddsUp(String usage, String read) {
    Usage known = ResponsesUsage.read(Json.parse(usage.replace('\'', '"')));
    assertThat(known.input() + " " + known.cacheRead() + " " + known.cacheWrite() + " "
            + known.output() + " " + known.reasoning())
        .isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "STOP,completed,",
    "STOP_SEQUENCE,completed,",
    "TOOL_CALLS,completed,",
    "LENGTH,incomplete,max_output_tokens",
    "CONTEXT_WINDOW,incomplete,max_output_tokens",
    "CONTENT_FILTER,incomplete,content_filter",
    "REFUSAL,incomplete,content_filter",
    "PAUSED,completed,",
    "OTHER,completed,"
  })
  @Corner({17, 54})
  void endsAsTheListOfStatesHasIt(FinishReason finish, String status, @Nullable String reason) {
    List<SseEvent> frames = written(
        context(CODEX),
        List.of(
            new ChatEvent.Started("id", "m", 1, null),
            new ChatEvent.PartStarted(0, 0, new Opening.Text()),
            new ChatEvent.Delta(0, 0, Json.string("x")),
            new ChatEvent.PartEnded(0, 0),
            new ChatEvent.Finished(0, finish, null, null),
            new ChatEvent.Ended()));
    assertThat(frames.getLast().event()).isEqualTo("response." + status);
    assertThat(frames.getLast().data())
        .contains("\"incomplete_details\":"
            + (reason == null ? "null" : "{\"reason\":\"" + reason + "\"}"))
        .contains("\"status\":\"" + status + "\",\"role\":\"assistant\"");
  }

  @Test
  @Corner(18)
  void keepsArgumentsThatWereCut() {
    List<SseEvent> frames = written(
        context(CODEX),
        List.of(
            new ChatEvent.Started("id", "m", 1, null),
            new ChatEvent.PartStarted(0, 0, new Opening.ToolCall("c", "f")),
            new ChatEvent.Delta(0, 0, Json.string("{\"a\": \"b")),
            new ChatEvent.PartEnded(0, 0),
            new ChatEvent.Finished(0, FinishReason.LENGTH, null, null),
            new ChatEvent.Ended()));
    assertThat(frames.getLast().data())
        .contains(
            "\"status\":\"incomplete\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{\\\"a\\\": \\\"b\"");
  }

  @Test
  @Corner({47, 58})
  void failsInTheResponseOnceItHasBegunAndOutsideBefore() {
    ChatEvent failed =
        new ChatEvent.Failed(GatewayError.of(ErrorKind.RATE_LIMITED, "slow down", "x"));
    List<SseEvent> begun =
        written(context(CODEX), List.of(new ChatEvent.Started("id", "m", 1, Usage.ZERO), failed));
    assertThat(begun.getLast().event()).isEqualTo("response.failed");
    assertThat(begun.getLast().data())
        .contains("\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow down\"}");
    List<SseEvent> alone = written(context(CODEX), List.of(failed));
    assertThat(alone)
        .singleElement()
        .extracting(SseEvent::data)
        .isEqualTo(
            "{\"type\":\"error\",\"sequence_number\":0,\"code\":\"x\",\"message\":\"slow down\",\"param\":null}");
  }

  @Test
  @Corner(36)
  void givesBackWhatOtherMakersSigned() {
    List<SseEvent> frames = written(
        context(CODEX),
        List.of(
            new ChatEvent.Started("id", "m", 1, null),
            new ChatEvent.PartStarted(0, 0, new Opening.Thinking()),
            new ChatEvent.Delta(0, 0, Json.string("hm")),
            new ChatEvent.Signature(0, 0, Json.string("gemini:0:sig")),
            new ChatEvent.PartEnded(0, 0),
            new ChatEvent.PartStarted(0, 1, new Opening.RedactedThinking(Json.string("data"))),
            new ChatEvent.PartEnded(0, 1),
            new ChatEvent.Finished(0, FinishReason.STOP, null, null),
            new ChatEvent.Ended()));
    Json response = Json.parse(frames.getLast().data()).get("response");
    Json output = Objects.requireNonNull(response).get("output");
    JsonCursor items = Objects.requireNonNull(output).cursor();
    List<Part> parts = new ArrayList<>();
    items.enterArray();
    while (items.nextElement()) {
      Json item = items.value();
      parts.add(Signatures.read(item, ReasoningText.of(item)));
    }
    assertThat(parts)
        .containsExactly(
            new Part.Thinking(Json.string("hm"), Json.string("gemini:0:sig")),
            new Part.RedactedThinking(Json.string("data")));
  }
}
