package dev.airoute.extproc.dialect;

import static dev.airoute.config.v1.Dialect.ANTHROPIC_MESSAGES;
import static dev.airoute.config.v1.Dialect.OPENAI_CHAT;
import static dev.airoute.config.v1.Dialect.OPENAI_RESPONSES;
import static dev.airoute.extproc.dialect.TestingExchange.JSON;
import static dev.airoute.extproc.dialect.TestingExchange.SSE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.model.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where streams break between two dialects. */
class StreamCornersTest {
  private static final Map<String, String> FOLDERS =
      Map.of("OpenAI", "openai", "Anthropic", "anthropic", "GoogleAIStudio", "gemini");

  private static String fixture(String type, String name) {
    return new String(
        GoldenFile.bytes(
            GoldenFile.list("dialect/answers/" + FOLDERS.get(type), name).getFirst()),
        UTF_8);
  }

  private static String chunk(String choices, String rest) {
    return "data: {'id':'x','object':'chat.completion.chunk','created':1,'model':'m','choices':["
        + choices + "]" + rest + "}\n\n";
  }

  private static String delta(String delta, String finish) {
    return chunk("{'index':0,'delta':" + delta + ",'finish_reason':" + finish + "}", "");
  }

  private static final String USAGE = chunk(
      "",
      ",'usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5,"
          + "'prompt_tokens_details':{'cached_tokens':1}}");

  @Corner({1, 6})
  @ParameterizedTest
  @CsvSource({
    "OPENAI_CHAT, Anthropic, thinking-tools.sse",
    "OPENAI_CHAT, GoogleAIStudio, text.sse",
    "ANTHROPIC_MESSAGES, OpenAI, text.sse",
    "ANTHROPIC_MESSAGES, GoogleAIStudio, thinking-tools.sse"
  })
  void readsFieldsWithoutASpaceBehindTheColon(Dialect client, String type, String name) {
    String spaced = fixture(type, name);
    String tight = spaced.replaceAll("(?m)^(data|event): ", "$1:");
    assertThat(tight).isNotEqualTo(spaced);
    TestingExchange expected = TestingExchange.asked(client, type, true);
    TestingExchange actual = TestingExchange.asked(client, type, true);
    assertThat(raw(actual, tight)).isEqualTo(raw(expected, spaced));
    assertThat(actual.translation().usage())
        .isEqualTo(expected.translation().usage())
        .isNotEqualTo(Usage.ZERO);
  }

  private static String raw(TestingExchange exchange, String stream) {
    Reply reply = Attempts.play(exchange.translation(), 200, SSE, stream.getBytes(UTF_8), 1 << 20);
    assertThat(reply.head().status()).isEqualTo(200);
    return new String(reply.body(), UTF_8);
  }

  @Corner(3)
  @ParameterizedTest
  @CsvSource({
    "OPENAI_CHAT, Anthropic",
    "ANTHROPIC_MESSAGES, Anthropic",
    "ANTHROPIC_MESSAGES, OpenAI",
    "OPENAI_CHAT, OpenAI"
  })
  void unpacksErrorsAndWholeAnswersToo(Dialect client, String type) throws IOException {
    byte[] error = zipped(
        type.equals("Anthropic")
            ? "{'type':'error','error':{'type':'rate_limit_error','message':'Slow down'}}"
            : "{'error':{'message':'Slow down','type':'requests','param':null,'code':'rate_limit'}}");
    Step.Commit refused = whole(client, type, 429, error);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(new String(refused.body(), UTF_8)).contains("Slow down");
    assertThat(refused.remove()).contains("content-encoding");
    assertThat(refused.set())
        .containsEntry("content-length", Integer.toString(refused.body().length))
        .doesNotContainKey("content-encoding");
    Step.Commit answer = whole(client, type, 200, zipped(fixture(type, "text.json")));
    assertThat(answer.status()).isEqualTo(200);
    Oracles.answer(client, answer.body());
    assertThat(answer.remove()).contains("content-encoding");
  }

  private static Step.Commit whole(Dialect client, String type, int status, byte[] body) {
    TestingExchange exchange = TestingExchange.asked(client, type, false);
    AttemptTranslation translation = exchange.translation();
    translation.responseHeaders(
        status, Map.of("content-type", JSON, "content-encoding", "gzip"), false);
    for (int at = 0; at < body.length; at++) {
      assertThat(translation.responseBody(body, at, 1, false)).isEqualTo(new Step.Hold());
    }
    Step.Commit commit = (Step.Commit) translation.responseBody(new byte[0], 0, 0, true);
    if (status == 200) {
      assertThat(translation.usage().output()).isPositive();
    }
    return commit;
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(TestingExchange.quoted(text));
    }
    return out.toByteArray();
  }

  @Corner({4, 53})
  @ParameterizedTest
  @CsvSource({"OPENAI_CHAT", "ANTHROPIC_MESSAGES"})
  void bringsTheWholeErrorThoughAStreamWasAskedFor(Dialect client) {
    TestingExchange exchange = TestingExchange.asked(client, "OpenAI", true);
    Reply reply = exchange.reply(
        400,
        JSON,
        "{'error':{'message':'" + "no ".repeat(50) + "','type':'x','param':'n','code':null}}",
        7);
    assertThat(reply.head().status()).isEqualTo(400);
    assertThat(reply.head().set())
        .containsEntry("content-type", JSON)
        .containsEntry("content-length", Integer.toString(reply.body().length));
    Oracles.error(client, reply.body());
    assertThat(new String(reply.body(), UTF_8)).contains("no ".repeat(49));
  }

  @Corner(6)
  @Test
  void passesPingsOnAsSomethingThatClientsIgnore() {
    String ping = "event: ping\ndata: {'type':'ping'}\n\n";
    String stream = new String(TestingExchange.quoted(ping), UTF_8)
        + fixture("Anthropic", "thinking-tools.sse");
    String openAi = raw(TestingExchange.asked(OPENAI_CHAT, "Anthropic", true), stream);
    assertThat(openAi).contains(": ping\n\n");
    Oracles.stream(OPENAI_CHAT, openAi.getBytes(UTF_8));
  }

  @Corner({9, 49})
  @Test
  void tellsAnthropicClientsOnlyWhatTheyKnow() {
    String stream = ": processing\n\n"
        + delta("{'role':'assistant','content':''}", "null")
        + "event: vendor.event\ndata: {'object':'vendor.thing'}\n\n"
        + delta("{'content':'Hi'}", "null")
        + delta("{}", "'stop'")
        + USAGE
        + "data: [DONE]\n\n";
    String written = TestingExchange.asked(ANTHROPIC_MESSAGES, "OpenAI", true).streamed(stream);
    assertThat(written).doesNotContain("[DONE]", "vendor");
    String start = written.substring(0, written.indexOf("\n\n"));
    assertThat(start)
        .startsWith("event: message_start\n")
        .contains("\"input_tokens\":", "\"output_tokens\":", "\"cache_read_input_tokens\":")
        .contains("\"cache_creation_input_tokens\":");
  }

  @Corner({7, 9})
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          OpenAI         | [1]
          OpenAI         | 7
          OpenAI         | 'text'
          OpenAI         | null
          Anthropic      | [1]
          Anthropic      | 'text'
          GoogleAIStudio | 7
          GoogleAIStudio | null
          """)
  void refusesEventsThatAreNoObjects(String type, String data) {
    for (Dialect client : List.of(OPENAI_CHAT, ANTHROPIC_MESSAGES)) {
      TestingExchange exchange = TestingExchange.asked(client, type, true);
      Reply reply = exchange.reply(200, SSE, "data: " + data + "\n\n", 100);
      assertThat(reply.head().status()).isEqualTo(502);
      Oracles.error(client, reply.body());
    }
  }

  @Corner(10)
  @Test
  void givesUsageAChunkOfItsOwnWithoutChoices() {
    String written = raw(
        TestingExchange.asked(OPENAI_CHAT, "Anthropic", true),
        fixture("Anthropic", "thinking-tools.sse"));
    List<String> chunks =
        written.lines().filter(line -> line.startsWith("data: {")).toList();
    assertThat(chunks.getLast()).contains("\"choices\":[],\"usage\":{\"prompt_tokens\":");
    assertThat(chunks.get(chunks.size() - 2)).contains("\"delta\":{}", "\"finish_reason\":\"tool");
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allMatch(chunk -> chunk.contains("\"delta\":") && !chunk.contains("\"usage\":{"));
  }

  @Corner(10)
  @Test
  void keepsTheIndexOfEveryChoice() {
    String answer = TestingExchange.asked(OPENAI_CHAT, "GoogleAIStudio", false)
        .answered(fixture("GoogleAIStudio", "two-candidates.json"));
    assertThat(answer).contains("{\"index\":0,", "{\"index\":1,");
    TestingExchange streamed = TestingExchange.asked(OPENAI_CHAT, "GoogleAIStudio", true);
    Reply reply = streamed.reply(200, JSON, fixture("GoogleAIStudio", "two-candidates.json"), 999);
    Oracles.stream(OPENAI_CHAT, reply.body());
    assertThat(new String(reply.body(), UTF_8))
        .contains("{\"index\":0,\"delta\"", "{\"index\":1,\"delta\"");
  }

  @Corner({47, 45})
  @Test
  void countsWhatAnIncompleteAnswerCost() {
    String stream = delta("{'role':'assistant','content':'Hal'}", "null")
        + chunk(
            "{'index':0,'delta':{},'finish_reason':'length'}",
            ",'usage':{'prompt_tokens':9,'completion_tokens':4,'total_tokens':13,'num_cached_tokens':8}")
        + "data: [DONE]\n\n";
    TestingExchange exchange = TestingExchange.asked(ANTHROPIC_MESSAGES, "Mistral", true);
    assertThat(exchange.streamed(stream))
        .contains("\"stop_reason\":\"max_tokens\"", "\"input_tokens\":1", "\"output_tokens\":4")
        .contains("\"cache_read_input_tokens\":8");
    assertThat(exchange.translation().usage()).isEqualTo(new Usage(9, 8, 0, 4, 0));
  }

  @Corner({47, 7})
  @Test
  void countsWhatAFailedAnswerCost() {
    String stream =
        "event: message_start\ndata: {'type':'message_start','message':{'id':'msg_1','type':"
            + "'message','role':'assistant','model':'c','content':[],'stop_reason':null,'stop_sequence':null,"
            + "'usage':{'input_tokens':11,'output_tokens':1}}}\n\n"
            + "event: error\ndata: {'type':'error','error':{'type':'overloaded_error','message':'Full'}}\n\n";
    TestingExchange exchange = TestingExchange.asked(OPENAI_CHAT, "Anthropic", true);
    Reply reply = exchange.reply(200, SSE, stream, 50);
    assertThat(reply.head().status()).isEqualTo(529);
    assertThat(exchange.translation().usage().input()).isEqualTo(11);
  }

  /** The oracle holds the events to their order: added, deltas, done, and one last event that has it all. */
  @Corner(58)
  @ParameterizedTest
  @CsvSource({
    "OpenAI, parallel-tools.sse",
    "OpenAI, reasoning-openrouter.sse",
    "Anthropic, thinking-tools.sse",
    "GoogleAIStudio, thinking-tools.sse",
    "GoogleAIStudio, two-candidates.json"
  })
  void tellsResponsesClientsTheWholeLifeOfEveryItem(String type, String name) {
    boolean stream = name.endsWith(".sse");
    TestingExchange exchange = TestingExchange.between(OPENAI_RESPONSES, type);
    exchange.sent("{'model':'smart','stream':true,'input':'x'}");
    Reply reply = Attempts.play(
        exchange.translation(), 200, stream ? SSE : JSON, fixture(type, name).getBytes(UTF_8), 7);
    assertThat(reply.head().status()).isEqualTo(200);
    Oracles.stream(OPENAI_RESPONSES, reply.body());
  }
}
