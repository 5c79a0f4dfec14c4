package dev.airoute.extproc.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.ToolChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiRequestReaderTest {
  private final Losses losses = new Losses();

  private ChatRequest read(String body) {
    return OpenAiCodec.of("OpenAI").readRequest(Json.parse(body.replace('\'', '"')), losses);
  }

  private ChatRequest with(String fields) {
    return read("{'model':'m','messages':[{'role':'user','content':'x'}]," + fields + "}");
  }

  private ChatRequest saying(String messages) {
    return read("{'model':'m','messages':[" + messages + "]}");
  }

  private List<String> lost() {
    return losses.all().stream().map(Loss::field).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          {'messages':[{'role':'user','content':'x'}]}                                    | model is missing
          {'model':'','messages':[{'role':'user','content':'x'}]}                         | model is missing
          {'model':7,'messages':[]}                                                       | model must be a string
          {'model':'m'}                                                                   | at least one message
          {'model':'m','messages':[]}                                                     | at least one message
          {'model':'m','messages':{}}                                                     | messages must be an array
          {'model':'m','messages':[7]}                                                    | messages[0] must be an object
          {'model':'m','messages':[{'role':'user','content':'x'},{'role':'boss'}]}        | messages[1].role must be
          {'model':'m','messages':[{'role':'user'}]}                                      | messages[0].content is missing
          {'model':'m','messages':[{'role':'user','content':7}]}                          | messages[0].content must be
          {'model':'m','messages':[{'role':'user','content':[{'text':'x'}]}]}             | messages[0].content[].type is missing
          {'model':'m','messages':[{'role':'user','content':[{'type':'text'}]}]}          | messages[0].content[].text is missing
          {'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png,raw'}}]}]} | base64
          {'model':'m','messages':[{'role':'tool','content':'x'}]}                        | messages[0].tool_call_id is missing
          {'model':'m','messages':[{'role':'assistant','tool_calls':[{'id':'a','function':{}}]}]} | messages[0].tool_calls[].function.name
          {'model':'m','messages':[{'role':'user','content':'x'}],'stop':7}               | stop must be
          {'model':'m','messages':[{'role':'user','content':'x'}],'stream':'yes'}         | stream must be true or false
          {'model':'m','messages':[{'role':'user','content':'x'}],'temperature':'hot'}    | temperature must be a number
          {'model':'m','messages':[{'role':'user','content':'x'}],'tool_choice':'maybe'}  | tool_choice must be
          {'model':'m','messages':[{'role':'user','content':'x'}],'reasoning_effort':'x'} | reasoning_effort must be
          {'model':'m','messages':[{'role':'user','content':'x'}],'tools':[{'function':{}}]} | tools[].function.name is missing
          {'model':'m','messages':[{'role':'user','content':'x'}],'response_format':{}}   | response_format.type
          {'model':'m','model':'n','messages':[{'role':'user','content':'x'}]}            | twice
          """)
  void saysWhichFieldIsWrong(String body, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(GatewayException.class, refused -> {
          assertThat(refused.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
          assertThat(refused.error().param()).isNotBlank();
        })
        .hasMessageContaining(message);
  }

  @Test
  void countsNullAsAbsent() {
    ChatRequest request =
        with("'tools':null,'tool_choice':null,'stop':null,'temperature':null,'stream':null,"
            + "'stream_options':null,'response_format':null,'reasoning_effort':null,"
            + "'user':null,'max_tokens':null,'x_unknown':null,'logit_bias':null");
    assertThat(request.sampling().temperature()).isNull();
    assertThat(request.toolChoice()).isNull();
    assertThat(losses.all()).isEmpty();
  }

  @Test
  void reportsWhatHasNoPlaceByItsName() {
    with("'x_unknown':1,'service_tier':'flex','stream_options':{'include_obfuscation':false}");
    assertThat(lost()).containsExactly("x_unknown", "stream_options.include_obfuscation");
  }

  @Test
  void reportsNoLossOfWhatSaysNothing() {
    with("'modalities':['text'],'store':false,'service_tier':'auto','logit_bias':{}");
    assertThat(losses.all()).isEmpty();
  }

  @Corner(22)
  @ParameterizedTest
  @ValueSource(strings = {"none", "auto", "required", "any"})
  void readsToolChoicesThatAreWords(String word) {
    ToolChoice expected = switch (word) {
      case "none" -> new ToolChoice.None();
      case "auto" -> new ToolChoice.Auto();
      default -> new ToolChoice.Required();
    };
    assertThat(with("'tool_choice':'" + word + "'").toolChoice()).isEqualTo(expected);
  }

  @Test
  void reportsAToolChoiceThatCannotBeCarried() {
    ChatRequest request = with("'tool_choice':{'type':'mcp','server_label':'x'}");
    assertThat(request.toolChoice()).isNull();
    assertThat(lost()).containsExactly("tool_choice");
  }

  @Corner(15)
  @Test
  void makesOneMessageOfResultsInARow() {
    ChatRequest request = saying("{'role':'tool','tool_call_id':'a','content':'1'},"
        + "{'role':'tool','tool_call_id':'b','content':[{'type':'text','text':'2'}]},"
        + "{'role':'user','content':'x'},"
        + "{'role':'tool','tool_call_id':'c','content':null}");
    assertThat(request.messages()).extracting(Message::role).containsOnly(Role.USER);
    assertThat(request.messages())
        .extracting(message -> message.parts().size())
        .containsExactly(2, 1, 1);
  }

  @Corner({25, 40})
  @Test
  void keepsTheOrderOfThinkingTextAndCalls() {
    ChatRequest request =
        saying("{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':"
            + "{'name':'f','arguments':'{}'}}],'content':'text','reasoning':'thought'}");
    assertThat(request.messages().getFirst().parts())
        .hasExactlyElementsOfTypes(Part.Thinking.class, Part.Text.class, Part.ToolCall.class);
  }

  @Corner(25)
  @Test
  void leavesEmptyTextBesideCallsAway() {
    ChatRequest request =
        saying("{'role':'assistant','content':'','tool_calls':[{'id':'a','function':"
            + "{'name':'f','arguments':''}}]}");
    assertThat(request.messages().getFirst().parts())
        .containsExactly(new Part.ToolCall("a", "f", Json.EMPTY_OBJECT, null));
  }

  @Corner(55)
  @Test
  void readsTheTwoNamesOfTheCapAndOfTheUser() {
    ChatRequest request =
        with("'max_completion_tokens':5,'max_tokens':9,'safety_identifier':'s','user':'u'");
    assertThat(request.sampling().maxTokens()).hasToString("5");
    assertThat(request.user()).isEqualTo("s");
    assertThat(with("'max_tokens':9,'user':'u'").user()).isEqualTo("u");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          'reasoning_effort':'none'                           | Disabled[]
          'reasoning_effort':'xhigh'                          | Effort[level=XHIGH]
          'reasoning':{'effort':'low'}                        | Effort[level=LOW]
          'reasoning':{'max_tokens':3000}                     | Budget[tokens=3000]
          'reasoning':{'enabled':true}                        | Adaptive[]
          'thinking':{'type':'disabled'}                      | Disabled[]
          'thinking':{'type':'enabled','budget_tokens':2000}  | Budget[tokens=2000]
          """)
  void readsEveryWayToAskForThinking(String field, String expected) {
    Reasoning reasoning = with(field).reasoning();
    assertThat(reasoning).hasToString(expected);
  }

  @Test
  void turnsDataUrlsIntoBytesAndLeavesAddresses() {
    ChatRequest request = saying("{'role':'user','content':["
        + "{'type':'image_url','image_url':{'url':'data:image\\/png;charset=x;base64,AA=='}},"
        + "{'type':'image_url','image_url':'https://e.com/a,b'}]}");
    assertThat(request.messages().getFirst().parts())
        .containsExactly(
            new Part.Image(new Part.Media.Base64("image/png", Json.string("AA==")), null, null),
            new Part.Image(new Part.Media.Url(Json.string("https://e.com/a,b")), null, null));
  }
}
