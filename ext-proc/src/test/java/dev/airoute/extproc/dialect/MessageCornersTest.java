package dev.airoute.extproc.dialect;

import static dev.airoute.config.v1.Dialect.ANTHROPIC_MESSAGES;
import static dev.airoute.config.v1.Dialect.OPENAI_CHAT;
import static dev.airoute.config.v1.Dialect.OPENAI_RESPONSES;
import static dev.airoute.extproc.dialect.TestingExchange.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where texts, media, reasoning and parameters get lost between two dialects. */
class MessageCornersTest {
  private static String openAi(String messages, String rest) {
    return "{'model':'m','messages':[" + messages + "]" + rest + "}";
  }

  private static String anthropic(String messages, String rest) {
    return "{'model':'m','max_tokens':9,'messages':[" + messages + "]" + rest + "}";
  }

  private static String said(String role, String content) {
    return "{'role':'" + role + "','content':" + content + "}";
  }

  private static String text(String text) {
    return "{'type':'text','text':'" + text + "'}";
  }

  @Corner(28)
  @Test
  void collectsSystemMessagesFromWhereverTheyStand() {
    String request = openAi(
        said("system", "'one'") + "," + said("user", "'x'") + "," + said("developer", "'two'") + ","
            + said("user", "'y'"),
        "");
    TestingExchange anthropic = TestingExchange.between(OPENAI_CHAT, "Anthropic");
    assertThat(anthropic.sent(request))
        .contains(json("'system':[" + text("one") + "," + text("two") + "]"));
    TestingExchange gemini = TestingExchange.between(OPENAI_CHAT, "GoogleAIStudio");
    assertThat(gemini.sent(request))
        .contains(json("'systemInstruction':{'parts':[{'text':'one'},{'text':'two'}]}"));
    assertThat(gemini.losses()).containsExactly("APPROXIMATED messages[]");
  }

  @Corner({28, 48})
  @Test
  void keepsEverySystemBlockOfAnAnthropicClient() {
    String request = anthropic(
        said("user", "'x'"),
        ",'system':[" + text("one")
            + ",{'type':'text','text':'two','cache_control':{'type':'ephemeral'}}]");
    TestingExchange passed = TestingExchange.between(ANTHROPIC_MESSAGES, "Anthropic");
    assertThat(passed.sent(request)).contains("\"cache_control\":{\"type\":\"ephemeral\"}");
    TestingExchange openAi = TestingExchange.between(ANTHROPIC_MESSAGES, "OpenAI");
    assertThat(openAi.sent(request)).contains("\"one\"", "\"two\"").doesNotContain("cache_control");
    assertThat(openAi.losses()).containsExactly("APPROXIMATED cache_control");
    TestingExchange router = TestingExchange.between(ANTHROPIC_MESSAGES, "OpenRouter");
    assertThat(router.sent(request))
        .contains(json("'text':'two','cache_control':{'type':'ephemeral'}"));
  }

  /** The user's next words then continue those before: no provider takes a turn without content. */
  @Corner({29, 37})
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          Anthropic      | {'role':'assistant','content':''}
          Anthropic      | {'role':'assistant','content':null,'reasoning_content':'hm'}
          Anthropic      | {'role':'assistant','content':' \\n '}
          GoogleAIStudio | {'role':'assistant','content':''}
          GoogleAIStudio | {'role':'assistant','content':null,'reasoning_content':'hm'}
          """)
  void sendsNoTurnThatIsEmpty(String type, String turn) {
    TestingExchange exchange = TestingExchange.between(OPENAI_CHAT, type);
    String sent =
        exchange.sent(openAi(said("user", "'x'") + "," + turn + "," + said("user", "'y'"), ""));
    assertThat(sent).contains("\"x\"", "\"y\"").doesNotContain("assistant", "\"model\",\"parts\"");
    assertThat(sent).doesNotContain("hm");
    assertThat(exchange.losses().isEmpty()).isEqualTo(!turn.contains("hm"));
  }

  @Corner(30)
  @Test
  void keepsSeveralTextsSeveral() {
    String content = "[" + text("a") + "," + text("b") + "," + text("c") + "]";
    String fromOpenAi = openAi(said("user", content), "");
    String fromAnthropic = anthropic(said("user", content), "");
    assertThat(TestingExchange.between(OPENAI_CHAT, "Anthropic").sent(fromOpenAi))
        .contains(json("'content':" + content));
    assertThat(TestingExchange.between(ANTHROPIC_MESSAGES, "OpenAI").sent(fromAnthropic))
        .contains(json("'content':" + content));
    assertThat(TestingExchange.between(ANTHROPIC_MESSAGES, "GoogleAIStudio").sent(fromAnthropic))
        .contains(json("'parts':[{'text':'a'},{'text':'b'},{'text':'c'}]"));
    String answer =
        "{'id':'msg_1','type':'message','role':'assistant','model':'c','content':[" + text("a")
            + "," + text("b")
            + "],'stop_reason':'end_turn','stop_sequence':null,'usage':{'input_tokens':1,'output_tokens':1}}";
    assertThat(TestingExchange.asked(OPENAI_CHAT, "Anthropic", false).answered(answer))
        .contains("\"content\":\"ab\"");
  }

  @Corner(34)
  @ParameterizedTest
  @CsvSource({"mp3, audio/mp", "wav, audio/wav"})
  void namesAudioAsTheProviderDoes(String format, String mediaType) {
    String request = openAi(
        said(
            "user",
            "[{'type':'input_audio','input_audio':{'data':'UklGRg==','format':'" + format + "'}}]"),
        "");
    assertThat(TestingExchange.between(OPENAI_CHAT, "GoogleAIStudio").sent(request))
        .contains("\"mimeType\":\"" + mediaType);
    TestingExchange deaf = TestingExchange.between(OPENAI_CHAT, "Anthropic");
    deaf.sent(openAi(
        said(
            "user",
            "[" + text("x") + ",{'type':'input_audio','input_audio':{'data':'UklGRg==','format':'"
                + format + "'}}]"),
        ""));
    assertThat(deaf.losses()).containsExactly("DROPPED messages[].content[].audio");
  }

  @Corner(37)
  @Test
  void sendsNoReasoningToWhomItIsNot() {
    String claudes = anthropic(
        said("user", "'x'") + ","
            + said(
                "assistant",
                "[{'type':'thinking','thinking':'hm','signature':'c2ln'},"
                    + "{'type':'redacted_thinking','data':'b3Bh'}," + text("y") + "]")
            + "," + said("user", "'z'"),
        "");
    for (String type : new String[] {"OpenAI", "GoogleAIStudio"}) {
      TestingExchange exchange = TestingExchange.between(ANTHROPIC_MESSAGES, type);
      assertThat(exchange.sent(claudes)).doesNotContain("hm", "c2ln", "b3Bh");
      assertThat(exchange.losses()).isNotEmpty();
    }
    String geminis = openAi(
        said("user", "'x'")
            + ",{'role':'assistant','content':'y','reasoning_details':[{'type':'reasoning.text',"
            + "'text':'hm','signature':'gemini:0:c2ln','index':0}]}," + said("user", "'z'"),
        "");
    TestingExchange claude = TestingExchange.between(OPENAI_CHAT, "Anthropic");
    assertThat(claude.sent(geminis)).doesNotContain("hm", "c2ln");
    assertThat(claude.losses()).isNotEmpty();
  }

  @Corner({36, 39, 40})
  @Test
  void keepsReasoningOutOfTheText() {
    String claude = "{'id':'msg_1','type':'message','role':'assistant','model':'c','content':["
        + "{'type':'thinking','thinking':'hm','signature':'c2ln'}," + text("y")
        + "],'stop_reason':'end_turn','stop_sequence':null,'usage':{'input_tokens':1,'output_tokens':1}}";
    assertThat(TestingExchange.asked(OPENAI_CHAT, "Anthropic", false).answered(claude))
        .contains("\"content\":\"y\"", "\"reasoning_content\":\"hm\"", "\"signature\":\"c2ln\"");
    String gemini =
        "{'candidates':[{'content':{'role':'model','parts':[{'text':'hm','thought':true},"
            + "{'text':'y'}]},'finishReason':'STOP'}],'usageMetadata':{}}";
    assertThat(TestingExchange.asked(OPENAI_CHAT, "GoogleAIStudio", false).answered(gemini))
        .contains("\"content\":\"y\"", "\"reasoning_content\":\"hm\"");
    for (String name : new String[] {"reasoning", "reasoning_content"}) {
      String vendor =
          "{'id':'x','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,"
              + "'message':{'role':'assistant','content':'y','" + name
              + "':'hm'},'finish_reason':'stop'}],'usage':{}}";
      assertThat(TestingExchange.asked(ANTHROPIC_MESSAGES, "VLLM", false).answered(vendor))
          .contains(json(
              "'content':[{'type':'thinking','thinking':'hm','signature':''}," + text("y") + "]"));
    }
  }

  @Corner(39)
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          DeepSeek | 'reasoning_content':'hm'
          VLLM     | 'reasoning_content':'hm'
          Ollama   | 'reasoning':'hm'
          Mistral  | {'type':'thinking','thinking':[{'type':'text','text':'hm'}]}
          """)
  void givesReasoningBackWhereTheVendorWantsIt(String type, String expected) {
    String request = anthropic(
        said("user", "'x'") + ","
            + said(
                "assistant",
                "[{'type':'thinking','thinking':'hm','signature':''},{'type':'tool_use','id':'a','name':"
                    + "'f','input':{}}]")
            + "," + said("user", "[{'type':'tool_result','tool_use_id':'a','content':'1'}]"),
        ",'tools':[{'name':'f','input_schema':{'type':'object'}}]");
    Attempt attempt = Attempts.attempt(ANTHROPIC_MESSAGES, type);
    try (AttemptTranslation translation = new AttemptTranslation(attempt)) {
      Outbound.Forward sent =
          (Outbound.Forward) translation.request(TestingExchange.quoted(request));
      assertThat(new String(sent.body(), UTF_8)).contains(json(expected));
    }
  }

  @Corner({41, 55})
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          Anthropic      | 'max_tokens':77       | 'temperature':0
          GoogleAIStudio | 'maxOutputTokens':77  | 'temperature':0,'topP':0.0
          """)
  void keepsNewNamesAndZeros(String type, String cap, String sampling) {
    String sent = TestingExchange.between(OPENAI_CHAT, type)
        .sent(openAi(
            said("user", "'x'"),
            ",'max_completion_tokens':77,'temperature':0,'top_p':0.0,'seed':0,'stream':false"));
    assertThat(sent).contains(json(cap));
    for (String field : sampling.split(",")) {
      assertThat(sent).contains(json(field));
    }
    assertThat(sent.contains("\"seed\":0")).isEqualTo(type.equals("GoogleAIStudio"));
    assertThat(sent.contains("top_p")).as("Claude takes only one of the two").isFalse();
  }

  @Corner(55)
  @ParameterizedTest
  @ValueSource(strings = {"Mistral", "DeepSeek", "Ollama"})
  void saysTheCapUnderItsOldNameWhereItIsKnownByThat(String type) {
    Attempt attempt = Attempts.attempt(OPENAI_CHAT, type);
    try (AttemptTranslation translation = new AttemptTranslation(attempt)) {
      String request =
          openAi(said("user", "'x'"), ",'max_completion_tokens':77,'temperature':0,'n':1");
      Outbound.Forward sent =
          (Outbound.Forward) translation.request(TestingExchange.quoted(request));
      assertThat(new String(sent.body(), UTF_8))
          .contains("\"max_tokens\":77", "\"temperature\":0")
          .doesNotContain("max_completion_tokens");
    }
  }

  @Corner(56)
  @ParameterizedTest
  @CsvSource({"OPENAI_CHAT, OpenAI", "ANTHROPIC_MESSAGES, Anthropic"})
  void changesNothingButWhatItMust(Dialect client, String type) {
    String rest = ", 'messages' : [ {'role':'user', 'content':'\\u00e9\\/'} ],\n 'max_tokens':9,"
        + " 'x_unknown':{ 'a':1.0,'a':2 } }";
    String request = "{ 'model' : 'smart','stream':true" + rest;
    String first = TestingExchange.between(client, type).sent(request);
    String second = TestingExchange.between(client, type).sent(request);
    assertThat(second).isEqualTo(first);
    assertThat(first.replaceFirst(",\\s*\"stream_options\":\\{\"include_usage\":true}", ""))
        .isEqualTo(json(request)
            .replace("\"smart\"", client == OPENAI_CHAT ? "\"gpt-5\"" : "\"claude-sonnet-4-5\""));
  }

  /** Whatever it says, an answer whose end nobody knows is neither refused nor a natural end without a word. */
  @Corner(54)
  @Test
  void takesReasonsToStopThatNobodyKnows() {
    String claude =
        "{'id':'msg_1','type':'message','role':'assistant','model':'c','content':[" + text("y")
            + "],'stop_reason':'brand_new','stop_sequence':null,'usage':{'input_tokens':1,'output_tokens':1}}";
    assertThat(TestingExchange.asked(OPENAI_CHAT, "Anthropic", false).answered(claude))
        .contains("brand_new");
    String gemini = "{'candidates':[{'content':{'role':'model','parts':[{'text':'y'}]},"
        + "'finishReason':'BRAND_NEW'}],'usageMetadata':{}}";
    assertThat(TestingExchange.asked(OPENAI_CHAT, "GoogleAIStudio", false).answered(gemini))
        .contains("BRAND_NEW");
  }

  @Corner(46)
  @Test
  void countsInNumbersAndNeverInNulls() {
    String vendor =
        "{'id':'x','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,"
            + "'message':{'role':'assistant','content':'y'},'finish_reason':'stop'}],'usage':{'prompt_tokens':5,"
            + "'completion_tokens':2,'total_tokens':9,'prompt_tokens_details':{'cached_tokens':null},"
            + "'completion_tokens_details':{'reasoning_tokens':3}}}";
    TestingExchange exchange = TestingExchange.asked(ANTHROPIC_MESSAGES, "OpenAI", false);
    String usage = exchange.answered(vendor).replaceFirst("(?s).*\"usage\":", "");
    assertThat(usage).doesNotContain("null").contains("\"input_tokens\":5");
    assertThat(exchange.translation().usage().reasoning())
        .isLessThanOrEqualTo(exchange.translation().usage().output());
  }

  @Corner(32)
  @Test
  void understandsInputItemsWithoutType() {
    String request = "{'model':'m','input':[" + said("developer", "'one'") + ","
        + said("user", "[{'type':'input_text','text':'x'}]") + "," + said("assistant", "'y'")
        + ",{'type':'function_call','call_id':'a','name':'f','arguments':'{}'},"
        + "{'type':'function_call_output','call_id':'a','output':'1'}," + said("user", "'z'")
        + "]}";
    assertThat(TestingExchange.between(OPENAI_RESPONSES, "Anthropic").sent(request))
        .contains(
            "\"one\"",
            json("{'type':'tool_use','id':'a','name':'f','input':{}}"),
            json(
                "{'type':'tool_result','tool_use_id':'a','content':'1'},{'type':'text','text':'z'}"));
  }
}
