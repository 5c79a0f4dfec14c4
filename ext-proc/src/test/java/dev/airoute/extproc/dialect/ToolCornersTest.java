package dev.airoute.extproc.dialect;

import static dev.airoute.config.v1.Dialect.ANTHROPIC_MESSAGES;
import static dev.airoute.config.v1.Dialect.BEDROCK_CONVERSE;
import static dev.airoute.config.v1.Dialect.OPENAI_CHAT;
import static dev.airoute.extproc.dialect.TestingExchange.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.json.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where calls of tools get lost or bent between two dialects. */
class ToolCornersTest {
  private static final String NUMBERS =
      "{'big':123456789012345678901234567890,'exact':9007199254740993,'whole':1.0,'tiny':1e-400,"
          + "'__proto__':{'constructor':-0.0},'':null}";
  private static final String ODD_ID = "functions.f:0/" + "x".repeat(60);

  private static String openAiCall(String id, String name, String arguments) {
    return "{'id':'" + id + "','type':'function','function':{'name':'" + name + "','arguments':"
        + quotedAgain(arguments) + "}}";
  }

  private static String quotedAgain(String text) {
    return Json.string(json(text)).toString();
  }

  private static String openAiHistory(String calls, String results) {
    return "{'model':'m','messages':[{'role':'user','content':'x'},"
        + "{'role':'assistant','content':null,'tool_calls':[" + calls + "]}" + results
        + "],'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}]}";
  }

  private static String openAiResult(String id, String content) {
    return ",{'role':'tool','tool_call_id':'" + id + "','content':" + content + "}";
  }

  @Corner(24)
  @ParameterizedTest
  @ValueSource(strings = {"Anthropic", "GoogleAIStudio"})
  void keepsEveryDigitAndNameOfArgumentsSent(String type) {
    String request = openAiHistory(openAiCall("a", "f", NUMBERS), openAiResult("a", "'done'"));
    assertThat(TestingExchange.between(OPENAI_CHAT, type).sent(request)).contains(json(NUMBERS));
  }

  @Corner(24)
  @Test
  void keepsEveryDigitAndNameOfArgumentsAnswered() {
    String claude =
        "{'id':'msg_1','type':'message','role':'assistant','model':'c','content':[{'type':'tool_use',"
            + "'id':'t','name':'f','input':" + NUMBERS + "}],'stop_reason':'tool_use',"
            + "'stop_sequence':null,'usage':{'input_tokens':1,'output_tokens':1}}";
    String gemini =
        "{'candidates':[{'content':{'role':'model','parts':[{'functionCall':{'name':'f',"
            + "'args':" + NUMBERS + "}}]},'finishReason':'STOP'}],'usageMetadata':{}}";
    for (boolean stream : new boolean[] {false, true}) {
      assertThat(answered(OPENAI_CHAT, "Anthropic", claude, stream)).contains(quotedAgain(NUMBERS));
      assertThat(answered(OPENAI_CHAT, "GoogleAIStudio", gemini, stream))
          .contains(quotedAgain(NUMBERS));
    }
    assertThat(answered(ANTHROPIC_MESSAGES, "GoogleAIStudio", gemini, false))
        .contains("\"input\":" + json(NUMBERS));
  }

  /** A whole answer, also for those who asked for a stream. */
  private static String answered(Dialect client, String type, String answer, boolean stream) {
    TestingExchange exchange = TestingExchange.asked(client, type, stream);
    if (!stream) {
      return exchange.answered(answer);
    }
    Attempts.Reply reply = exchange.reply(200, TestingExchange.JSON, answer, 100);
    Oracles.stream(client, reply.body());
    return new String(reply.body(), UTF_8);
  }

  @Corner(20)
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          OPENAI_CHAT        | Anthropic | [a-zA-Z0-9_-]{1,64} | tool_use_id
          ANTHROPIC_MESSAGES | Mistral   | [a-zA-Z0-9]{9}      | tool_call_id
          ANTHROPIC_MESSAGES | OpenAI    | .{1,40}             | tool_call_id
          """)
  void keepsCallsAndResultsPairsUnderIdsThatTheProviderTakes(
      Dialect client, String type, String form, String result) {
    String request = client == OPENAI_CHAT
        ? openAiHistory(
            openAiCall(ODD_ID, "f", "{}") + "," + openAiCall("call_1", "f", "{}"),
            openAiResult("call_1", "'1'") + openAiResult(ODD_ID, "'2'"))
        : anthropicHistory(
            anthropicCall(ODD_ID, "f", "{}") + "," + anthropicCall("call_1", "f", "{}"),
            anthropicResult("call_1", "'1'") + "," + anthropicResult(ODD_ID, "'2'"));
    String sent = TestingExchange.between(client, type).sent(request);
    String again = TestingExchange.between(client, type).sent(request);
    List<String> calls = matches("\"id\":\"([^\"]*)\"", sent);
    List<String> results = matches("\"" + result + "\":\"([^\"]*)\"", sent);
    assertThat(again).isEqualTo(sent);
    assertThat(calls).hasSize(2).doesNotHaveDuplicates().allMatch(id -> id.matches(form));
    assertThat(results).containsExactly(calls.get(1), calls.get(0));
  }

  private static String anthropicCall(String id, String name, String input) {
    return "{'type':'tool_use','id':'" + id + "','name':'" + name + "','input':" + input + "}";
  }

  private static String anthropicResult(String id, String content) {
    return "{'type':'tool_result','tool_use_id':'" + id + "','content':" + content + "}";
  }

  private static String anthropicHistory(String calls, String results) {
    return "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'},"
        + "{'role':'assistant','content':[" + calls + "]},{'role':'user','content':[" + results
        + "]}],'tools':[{'name':'f','input_schema':{'type':'object'}}]}";
  }

  private static List<String> matches(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** A model that made a name up has it in its history for good; so must every provider have it. */
  @Corner(21)
  @ParameterizedTest
  @CsvSource({
    "OPENAI_CHAT, Anthropic",
    "OPENAI_CHAT, GoogleAIStudio",
    "ANTHROPIC_MESSAGES, OpenAI",
    "ANTHROPIC_MESSAGES, GoogleAIStudio",
    "ANTHROPIC_MESSAGES, Mistral"
  })
  void sendsNamesThatAModelMadeUpInAFormThatTheProviderTakes(Dialect client, String type) {
    String odd = "$READ FILE/" + "n".repeat(150);
    String request = client == OPENAI_CHAT
        ? openAiHistory(openAiCall("a", odd, "{}"), openAiResult("a", "'1'"))
        : anthropicHistory(anthropicCall("a", odd, "{}"), anthropicResult("a", "'1'"));
    String sent = TestingExchange.between(client, type).sent(request);
    int longest = type.equals("Anthropic") ? 128 : 64;
    assertThat(matches("\"name\":\"([^\"]*)\"", sent))
        .contains("f")
        .hasSizeGreaterThan(1)
        .allMatch(name -> name.matches("[a-zA-Z_][a-zA-Z0-9_-]{0," + (longest - 1) + "}"));
  }

  @Corner(25)
  @Test
  void saysNothingBesideACallThatStandsAlone() {
    String request = anthropicHistory(anthropicCall("a", "f", "{}"), anthropicResult("a", "'1'"));
    assertThat(TestingExchange.between(ANTHROPIC_MESSAGES, "OpenAI").sent(request))
        .contains("\"role\":\"assistant\",\"content\":null,\"tool_calls\"");
    String answer = "{'id':'msg_1','type':'message','role':'assistant','model':'c','content':["
        + anthropicCall("t", "f", "{}")
        + "],'stop_reason':'tool_use','stop_sequence':null,'usage':{'input_tokens':1,'output_tokens':1}}";
    assertThat(TestingExchange.asked(OPENAI_CHAT, "Anthropic", false).answered(answer))
        .contains("\"content\":null");
  }

  @Corner(25)
  @Test
  void keepsTextInFrontOfCallsInFrontOfThem() {
    String request = openAiHistory(openAiCall("a", "f", "{}"), openAiResult("a", "'1'"))
        .replace("'content':null", "'content':'I look.'");
    assertThat(TestingExchange.between(OPENAI_CHAT, "Anthropic").sent(request))
        .contains("[{\"type\":\"text\",\"text\":\"I look.\"},{\"type\":\"tool_use\"");
    assertThat(TestingExchange.between(OPENAI_CHAT, "GoogleAIStudio").sent(request))
        .contains("[{\"text\":\"I look.\"},{\"functionCall\"");
  }

  @Corner(26)
  @Test
  void keepsImagesInResultsImages() {
    String request = anthropicHistory(
        anthropicCall("a", "f", "{}"),
        anthropicResult(
            "a",
            "[{'type':'text','text':'seen'},{'type':'image','source':{"
                + "'type':'base64','media_type':'image/png','data':'iVBORw0KGgo='}}]"));
    TestingExchange openAi = TestingExchange.between(ANTHROPIC_MESSAGES, "OpenAI");
    assertThat(openAi.sent(request))
        .contains("\"content\":\"seen\"", "\"url\":\"data:image/png;base64,iVBORw0KGgo=\"");
    assertThat(openAi.losses())
        .containsExactly("APPROXIMATED messages[].content[].tool_result.content");
    TestingExchange gemini = TestingExchange.between(ANTHROPIC_MESSAGES, "GoogleAIStudio");
    assertThat(gemini.sent(request))
        .contains("{\"result\":\"seen\"}", "{\"inlineData\":{\"mimeType\":\"image/png\"");
    assertThat(gemini.losses()).hasSize(1);
  }

  @Corner(27)
  @Test
  void sendsAResultThatLooksLikeASchemaAsText() {
    String result = "{\\'$ref\\':\\'#/$defs/x\\',\\'$defs\\':{}}";
    String request =
        openAiHistory(openAiCall("a", "f", "{}"), openAiResult("a", "'" + result + "'"));
    assertThat(TestingExchange.between(OPENAI_CHAT, "GoogleAIStudio").sent(request))
        .contains("\"response\":{\"result\":\"" + json(result) + "\"}");
  }

  @Corner({14, 16, 17})
  @Test
  void numbersGeminisCallsAcrossChunksAndGivesThemArguments() {
    String stream = geminiChunk("{'functionCall':{'name':'f'}}", "")
        + geminiChunk("{'functionCall':{'name':'g','args':{'a':1}}}", "")
        + geminiChunk("{'text':''}", ",'finishReason':'STOP'");
    String openAi = TestingExchange.asked(OPENAI_CHAT, "GoogleAIStudio", true).streamed(stream);
    assertThat(openAi)
        .contains(
            "{\"index\":0,\"id\"",
            "{\"index\":0,\"function\":{\"arguments\":\"{}\"}}",
            "{\"index\":1,\"id\"",
            "\"finish_reason\":\"tool_calls\"")
        .doesNotContain("\"finish_reason\":\"stop\"", "\"index\":2");
    String anthropic =
        TestingExchange.asked(ANTHROPIC_MESSAGES, "GoogleAIStudio", true).streamed(stream);
    assertThat(anthropic).contains("\"stop_reason\":\"tool_use\"");
  }

  private static String geminiChunk(String part, String rest) {
    return "data: {'candidates':[{'content':{'role':'model','parts':[" + part + "]},'index':0"
        + rest
        + "}],'usageMetadata':{'promptTokenCount':5,'candidatesTokenCount':2,'totalTokenCount':7}}\n\n";
  }

  @Corner({16, 12})
  @Test
  void numbersCallsByThemselvesWhateverBlocksLieBetween() {
    String stream =
        "event: message_start\ndata: {'type':'message_start','message':{'id':'msg_1','type':"
            + "'message','role':'assistant','model':'c','content':[],'stop_reason':null,'stop_sequence':null,"
            + "'usage':{'input_tokens':1,'output_tokens':1}}}\n\n"
            + block(0, "{'type':'text','text':''}", "{'type':'text_delta','text':'a'}")
            + block(
                1,
                anthropicCall("t1", "f", "{}"),
                "{'type':'input_json_delta','partial_json':'{}'}")
            + block(2, "{'type':'text','text':''}", "{'type':'text_delta','text':'b'}")
            + block(
                3, anthropicCall("t2", "f", "{}"), "{'type':'input_json_delta','partial_json':''}")
            + "event: message_delta\ndata: {'type':'message_delta','delta':{'stop_reason':'tool_use',"
            + "'stop_sequence':null},'usage':{'output_tokens':9}}\n\n"
            + "event: message_stop\ndata: {'type':'message_stop'}\n\n";
    String openAi = TestingExchange.asked(OPENAI_CHAT, "Anthropic", true).streamed(stream);
    assertThat(matches("\\{\"index\":(\\d),\"id\"", openAi)).containsExactly("0", "1");
    assertThat(matches("\\{\"index\":(\\d),\"function\":\\{\"arguments\":\"\\{}\"", openAi))
        .containsExactly("0", "1");
  }

  private static String block(int index, String start, String delta) {
    return "event: content_block_start\ndata: {'type':'content_block_start','index':" + index
        + ",'content_block':" + start + "}\n\nevent: content_block_delta\ndata: {'type':"
        + "'content_block_delta','index':" + index + ",'delta':" + delta
        + "}\n\nevent: content_block_stop\ndata: {'type':'content_block_stop','index':" + index
        + "}\n\n";
  }

  @Corner(15)
  @Test
  void putsParallelResultsIntoOneTurn() {
    String request = openAiHistory(
        openAiCall("a", "f", "{}") + "," + openAiCall("b", "f", "{}"),
        openAiResult("b", "'2'") + openAiResult("a", "'1'"));
    assertThat(TestingExchange.between(OPENAI_CHAT, "Anthropic").sent(request))
        .endsWith("{\"role\":\"user\",\"content\":["
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"b\",\"content\":\"2\"},"
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":\"1\"}]}],"
            + "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}]}");
    assertThat(TestingExchange.between(OPENAI_CHAT, "GoogleAIStudio").sent(request))
        .contains("{\"role\":\"user\",\"parts\":["
            + "{\"functionResponse\":{\"name\":\"f\",\"response\":{\"result\":\"1\"}}},"
            + "{\"functionResponse\":{\"name\":\"f\",\"response\":{\"result\":\"2\"}}}]}");
  }

  /** Bedrock refuses a conversation with calls that brings no tools. */
  @Corner(19)
  @Test
  void bringsToolsForCallsThatWereMadeBefore() {
    String request = openAiHistory(openAiCall("a", "f", "{}"), openAiResult("a", "'1'"))
        .replaceFirst(",'tools':.*", "}");
    assertThat(TestingExchange.between(new EveryDialect.Pair(OPENAI_CHAT, BEDROCK_CONVERSE))
            .sent(request))
        .containsPattern("\"toolConfig\":\\{\"tools\":\\[\\{\"toolSpec\":\\{\"name\":\"f\"");
  }

  @Corner({17, 54})
  @Test
  void saysThatToolsWereCalledWhateverTheProviderCallsIt() {
    String answer =
        "{'id':'x','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,"
            + "'message':{'role':'assistant','content':null,'tool_calls':["
            + openAiCall("a", "f", "{}")
            + "]},'finish_reason':'brand_new'}],'usage':{}}";
    assertThat(TestingExchange.asked(ANTHROPIC_MESSAGES, "OpenAI", false).answered(answer))
        .contains("\"stop_reason\":\"tool_use\"");
  }
}
