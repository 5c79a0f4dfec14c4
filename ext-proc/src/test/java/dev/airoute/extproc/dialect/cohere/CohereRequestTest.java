package dev.airoute.extproc.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohereRequestTest {
  private static final String USER = "{'role':'user','content':'x'}";

  private static String openAi(String messages) {
    return "{'model':'m','messages':[" + messages + "]}";
  }

  private static String asking(String fields) {
    return "{'model':'m','messages':[" + USER + "]," + fields + "}";
  }

  private static String anthropic(String messages) {
    return "{'model':'m','max_tokens':9,'messages':[" + messages + "]}";
  }

  @ParameterizedTest
  @Corner({41, 55})
  @CsvSource(delimiter = '|', textBlock = """
      temperature       | 1.5  | temperature       | 1    | APPROXIMATED temperature
      temperature       | 0    | temperature       | 0    |
      temperature       | 0.30 | temperature       | 0.30 |
      top_p             | 1    | p                 | 0.99 | APPROXIMATED top_p
      top_p             | 0    | p                 | 0.01 | APPROXIMATED top_p
      top_p             | 0.50 | p                 | 0.50 |
      top_k             | 1000 | k                 | 500  | APPROXIMATED top_k
      top_k             | 0    | k                 | 0    |
      frequency_penalty | -2   | frequency_penalty | 0    | APPROXIMATED frequency_penalty
      presence_penalty  | 1.5  | presence_penalty  | 1    | APPROXIMATED presence_penalty
      presence_penalty  | 0.25 | presence_penalty  | 0.25 |
      seed              | -1   | seed | 9223372036854775807 | APPROXIMATED seed
      seed              | 7    | seed              | 7    |
      seed              | 1.5  | seed              | null | DROPPED seed
      n                 | 1    | n                 | null |
      n                 | 2    | n                 | null | DROPPED n
      max_completion_tokens | 7 | max_tokens       | 7    |
      """)
  void keepsNumbersWithinBounds(
      String field, String value, String there, String sent, String loss) {
    Written written = Written.openAi(Written.PLANS, asking("'" + field + "':" + value));
    written.says(there, sent);
    if (loss == null) {
      written.loses();
    } else {
      written.loses(loss);
    }
  }

  @Test
  void takesFiveStopsAndNoEmptyOne() {
    Written.openAi(Written.PLANS, asking("'stop':['','a','b','c']"))
        .says("stop_sequences", "['a','b','c']")
        .loses();
    Written.anthropic(
            Written.PLANS,
            "{'model':'m','max_tokens':9,'stop_sequences':['1','2','3','4','5','6'],'messages':["
                + USER + "]}")
        .says("stop_sequences", "['1','2','3','4','5']")
        .loses("DROPPED stop");
  }

  @Test
  void asksForLogprobs() {
    Written.openAi(Written.PLANS, asking("'logprobs':true,'top_logprobs':0"))
        .says("logprobs", "true")
        .loses();
    Written.openAi(Written.PLANS, asking("'logprobs':false"))
        .says("logprobs", "null")
        .loses();
  }

  @ParameterizedTest
  @Corner(22)
  @CsvSource(delimiter = '|', textBlock = """
      'auto'                                          | null       | 2 |
      'none'                                          | 'NONE'     | 2 |
      'required'                                      | 'REQUIRED' | 2 |
      {'type':'function','function':{'name':'f'}}     | 'REQUIRED' | 1 | APPROXIMATED tool_choice
      {'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function','function':{'name':'f'}}]}}     | null       | 1 | APPROXIMATED tool_choice
      {'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function','function':{'name':'f'}},{'type':'function','function':{'name':'g'}}]}} | 'REQUIRED' | 2 |
      """, quoteCharacter = '`')
  void saysWhichToolsToCallByShowingNoOthers(String choice, String sent, int shown, String loss) {
    String tools = "'tools':[{'type':'function','function':{'name':'f'}},"
        + "{'type':'function','function':{'name':'g'}}],'tool_choice':";
    Written written = Written.openAi(Written.PLANS, asking(tools + choice));
    written.says("tool_choice", sent);
    assertThat(written.get("tools").split("'type':'function'", -1)).hasSize(shown + 1);
    if (loss == null) {
      written.loses();
    } else {
      written.loses(loss);
    }
  }

  @Test
  @Corner({22, 43, 44})
  void isStrictAboutAllToolsOrNone() {
    String schema = "{'type':'object','$defs':{'b':{},'a':{}},'properties':{'z':{},'y':{}}}";
    String strict =
        "{'type':'function','function':{'name':'f','strict':true,'parameters':" + schema + "}}";
    String lax = "{'type':'function','function':{'name':'g'}}";
    Written all = Written.openAi(Written.PLANS, asking("'tools':[" + strict + "]"));
    all.says("strict_tools", "true").loses();
    assertThat(all.get("tools")).contains(schema);
    Written.openAi(Written.PLANS, asking("'tools':[" + strict + "," + lax + "]"))
        .says("strict_tools", "null")
        .loses("DROPPED tools[].strict");
    Written.openAi(Written.PLANS, asking("'parallel_tool_calls':false,'tools':[" + lax + "]"))
        .loses("DROPPED parallel_tool_calls");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      'none'   | {'type':'disabled'}                       |
      'low'    | {'type':'enabled','token_budget':1024}    | APPROXIMATED reasoning
      'medium' | {'type':'enabled','token_budget':8192}    | APPROXIMATED reasoning
      'high'   | {'type':'enabled'}                        | APPROXIMATED reasoning
      """)
  void thinksAsFarAsTheModelCan(String effort, String thinking, String loss) {
    String asked = asking("'reasoning_effort':" + effort);
    Written written = Written.openAi(Written.THINKS, asked).says("thinking", thinking);
    if (loss == null) {
      written.loses();
    } else {
      written.loses(loss);
    }
    Written.openAi(Written.PLANS, asked).says("thinking", "null");
  }

  @Test
  void thinksByTheTokensThatTheClientNames() {
    String body =
        "{'model':'m','max_tokens':9000,'thinking':{'type':'enabled','budget_tokens':2000},"
            + "'messages':[" + USER + "]}";
    Written.anthropic(Written.THINKS, body)
        .says("thinking", "{'type':'enabled','token_budget':2000}")
        .loses();
    Written.anthropic(Written.PLANS, body).says("thinking", "null").loses("DROPPED reasoning");
  }

  @Test
  @Corner({25, 37, 39})
  void givesBackItsOwnReasoningAndNobodyElses() {
    String turn = USER
        + ",{'role':'assistant','content':["
        + "{'type':'thinking','thinking':'T','signature':'cohere:thinking'},"
        + "{'type':'thinking','thinking':'P','signature':'cohere:plan'},"
        + "{'type':'thinking','thinking':'A','signature':'ErUBCkYIA'},"
        + "{'type':'thinking','thinking':'G','signature':'gemini:0:Zmlyc3Q='},"
        + "{'type':'redacted_thinking','data':'x'},"
        + "{'type':'tool_use','id':'t1','name':'f','input':{'a':1}}]},"
        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':'ok'}]}";
    String calls = "'tool_calls':[{'id':'t1','type':'function',"
        + "'function':{'name':'f','arguments':'{\\'a\\':1}'}}]";
    String result = ",{'role':'tool','tool_call_id':'t1','content':'ok'}]";
    Written.anthropic(Written.THINKS, anthropic(turn))
        .says(
            "messages",
            "[" + USER + ",{'role':'assistant','content':[{'type':'thinking','thinking':'T'}],"
                + calls + "}" + result)
        .loses("DROPPED messages[].content[].reasoning");
    Written.anthropic(Written.PLANS, anthropic(turn))
        .says(
            "messages", "[" + USER + ",{'role':'assistant','tool_plan':'P'," + calls + "}" + result)
        .loses("DROPPED messages[].content[].reasoning");
  }

  @Test
  @Corner({14, 18, 24})
  void sendsArgumentsThatAreObjects() {
    String call = "{'id':'%s','type':'function','function':{'name':'f','arguments':%s}}";
    String messages = USER
        + ",{'role':'assistant','content':null,'tool_calls':["
        + call.formatted("a", "''") + ","
        + call.formatted("b", "'{\\'n\\':123456789012345678901}'") + ","
        + call.formatted("c", "'{\\'cut'") + ","
        + call.formatted("d", "'[1]'")
        + "]}";
    assertThat(Written.openAi(Written.PLANS, openAi(messages)).get("messages"))
        .contains(
            "'id':'a','type':'function','function':{'name':'f','arguments':'{}'}",
            "'arguments':'{\\'n\\':123456789012345678901}'",
            "'arguments':'{\\'invalid_arguments\\':\\'{\\\\\\'cut\\'}'",
            "'arguments':'{\\'invalid_arguments\\':\\'[1]\\'}'");
  }

  @Test
  @Corner({15, 20})
  void pairsCallsWithResultsOneMessageEach() {
    String messages = USER
        + ",{'role':'assistant','content':["
        + "{'type':'tool_use','id':'t1','name':'f','input':{}},"
        + "{'type':'tool_use','id':'t2','name':'f','input':{}}]},"
        + "{'role':'user','content':["
        + "{'type':'text','text':'Here.'},"
        + "{'type':'tool_result','tool_use_id':'t2','content':[{'type':'text','text':'two'}]},"
        + "{'type':'tool_result','tool_use_id':'t1','is_error':true,'content':'one'}]}";
    Written written = Written.anthropic(Written.PLANS, anthropic(messages));
    assertThat(written.get("messages"))
        .endsWith("{'role':'tool','tool_call_id':'t2','content':'two'},"
            + "{'role':'tool','tool_call_id':'t1','content':'one'},"
            + "{'role':'user','content':'Here.'}]");
    written.loses("DROPPED messages[].content[].is_error");
  }

  @Test
  @Corner(20)
  void pairsEmptyIdsByTheirOrder() {
    String call = "{'id':'','type':'function','function':{'name':'f','arguments':'{}'}}";
    String messages = USER + ",{'role':'assistant','tool_calls':[" + call + "," + call + "]},"
        + "{'role':'tool','tool_call_id':'','content':'1'},"
        + "{'role':'tool','tool_call_id':'','content':'2'}";
    assertThat(Written.openAi(Written.PLANS, openAi(messages)).get("messages"))
        .contains(
            "'id':'call_unnamed_1'",
            "'id':'call_unnamed_2'",
            "'tool_call_id':'call_unnamed_1','content':'1'",
            "'tool_call_id':'call_unnamed_2','content':'2'");
  }

  @Test
  @Corner(26)
  void movesMediaOfResultsBehindThem() {
    String messages = USER
        + ",{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'f','input':{}}]},"
        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':["
        + "{'type':'image','source':{'type':'url','url':'https://example.com/a.png'}},"
        + "{'type':'text','text':'seen'}]}]}";
    Written written = Written.anthropic(Written.PLANS, anthropic(messages));
    assertThat(written.get("messages"))
        .endsWith("{'role':'tool','tool_call_id':'t1','content':'seen'},"
            + "{'role':'user','content':[{'type':'text','text':'Returned by tool call t1:'},"
            + "{'type':'image_url','image_url':{'url':'https://example.com/a.png'}}]}]");
    written.loses("APPROXIMATED messages[].content[].tool_result.content");
  }

  @Test
  @Corner({28, 29, 30})
  void leavesEmptyTurnsAwayAndKeepsSystemMessagesWhereTheyStood() {
    String messages = "{'role':'system','content':'A'}," + USER
        + ",{'role':'assistant','content':''},"
        + "{'role':'assistant','content':'','reasoning_content':'hm'},"
        + "{'role':'developer','content':'B'},"
        + "{'role':'user','content':[{'type':'text','text':'y'},{'type':'text','text':''},"
        + "{'type':'text','text':' '}]}";
    Written.openAi(Written.PLANS, openAi(messages))
        .says(
            "messages",
            "[{'role':'system','content':'A'}," + USER + ",{'role':'system','content':'B'},"
                + "{'role':'user','content':[{'type':'text','text':'y'},"
                + "{'type':'text','text':' '}]}]");
  }

  @Test
  void putsTextDocumentsWhereTheyAreCited() {
    String plain = "{'role':'user','content':[{'type':'document','title':'T','source':"
        + "{'type':'text','media_type':'text/plain','data':'words'}},"
        + "{'type':'text','text':'x'}]}";
    Written.anthropic(Written.PLANS, anthropic(plain))
        .says("documents", "[{'data':{'text':'words','title':'T'}}]")
        .says("messages", "[" + USER + "]")
        .loses();
    String withTools = "{'model':'m','max_tokens':9,'messages':[" + plain
        + "],'tools':[{'name':'f','input_schema':{'type':'object'}}]}";
    Written.anthropic(Written.PLANS, withTools)
        .says("documents", "null")
        .says(
            "messages",
            "[{'role':'user','content':[{'type':'text','text':'words'},"
                + "{'type':'text','text':'x'}]}]")
        .loses("APPROXIMATED messages[].content[].document");
  }

  @Test
  void readsDocumentsThatAreTextInBase64() {
    String file =
        "{'type':'file','file':{'filename':'a.txt','file_data':'data:text/plain;base64,%s'}}";
    String message = "{'role':'user','content':[" + file + ",{'type':'text','text':'x'}]}";
    Written.openAi(Written.PLANS, openAi(message.formatted("d29yZHM=")))
        .says("documents", "[{'data':{'text':'words','title':'a.txt'}}]");
    Written.openAi(Written.PLANS, openAi(message.formatted("d29yZHM")))
        .says("documents", "[{'data':{'text':'words','title':'a.txt'}}]");
    Written.openAi(Written.PLANS, openAi(message.formatted("d")))
        .says("documents", "null")
        .loses("DROPPED messages[].content[].document");
  }

  @Test
  void takesNoFormatBesideTools() {
    String format = "'response_format':{'type':'json_object'}";
    Written.openAi(Written.PLANS, asking(format))
        .says("response_format", "{'type':'json_object'}")
        .loses();
    Written.openAi(
            Written.PLANS,
            asking(format + ",'tools':[{'type':'function','function':{'name':'f'}}]"))
        .says("response_format", "null")
        .loses("DROPPED response_format");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      [{'threshold':'BLOCK_NONE'},{'threshold':'OFF'}]                    | 'OFF'        | APPROXIMATED s
      [{'threshold':'BLOCK_NONE'},{'threshold':'BLOCK_LOW_AND_ABOVE'}]    | 'STRICT'     | APPROXIMATED s
      [{'threshold':'BLOCK_NONE'},{'threshold':'BLOCK_ONLY_HIGH'}]        | 'CONTEXTUAL' | APPROXIMATED s
      []                                                                  | null         | DROPPED s
      {}                                                                  | null         | DROPPED s
      """)
  void makesOneSafetyModeOfAllThresholds(String settings, String mode, String loss) {
    Setting setting =
        new Setting(Setting.Kind.SAFETY_SETTINGS, "s", Json.parse(settings.replace('\'', '"')));
    Written.with(setting, openAi(USER)).says("safety_mode", mode).loses(loss);
    Written.with(setting, asking("'tools':[{'type':'function','function':{'name':'f'}}]"))
        .says("safety_mode", "null")
        .loses("DROPPED s");
  }

  @Test
  void saysWhatCannotBeRead() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> Written.with(
            new Setting(Setting.Kind.SAFETY_SETTINGS, "s", Json.parse("[{\"threshold\":1}]")),
            openAi(USER)))
        .withMessageContaining("threshold");
  }
}
