package dev.airoute.extproc.dialect.responses;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Setting;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesRequestTest {
  private final Losses losses = new Losses();
  private final ResponsesCodec codec = ResponsesCodec.of("OpenAI");

  private ChatRequest read(String body) {
    return codec.readRequest(Json.parse(body.replace('\'', '"')), losses);
  }

  private ChatRequest asking(String fields) {
    return read("{'model':'m','input':'x'" + (fields.isEmpty() ? "" : "," + fields) + "}");
  }

  private List<Message> input(String items) {
    return read("{'model':'m','input':[" + items + "]}").messages();
  }

  private String lost() {
    return losses.all().stream().map(Loss::field).collect(joining(" "));
  }

  private String written(ChatRequest request, String model) {
    JsonWriter out = new JsonWriter();
    codec.writeRequest(request, model, out, losses);
    return out.toJson().toString().replace('"', '\'');
  }

  @Test
  @Corner(32)
  void takesItemsWithoutTypeOrId() {
    List<Message> messages = input(
        "{'role':'user','content':'a'},{'role':'assistant','content':'b'},{'role':'developer','content':[{'type':'input_text','text':'c'}]}");
    assertThat(messages)
        .extracting(Message::role)
        .containsExactly(Role.USER, Role.ASSISTANT, Role.DEVELOPER);
    assertThat(lost()).isEmpty();
  }

  @Test
  @Corner(32)
  void keepsWhatOtherAgentsSaidAndTheToolsThatComeAsItems() {
    ChatRequest request = read(
        "{'model':'m','input':[{'type':'additional_tools','role':'developer','tools':[{'type':'function','name':'f'}]},"
            + "{'type':'agent_message','role':'agent','content':[{'type':'text','text':'seen'}]}]}");
    assertThat(request.tools()).extracting(Tool::name).containsExactly("f");
    assertThat(request.messages().getFirst().parts())
        .containsExactly(new Part.Text(Json.string("seen"), null));
  }

  @Test
  @Corner({15, 22})
  void makesOneTurnOfWhatWasCalledAndReturnedInARow() {
    List<Message> messages = input(
        "{'role':'user','content':'a'},{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'t'}]},"
            + "{'role':'assistant','content':'b'},{'type':'function_call','call_id':'1','name':'f','arguments':'{}'},"
            + "{'type':'function_call','call_id':'2','name':'g','arguments':'{}'},"
            + "{'type':'function_call_output','call_id':'1','output':'r'},{'type':'function_call_output','call_id':'2','output':'s'},"
            + "{'role':'user','content':'c'}");
    assertThat(messages)
        .extracting(message -> message.role() + "" + message.parts().size())
        .containsExactly("USER1", "ASSISTANT4", "USER2", "USER1");
  }

  @Test
  @Corner(40)
  void neverTakesReasoningForText() {
    List<Message> messages = input(
        "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'t'}],'encrypted_content':'enc'},{'role':'assistant','content':'b'}");
    assertThat(messages.getFirst().parts())
        .containsExactly(
            new Part.Thinking(Json.string("t"), Json.string("openai:rs_1:enc")),
            new Part.Text(Json.string("b"), null));
  }

  @Test
  @Corner({14, 18, 24})
  void keepsArgumentsAsTheyCame() {
    List<Message> messages = input(
        "{'type':'function_call','call_id':'1','name':'f','arguments':''},{'type':'function_call','call_id':'2','name':'f','arguments':'{cut'},"
            + "{'type':'function_call','call_id':'3','name':'f','arguments':'{ 12345678901234567890.5 }'}");
    assertThat(messages.getFirst().parts())
        .extracting(part -> ((Part.ToolCall) part).arguments().toString())
        .containsExactly("{}", "\"{cut\"", "\"{ 12345678901234567890.5 }\"");
  }

  @Test
  @Corner(43)
  void keepsTheBytesOfSchemas() {
    String schema = "{'b':1.0, 'a' : {'$ref':'#/x'}}";
    ChatRequest request = asking(
        "'tools':[{'type':'function','name':'f','parameters':" + schema + ",'strict':true}]");
    assertThat(written(request, "gpt-5")).contains("'parameters':" + schema);
  }

  @Test
  @Corner(23)
  void reportsHostedToolsByTheirType() {
    ChatRequest request = asking(
        "'tools':[{'type':'web_search'},{'type':'file_search'},{'type':'computer_use_preview'},{'type':'mcp'},{'type':'code_interpreter'},{'type':'image_generation'},{'type':'local_shell'}]");
    assertThat(request.tools()).isEmpty();
    assertThat(lost())
        .isEqualTo(
            "tools[].web_search tools[].file_search tools[].computer_use_preview tools[].mcp tools[].code_interpreter tools[].image_generation tools[].local_shell");
  }

  @Test
  @Corner(23)
  void flattensNamespacesWithoutMixingUpTheirTools() {
    ChatRequest request = asking(
        "'tools':[{'type':'namespace','name':'a','tools':[{'type':'function','name':'b'},{'type':'custom','name':'c'}]},"
            + "{'type':'namespace','name':'d__','tools':[{'type':'function','name':'b'}]},{'type':'function','name':'a__b'}],"
            + "'tool_choice':{'type':'function','name':'b','namespace':'d__'}");
    assertThat(request.tools()).extracting(Tool::name).hasSize(4).doesNotHaveDuplicates();
    assertThat(request.tools())
        .extracting(Tool::name)
        .contains("a__b", "a__c", "d__b")
        .anyMatch(name -> name.startsWith("a__b_"));
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("d__b"));
    assertThat(request.tools().get(1).custom()).isEqualTo(Json.EMPTY_OBJECT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'auto'|Auto[]",
        "'none'|None[]",
        "'required'|Required[]",
        "{'type':'function','name':'f'}|Named[name=f]",
        "{'type':'custom','name':'f'}|Named[name=f]",
        "{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'f'},{'type':'mcp','server_label':'x'}]}|Allowed[required=false, names=[f]]",
        "{'type':'web_search_preview'}|null",
      },
      quoteCharacter = '`')
  @Corner(22)
  void readsEveryChoiceOfTools(String choice, String read) {
    ChatRequest request =
        asking("'tools':[{'type':'function','name':'f'}],'tool_choice':" + choice);
    assertThat(String.valueOf(request.toolChoice())).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'previous_response_id':'resp_1'",
        "'conversation':{'id':'conv_1'}",
        "'prompt':{'id':'p'}",
        "'background':true"
      })
  void refusesWhatNeedsStoredStateByItsName(String field) {
    String name = field.substring(1, field.indexOf('\'', 1));
    assertThatThrownBy(() -> asking(field)).isInstanceOfSatisfying(GatewayException.class, e -> {
      assertThat(e.error().status()).isEqualTo(400);
      assertThat(e.error().param()).isEqualTo(name);
      assertThat(e).hasMessageContaining(name);
    });
  }

  @Test
  void refusesReferencesToStoredItemsByTheirPlace() {
    assertThatThrownBy(
            () -> input("{'role':'user','content':'x'},{'type':'item_reference','id':'msg_1'}"))
        .isInstanceOf(GatewayException.class)
        .hasMessageContaining("input[1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{'input':'x'}",
        "{'model':'m'}",
        "{'model':'m','input':[]}",
        "{'model':'m','input':7}",
        "{'model':'m','input':[7]}",
        "{'model':'m','input':[{}]}",
        "{'model':'m','input':[{'role':'tool','content':'x'}]}",
        "{'model':'m','input':[{'role':'user'}]}",
        "{'model':'m','input':[{'role':'user','content':7}]}",
        "{'model':'m','input':[{'role':'user','content':[{'text':'x'}]}]}",
        "{'model':'m','input':[{'role':'user','content':[{'type':'input_text'}]}]}",
        "{'model':'m','input':[{'role':'user','content':[{'type':'input_image'}]}]}",
        "{'model':'m','input':[{'role':'user','content':[{'type':'input_file','filename':'x'}]}]}",
        "{'model':'m','input':[{'type':'function_call','name':'f'}]}",
        "{'model':'m','input':[{'type':'function_call','call_id':'c'}]}",
        "{'model':'m','input':[{'type':'function_call','call_id':'c','name':'f','arguments':7}]}",
        "{'model':'m','input':[{'type':'function_call_output','call_id':'c'}]}",
        "{'model':'m','input':[{'type':'custom_tool_call','call_id':'c','name':'f'}]}",
        "{'model':'m','input':'x','input':'y'}",
        "{'model':'m','input':'x','tools':[{'name':'f'}]}",
        "{'model':'m','input':'x','tools':[{'type':'function'}]}",
        "{'model':'m','input':'x','tools':[{'type':'namespace'}]}",
        "{'model':'m','input':'x','tool_choice':7}",
        "{'model':'m','input':'x','text':{'format':{}}}",
        "{'model':'m','input':'x','text':{'format':{'type':'json_schema'}}}",
        "{'model':'m','input':'x','reasoning':{'effort':'much'}}",
        "{'model':'m','input':'x','temperature':'hot'}",
        "{'model':'m','input':'x','include':[7]}",
      })
  void refusesWhatIsNoRequest(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.error().status()).isEqualTo(400));
  }

  @Test
  void saysNothingOfWhatSaysNothing() {
    ChatRequest request = asking(
        "'instructions':null,'store':false,'background':false,'truncation':'disabled','metadata':{},'service_tier':'auto',"
            + "'text':{'format':{'type':'text'},'verbosity':'medium'},'tool_choice':null,'include':null,'reasoning':null,"
            + "'previous_response_id':null,'stream_options':{'include_obfuscation':false},'max_tool_calls':null");
    assertThat(request.settings()).isEmpty();
    assertThat(request.outputFormat()).isNull();
    assertThat(lost()).isEmpty();
  }

  @Test
  void asksForNothingToBeStoredAndForReasoningToComeBack() {
    assertThat(written(asking(""), "o4-mini"))
        .contains("'store':false")
        .contains("'include':['reasoning.encrypted_content']");
    assertThat(written(asking("'store':true"), "gpt-5")).contains("'store':true");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o,false",
    "openai/gpt-4.1-mini,false",
    "chatgpt-4o-latest,false",
    "gpt-5-chat-latest,false",
    "ft:gpt-4o:org::x,false",
    "gpt-5,true",
    "o3,true",
    "openai/gpt-5.1,true",
    "grok-4,true"
  })
  void asksModelsThatDoNotThinkForNoReasoning(String model, boolean thinks) {
    String body = written(asking("'reasoning':{'effort':'high'}"), model);
    assertThat(body.contains("reasoning.encrypted_content")).isEqualTo(thinks);
    assertThat(body.contains("'reasoning':{'effort':'high'}")).isEqualTo(thinks);
    assertThat(lost().contains("reasoning")).isNotEqualTo(thinks);
  }

  @Test
  @Corner(20)
  void makesLongIdsShortAndKeepsThemPaired() {
    String id = "toolu_" + "x".repeat(80);
    String body = written(
        read("{'model':'m','input':[{'type':'function_call','call_id':'" + id
            + "','name':'f','arguments':'{}'},{'type':'function_call_output','call_id':'" + id
            + "','output':'r'}]}"),
        "gpt-5");
    assertThat(body).doesNotContain(id);
    Json items = Json.parse(body.replace('\'', '"')).get("input");
    assertThat(items).isNotNull();
    String call = String.valueOf(items).replaceAll("(?s).*?\"call_id\":\"([^\"]*)\".*", "$1");
    assertThat(call).hasSizeBetween(1, 64);
    assertThat(String.valueOf(items).split(call, -1)).hasSize(3);
  }

  @Test
  @Corner(37)
  void sendsOnlyItsOwnMakersReasoningBack() {
    String body = written(
        read(
            "{'model':'m','input':[{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'enc'},"
                + "{'type':'reasoning','id':'rs_2','summary':[{'type':'summary_text','text':'claude'}],'encrypted_content':'airoute:signature:c2ln'},"
                + "{'type':'reasoning','id':'rs_3','summary':[{'type':'summary_text','text':'unsigned'}]},"
                + "{'role':'assistant','content':'a'}]}"),
        "gpt-5");
    assertThat(body)
        .contains("{'id':'rs_1','type':'reasoning','summary':[],'encrypted_content':'enc'}")
        .doesNotContain("claude", "unsigned", "airoute");
    assertThat(lost()).isEqualTo("messages[].content[].thinking");
  }

  @Test
  @Corner({26, 27})
  void carriesMediaInResultsOfTools() {
    String body = written(
        asItem(
            "{'type':'function_call_output','call_id':'c','output':[{'type':'input_text','text':'{$ref}'},{'type':'input_image','image_url':'https://e.com/i.png'},{'type':'input_file','file_url':'https://e.com/f.pdf'}]}"),
        "gpt-5");
    assertThat(body)
        .contains(
            "'output':[{'type':'input_text','text':'{$ref}'},{'type':'input_image','image_url':'https://e.com/i.png','detail':'auto'},{'type':'input_file','file_url':'https://e.com/f.pdf'}]");
    assertThat(lost()).isEmpty();
  }

  private ChatRequest asItem(String item) {
    return read("{'model':'m','input':[" + item + "]}");
  }

  @Test
  @Corner(55)
  void keepsZeroAndFalse() {
    String body = written(
        asking(
            "'temperature':0,'top_p':0.0,'parallel_tool_calls':false,'tools':[{'type':'function','name':'f','strict':false}]"),
        "gpt-5");
    assertThat(body)
        .contains(
            "'temperature':0,", "'top_p':0.0", "'parallel_tool_calls':false", "'strict':false");
  }

  @Test
  void asksForSmallCapsOnlyWhereTheyAreTaken() {
    ChatRequest request = asking("'max_output_tokens':5");
    assertThat(written(request, "gpt-5")).contains("'max_output_tokens':16");
    assertThat(lost()).isEqualTo("max_tokens");
    JsonWriter out = new JsonWriter();
    ResponsesCodec.of("OpenAICompatible").writeRequest(request, "m", out, new Losses());
    assertThat(out.toJson().toString()).contains("\"max_output_tokens\":5");
  }

  @Test
  void readsSettingsInTheirOwnWords() {
    assertThat(asking("'text':{'verbosity':'high'},'prompt_cache_key':'k'").settings())
        .containsExactly(
            new Setting(Setting.Kind.VERBOSITY, "text.verbosity", Json.string("high")),
            new Setting(Setting.Kind.PROMPT_CACHE_KEY, "prompt_cache_key", Json.string("k")));
  }

  @Test
  void readsTheEffort() {
    assertThat(asking("'reasoning':{'effort':'none'}").reasoning())
        .isEqualTo(new Reasoning.Disabled());
    assertThat(asking("'reasoning':{'effort':'xhigh','mode':'x'}").reasoning())
        .isEqualTo(new Reasoning.Effort(Reasoning.Level.XHIGH));
    assertThat(lost()).isEqualTo("reasoning.mode");
  }

  @Test
  void asksForWordsOnlyWhereTheyAreWanted() {
    assertThat(asking("'top_logprobs':0").sampling().logprobs()).isNull();
    ChatRequest request = asking("'include':['message.output_text.logprobs'],'top_logprobs':2");
    assertThat(written(request, "gpt-4o"))
        .contains("'top_logprobs':2,'include':['message.output_text.logprobs']");
  }

  @Test
  void callsFieldsAsItsClientsDo() {
    assertThat(codec.field("messages[].content[].image")).isEqualTo("input[].content[].image");
    assertThat(codec.field("response_format")).isEqualTo("text.format");
    assertThat(codec.field("top_k")).isEqualTo("top_k");
  }

  @Test
  void passesEverythingButTheNameOfTheModel() {
    String body =
        "{ 'model' : 'smart', 'previous_response_id':'resp_1', 'background': true, 'x': 1.0,\n"
            + " 'input':[{'type':'item_reference','id':'msg_1'}], 'stream':true, 'tools':[{'type':'web_search'}] }";
    Passage passage = codec.passage(Json.parse(body.replace('\'', '"')), "gpt-5", losses);
    assertThat(passage.patch().apply(Json.parse(body.replace('\'', '"'))))
        .hasToString(body.replace("smart", "gpt-5").replace('\'', '"'));
    assertThat(passage.addedUsage()).isFalse();
    assertThat(lost()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'response.created','response':{}}|false",
        "{'type':'response.output_item.added','item':{'type':'message'}}|false",
        "{'type':'response.output_item.added','item':{'type':'web_search_call'}}|true",
        "{'type':'response.image_generation_call.partial_image'}|true",
        "{'type':'response.code_interpreter_call_code.delta','delta':'x'}|true",
        "{'type':'error'}|false",
        "[DONE]|false",
        "nonsense|false",
      })
  void takesWhatHostedToolsDoForContent(String event, boolean content) {
    assertThat(codec.isContent(SseEvent.of("", event.replace('\'', '"')))).isEqualTo(content);
  }
}
