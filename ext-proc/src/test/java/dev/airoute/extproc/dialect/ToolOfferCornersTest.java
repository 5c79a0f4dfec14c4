package dev.airoute.extproc.dialect;

import static dev.airoute.config.v1.Dialect.ANTHROPIC_MESSAGES;
import static dev.airoute.config.v1.Dialect.OPENAI_CHAT;
import static dev.airoute.extproc.dialect.TestingExchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tools, schemas and the choice among them get lost between two dialects. */
class ToolOfferCornersTest {
  private static final String SCHEMA =
      "{ 'type':'object','properties':{'z':{'$ref':'#/$defs/q'},'a':{'type':['string','null'],"
          + "'const':'x'}},'required':['z'],'$defs':{'q':{'type':'integer','enum':[2,1]}},"
          + "'additionalProperties':false }";

  @Corner({42, 43})
  @ParameterizedTest
  @CsvSource({
    "Anthropic, input_schema",
    "GoogleAIStudio, parametersJsonSchema",
    "OpenAI, parameters"
  })
  void keepsSchemasByteForByte(String type, String field) {
    String fromOpenAi = "{'model':'m','messages':[{'role':'user','content':'x'}],'tools':[{"
        + "'type':'function','function':{'name':'f','parameters':" + SCHEMA + "}}]}";
    String fromAnthropic = "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],"
        + "'tools':[{'name':'f','input_schema':" + SCHEMA + "}]}";
    String expected = "\"" + field + "\":" + json(SCHEMA);
    assertThat(TestingExchange.between(OPENAI_CHAT, type).sent(fromOpenAi)).contains(expected);
    assertThat(TestingExchange.between(ANTHROPIC_MESSAGES, type).sent(fromAnthropic))
        .contains(expected);
  }

  @Corner({42, 43, 44})
  @ParameterizedTest
  @ValueSource(strings = {"Anthropic", "GoogleAIStudio", "OpenAI"})
  void keepsSchemasOfAnswersByteForByte(String type) {
    String request = "{'model':'m','messages':[{'role':'user','content':'x'}],'response_format':{"
        + "'type':'json_schema','json_schema':{'name':'n','schema':" + SCHEMA + "}}}";
    assertThat(TestingExchange.between(OPENAI_CHAT, type).sent(request)).contains(json(SCHEMA));
  }

  @Corner(22)
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          'auto'                                    | Anthropic      | 'tool_choice':{'type':'auto'}
          'none'                                    | Anthropic      | 'tool_choice':{'type':'none'}
          'required'                                | Anthropic      | 'tool_choice':{'type':'any'}
          {'type':'function','function':{'name':'f'}} | Anthropic    | 'tool_choice':{'type':'tool','name':'f'}
          'auto'                                    | GoogleAIStudio | 'functionCallingConfig':{'mode':'AUTO'}
          'none'                                    | GoogleAIStudio | 'functionCallingConfig':{'mode':'NONE'}
          'required'                                | GoogleAIStudio | 'functionCallingConfig':{'mode':'ANY'}
          {'type':'function','function':{'name':'f'}} | GoogleAIStudio | 'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['f']}
          """)
  void saysEveryChoiceOfAnOpenAiClient(String choice, String type, String expected) {
    String request = "{'model':'m','messages':[{'role':'user','content':'x'}],'tools':[{"
        + "'type':'function','function':{'name':'f'}}],'tool_choice':" + choice + "}";
    assertThat(TestingExchange.between(OPENAI_CHAT, type).sent(request)).contains(json(expected));
  }

  @Corner(22)
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          {'type':'auto','disable_parallel_tool_use':true} | OpenAI  | 'tool_choice':'auto','parallel_tool_calls':false
          {'type':'none'}                                  | OpenAI  | 'tool_choice':'none'
          {'type':'any'}                                   | OpenAI  | 'tool_choice':'required'
          {'type':'tool','name':'f'}                       | OpenAI  | 'tool_choice':{'type':'function','function':{'name':'f'}}
          {'type':'tool','name':'f'}                       | GoogleAIStudio | 'mode':'ANY','allowedFunctionNames':['f']
          """)
  void saysEveryChoiceOfAnAnthropicClient(String choice, String type, String expected) {
    String request = "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],"
        + "'tools':[{'name':'f','input_schema':{'type':'object'}}],'tool_choice':" + choice + "}";
    assertThat(TestingExchange.between(ANTHROPIC_MESSAGES, type).sent(request))
        .contains(json(expected));
  }

  @Corner(23)
  @Test
  void reportsToolsThatOnlyTheirMakerKnows() {
    TestingExchange openAi = TestingExchange.between(OPENAI_CHAT, "Anthropic");
    openAi.sent("{'model':'m','messages':[{'role':'user','content':'x'}],'tools':["
        + "{'type':'web_search'},{'type':'function','function':{'name':'f'}}],"
        + "'web_search_options':{}}");
    assertThat(openAi.losses())
        .contains("DROPPED tools[].web_search", "DROPPED web_search_options");

    TestingExchange anthropic = TestingExchange.between(ANTHROPIC_MESSAGES, "OpenAI");
    String sent =
        anthropic.sent("{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],"
            + "'tools':[{'type':'web_search_20250305','name':'web_search'},"
            + "{'name':'untyped','input_schema':{'type':'object'}},"
            + "{'type':'custom','name':'typed','input_schema':{'type':'object'}}]}");
    assertThat(sent).contains("\"untyped\"", "\"typed\"").doesNotContain("web_search");
    assertThat(anthropic.losses()).containsExactly("DROPPED tools[].web_search_20250305");
  }
}
