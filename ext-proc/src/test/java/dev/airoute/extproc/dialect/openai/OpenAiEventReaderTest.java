package dev.airoute.extproc.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What vendors really send: each case broke some gateway or SDK. */
class OpenAiEventReaderTest {
  private final OpenAiEventReader reader = new OpenAiEventReader(new Losses());
  private final List<ChatEvent> events = new ArrayList<>();

  private void chunk(String choices) {
    data("{\"id\":\"x\",\"model\":\"m\",\"created\":7,\"choices\":[" + choices + "]}");
  }

  private void delta(String delta) {
    chunk("{'index':0,'delta':{" + delta + "}}");
  }

  private void call(String call) {
    delta("'tool_calls':[{" + call + "}]");
  }

  private void finish(String reason) {
    chunk("{'index':0,'delta':{},'finish_reason':'" + reason + "'}");
  }

  private void done() {
    data("[DONE]");
  }

  /** Apostrophes stand for quotes; arguments say {@code ~} for an escaped quote. */
  private void data(String data) {
    events.addAll(reader.read(SseEvent.of("", json(data))));
  }

  private static String json(String text) {
    return text.replace('\'', '"').replace("~", "\\\"");
  }

  /** Calls as {@code name#id:arguments}, texts with their kind, in the order of their parts. */
  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.PartStarted part) {
        parts.add(
            switch (part.opening()) {
              case Opening.ToolCall(var id, var name) -> name + "#" + id + ":";
              case Opening.Text() -> "text:";
              case Opening.Thinking() -> "thinking:";
              case Opening.Refusal() -> "refusal:";
              case Opening.RedactedThinking(var data) -> "redacted:" + data.text();
            });
      } else if (event instanceof ChatEvent.Delta delta) {
        parts.set(delta.part(), parts.get(delta.part()) + delta.text().text());
      }
    }
    return parts;
  }

  private FinishReason finished() {
    return events.stream()
        .filter(ChatEvent.Finished.class::isInstance)
        .map(event -> ((ChatEvent.Finished) event).finish())
        .findFirst()
        .orElseThrow();
  }

  private ErrorKind failed() {
    assertThat(events.getLast()).isInstanceOf(ChatEvent.Failed.class);
    return ((ChatEvent.Failed) events.getLast()).error().kind();
  }

  @Test
  void saysTextAtOnce() {
    delta("'role':'assistant','content':''");
    assertThat(events).hasSize(1).first().isInstanceOf(ChatEvent.Started.class);
    delta("'content':'Hi'");
    assertThat(parts()).containsExactly("text:Hi");
  }

  @Corner(11)
  @Test
  void skipsAzuresFirstChunkWithoutLatchingItsEmptyModel() {
    data("{'choices':[],'id':'','model':'','prompt_filter_results':[]}");
    assertThat(events).isEmpty();
    delta("'content':'Hi'");
    assertThat(events.getFirst()).isEqualTo(new ChatEvent.Started("x", "m", 7, null));
  }

  @Corner(11)
  @Test
  void toleratesChunksWithoutDeltaOrChoices() {
    delta("'content':'Hi'");
    chunk("{'index':0,'finish_reason':null}");
    data("{'id':'x','choices':null}");
    data("{'id':'x'}");
    data("[1]");
    data("'text'");
    finish("stop");
    done();
    assertThat(events.getLast()).isEqualTo(new ChatEvent.Ended());
    assertThat(parts()).containsExactly("text:Hi");
  }

  @Corner(12)
  @Test
  void toleratesAnEmptyRole() {
    delta("'role':'','content':'Hi'");
    finish("stop");
    done();
    assertThat(parts()).containsExactly("text:Hi");
  }

  @Corner(12)
  @Test
  void opensNoTextForEmptyContentBetweenArguments() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':''}");
    delta("'content':'','tool_calls':[{'index':0,'function':{'arguments':'{}'}}]");
    finish("tool_calls");
    done();
    assertThat(parts()).containsExactly("f#a:{}");
  }

  @Corner(12)
  @Test
  void ignoresEmptyListsOfCallsOnTextChunks() {
    delta("'content':'Hi','tool_calls':[]");
    delta("'content':' you','tool_calls':null");
    finish("stop");
    done();
    assertThat(parts()).containsExactly("text:Hi you");
    assertThat(finished()).isEqualTo(FinishReason.STOP);
  }

  @Corner(12)
  @Test
  void waitsForANameThatComesBehindTheArguments() {
    call("'index':0,'id':'a','function':{'arguments':'{~x~:'}");
    call("'index':0,'function':{'arguments':'1}'}");
    assertThat(parts()).isEmpty();
    call("'index':0,'function':{'name':'f'}");
    assertThat(parts()).containsExactly("f#a:{\"x\":1}");
  }

  @Corner(12)
  @Test
  void acceptsAHeaderWithoutFunction() {
    call("'index':0,'id':'a','type':'function'");
    call("'index':0,'function':{'name':'f','arguments':'{}'}");
    finish("tool_calls");
    done();
    assertThat(parts()).containsExactly("f#a:{}");
  }

  @Corner(12)
  @Test
  void acceptsAnIdThatComesLast() {
    call("'index':0,'function':{'name':'f','arguments':'{}'}");
    call("'index':0,'id':'late'");
    finish("tool_calls");
    done();
    assertThat(parts()).containsExactly("f#late:{}");
  }

  @Corner({12, 20})
  @Test
  void makesDifferentIdsForCallsThatHaveNone() {
    call("'index':0,'function':{'name':'f','arguments':'{}'}");
    call("'index':1,'id':'','function':{'name':'g','arguments':'{}'}");
    finish("tool_calls");
    done();
    assertThat(parts()).hasSize(2);
    assertThat(parts().get(0)).matches("f#call_\\w{24}:\\{}");
    assertThat(parts().get(1)).matches("g#call_\\w{24}:\\{}");
    assertThat(parts().get(0).substring(1)).isNotEqualTo(parts().get(1).substring(1));
  }

  @Corner(12)
  @Test
  void ignoresSentinelCalls() {
    call("'index':0,'id':'','function':{'arguments':null}");
    delta("'content':'Hi'");
    finish("stop");
    done();
    assertThat(parts()).containsExactly("text:Hi");
    assertThat(finished()).isEqualTo(FinishReason.STOP);
  }

  @Corner(12)
  @Test
  void joinsContinuationsWithoutIndexAndId() {
    call("'id':'a','function':{'name':'f','arguments':'{~x~:'}");
    call("'function':{'name':'','arguments':'1}'}");
    call("'id':'b','function':{'name':'g','arguments':'{}'}");
    finish("tool_calls");
    done();
    assertThat(parts()).containsExactly("f#a:{\"x\":1}", "g#b:{}");
  }

  @Corner(12)
  @Test
  void tellsCallsApartThatShareAnIndex() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{}'}");
    call("'index':0,'id':'b','function':{'name':'f','arguments':'{}'}");
    finish("tool_calls");
    done();
    assertThat(parts()).containsExactly("f#a:{}", "f#b:{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "'index':0,", "'index':0,'id':'',"})
  void tellsCallsApartByTheirNamesWhenTheyHaveNothingElse(String header) {
    call(header + "'function':{'name':'f','arguments':'{~x~:'}");
    call(header + "'function':{'name':'f','arguments':'1}'}");
    call(header + "'function':{'name':'f','arguments':''}");
    call(header + "'function':{'name':'g','arguments':'{}'}");
    call(header + "'function':{'name':'f','arguments':'{~x~:2}'}");
    finish("tool_calls");
    done();
    assertThat(parts().stream().map(part -> part.replaceFirst("#call_\\w{24}", "")))
        .containsExactly("f:{\"x\":1}", "g:{}", "f:{\"x\":2}");
    assertThat(parts()).doesNotHaveDuplicates();
  }

  @Test
  void takesACompleteCallsNameSaidAgainWithItsIdForNothingNew() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{}'}");
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{~x~:1}'}");
    finish("tool_calls");
    done();
    assertThat(parts()).containsExactly("f#a:{\"x\":1}");
  }

  @Corner({12, 16})
  @Test
  void takesIndexesThatDoNotStartAtZero() {
    call("'index':3,'id':'a','function':{'name':'f','arguments':'{'}");
    call("'index':3,'function':{'arguments':'}'}");
    finish("tool_calls");
    done();
    assertThat(parts()).containsExactly("f#a:{}");
  }

  @Corner(13)
  @Test
  void doesNotEndACallBecauseItsBeginningParses() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{~x~:[1]'}");
    call("'index':1,'id':'b','function':{'name':'g','arguments':'{~y~:2}'}");
    call("'index':0,'function':{'arguments':',~z~:~}~}'}");
    finish("tool_calls");
    done();
    assertThat(parts()).containsExactly("f#a:{\"x\":[1],\"z\":\"}\"}", "g#b:{\"y\":2}");
  }

  @Test
  void streamsTheSecondCallAsSoonAsTheFirstIsComplete() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{}'}");
    call("'index':1,'id':'b','function':{'name':'g','arguments':'{~y~:'}");
    assertThat(parts()).containsExactly("f#a:{}", "g#b:{\"y\":");
  }

  @Test
  void failsWhenACompleteCallGoesOn() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{~x~:1}'}");
    call("'index':1,'id':'b','function':{'name':'g','arguments':'{}'}");
    call("'index':0,'function':{'arguments':' '}");
    assertThat(events.getLast()).isNotInstanceOf(ChatEvent.Failed.class);
    call("'index':0,'function':{'arguments':'{~x~:2}'}");
    assertThat(failed()).isEqualTo(ErrorKind.BAD_GATEWAY);
  }

  @Corner(14)
  @Test
  void dropsAnEmptyObjectInFrontOfTheRealArguments() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{}'}");
    call("'index':0,'function':{'arguments':'{~x~:1}'}");
    finish("tool_calls");
    done();
    assertThat(parts()).containsExactly("f#a:{\"x\":1}");
  }

  @Corner(18)
  @Test
  void keepsArgumentsThatTheCapCutOff() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{~x~: ~lon'}");
    finish("length");
    done();
    assertThat(parts()).containsExactly("f#a:{\"x\": \"lon");
    assertThat(finished()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void takesArgumentsThatAreAnObject() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':{'n': 12345678901234567890}}");
    finish("stop");
    done();
    assertThat(parts()).containsExactly("f#a:{\"n\": 12345678901234567890}");
  }

  @Corner(17)
  @Test
  void countsAStopWithCallsAsToolCalls() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{}'}");
    finish("stop");
    done();
    assertThat(finished()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Corner(17)
  @Test
  void goesOnAfterAFinishReasonThatCameTooEarly() {
    call("'index':0,'id':'a','function':{'name':'f','arguments':'{'}");
    finish("tool_calls");
    call("'index':0,'function':{'arguments':'}'}");
    done();
    assertThat(parts()).containsExactly("f#a:{}");
    assertThat(events.getLast()).isEqualTo(new ChatEvent.Ended());
  }

  @Test
  void takesTextCallsAndFinishInOneChunk() {
    chunk("{'index':0,'delta':{'content':'I look','tool_calls':[{'id':'a','function':"
        + "{'name':'f','arguments':'{}'}}]},'finish_reason':'tool_calls'}");
    done();
    assertThat(parts()).containsExactly("text:I look", "f#a:{}");
  }

  @Corner(10)
  @Test
  void keepsSeveralChoicesApart() {
    chunk("{'index':0,'delta':{'content':'a'}},{'index':1,'delta':{'content':'b'}}");
    chunk("{'index':1,'delta':{},'finish_reason':'length'}");
    chunk("{'index':0,'delta':{},'finish_reason':'stop'}");
    done();
    assertThat(events)
        .contains(
            new ChatEvent.Finished(0, FinishReason.STOP, null, null),
            new ChatEvent.Finished(1, FinishReason.LENGTH, null, null));
  }

  @Corner(7)
  @Test
  void failsWhenOneOfSeveralChoicesIsNotFinished() {
    chunk("{'index':0,'delta':{'content':'a'}},{'index':1,'delta':{'content':'b'}}");
    finish("stop");
    done();
    assertThat(failed()).isEqualTo(ErrorKind.BAD_GATEWAY);
  }

  @Corner(7)
  @Test
  void failsWithoutAFinishReason() {
    delta("'content':'Hi'");
    done();
    assertThat(failed()).isEqualTo(ErrorKind.BAD_GATEWAY);
    assertThat(reader.read(SseEvent.of("", "[DONE]"))).isEmpty();
    assertThat(reader.end()).isEmpty();
  }

  @Corner(7)
  @Test
  void failsWhenTheStreamClosesInTheMiddle() {
    delta("'content':'Hi'");
    events.addAll(reader.end());
    assertThat(failed()).isEqualTo(ErrorKind.BAD_GATEWAY);
  }

  @Test
  void endsWellWithoutDoneWhenAllChoicesAreFinished() {
    delta("'content':'Hi'");
    finish("stop");
    events.addAll(reader.end());
    assertThat(events.getLast()).isEqualTo(new ChatEvent.Ended());
  }

  @Corner(7)
  @Test
  void failsOnAnErrorFrameAfterASuccess() {
    delta("'content':'Hi'");
    data("{'error':{'message':'Rate limit','type':'tokens','code':'rate_limit_exceeded'}}");
    assertThat(failed()).isEqualTo(ErrorKind.RATE_LIMITED);
  }

  @Corner(7)
  @Test
  void failsOnGroqsErrorEvent() {
    String error = "{'error':{'message':'Failed to call a function','type':'invalid_request_error',"
        + "'code':'tool_use_failed'}}";
    events.addAll(reader.read(SseEvent.of("error", json(error))));
    assertThat(failed()).isEqualTo(ErrorKind.INVALID_REQUEST);
  }

  @Corner({7, 53})
  @Test
  void failsOnOpenRoutersErrorWithANumber() {
    data("{'id':'x','choices':[{'index':0,'delta':{'content':''},'finish_reason':'error'}],"
        + "'error':{'code':429,'message':'slow down'}}");
    assertThat(failed()).isEqualTo(ErrorKind.RATE_LIMITED);
  }

  @Corner(9)
  @Test
  void failsOnBrokenJson() {
    data("{'id':");
    assertThat(failed()).isEqualTo(ErrorKind.BAD_GATEWAY);
  }

  @Test
  void failsOnACallThatNeverGotAName() {
    call("'index':0,'id':'a','function':{'arguments':'{}'}");
    finish("tool_calls");
    done();
    assertThat(failed()).isEqualTo(ErrorKind.BAD_GATEWAY);
  }

  @Corner({39, 40})
  @Test
  void readsReasoningOnceUnderEitherName() {
    delta("'reasoning':'a','reasoning_content':'a'");
    delta("'reasoning_content':'b','content':null");
    delta("'content':'c'");
    finish("stop");
    done();
    assertThat(parts()).containsExactly("thinking:ab", "text:c");
  }

  @Test
  void readsReasoningDetailsWithoutTheString() {
    delta("'reasoning_details':[{'type':'reasoning.text','text':'a'}]");
    delta("'reasoning_details':[{'type':'reasoning.encrypted','data':'zz'}]");
    finish("stop");
    done();
    assertThat(parts()).containsExactly("thinking:a", "redacted:zz");
  }

  @Test
  void readsRefusals() {
    delta("'refusal':'I'");
    delta("'refusal':' will not'");
    finish("stop");
    done();
    assertThat(parts()).containsExactly("refusal:I will not");
  }

  @Corner(47)
  @Test
  void readsGroqsUsageWhereverItIs() {
    delta("'content':'Hi'");
    data("{'id':'x','choices':[{'index':0,'delta':{},'finish_reason':'stop'}],"
        + "'x_groq':{'usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5}}}");
    assertThat(events).contains(new ChatEvent.Used(new Usage(3, 0, 0, 2, 0)));
  }

  @Test
  void reportsAStopStringThatVllmNames() {
    delta("'content':'Hi'");
    chunk("{'index':0,'delta':{},'finish_reason':'stop','stop_reason':'END'}");
    done();
    assertThat(finished()).isEqualTo(FinishReason.STOP_SEQUENCE);
  }

  @Corner(54)
  @Test
  void keepsAnUnknownFinishReasonBesideTheClosedSet() {
    delta("'content':'Hi'");
    finish("malformed_function_call");
    done();
    assertThat(events)
        .contains(new ChatEvent.Finished(0, FinishReason.OTHER, "malformed_function_call", null));
  }
}
