package dev.airoute.extproc.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.ToolChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's request is read as. */
class GeminiClientTest {
  private final Losses losses = new Losses();

  private ChatRequest read(String json) {
    return GeminiCodec.of("GoogleAIStudio")
        .readRequest(Json.parse(json.replace('\'', '"')), losses);
  }

  private ChatRequest with(String fields) {
    return read("{'contents':[{'parts':[{'text':'x'}]}]," + fields + "}");
  }

  @Test
  void takesNamesInBothForms() {
    ChatRequest camel = with("'systemInstruction':{'parts':[{'text':'s'}]},'generationConfig':"
        + "{'maxOutputTokens':5,'topP':0.5,'_responseJsonSchema':{'type':'object'}}");
    ChatRequest snake = with("'system_instruction':{'parts':[{'text':'s'}]},'generation_config':"
        + "{'max_output_tokens':'5','top_p':0.5,'response_json_schema':{'type':'object'}}");
    assertThat(snake).isEqualTo(camel);
    assertThat(camel.outputFormat()).isInstanceOf(OutputFormat.JsonSchema.class);
    assertThat(losses.all()).isEmpty();
  }

  @Test
  void refusesAFieldInBothForms() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> with("'tool_config':{},'toolConfig':{}"))
        .satisfies(e -> assertThat(e.error().param()).isEqualTo("toolConfig"));
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> with("'generationConfig':{'topK':1,'top_k':2}"))
        .satisfies(e -> assertThat(e.error().param()).isEqualTo("generationConfig.topK"));
  }

  @Corner(55)
  @Test
  void keepsZeroAndFalse() {
    ChatRequest request = with("'generationConfig':{'temperature':0,'topK':0,'seed':0,"
        + "'responseLogprobs':false,'presencePenalty':0.0}");
    assertThat(request.sampling().temperature()).hasToString("0");
    assertThat(request.sampling().topK()).hasToString("0");
    assertThat(request.sampling().seed()).hasToString("0");
    assertThat(request.sampling().presencePenalty()).hasToString("0.0");
    assertThat(request.sampling().logprobs()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'thinkingBudget':0}; Disabled[]",
        "{'thinkingBudget':-1}; Adaptive[]",
        "{'thinkingBudget':'4096'}; Budget[tokens=4096]",
        "{'thinkingLevel':'MINIMAL'}; Effort[level=MINIMAL]",
        "{'thinking_level':'high','includeThoughts':true}; Effort[level=HIGH]",
        "{'includeThoughts':true}; Adaptive[]"
      })
  void readsHowMuchToThink(String config, String reasoning) {
    Reasoning read =
        with("'generationConfig':{'thinkingConfig':" + config + "}").reasoning();
    assertThat(read).hasToString(reasoning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'mode':'AUTO'}; Auto[]",
        "{'mode':'NONE'}; None[]",
        "{'mode':'ANY'}; Required[]",
        "{'mode':'ANY','allowedFunctionNames':['a']}; Named[name=a]",
        "{'mode':'ANY','allowedFunctionNames':['a','b']}; Allowed[required=true, names=[a, b]]",
        "{'mode':'VALIDATED','allowedFunctionNames':['a']}; Allowed[required=false, names=[a]]"
      })
  void readsWhichToolsToCall(String config, String choice) {
    ToolChoice read =
        with("'toolConfig':{'functionCallingConfig':" + config + "}").toolChoice();
    assertThat(read).hasToString(choice);
  }

  @Corner(20)
  @Test
  void pairsResultsWithCallsByIdThenByNameInOrder() {
    ChatRequest request = read("{'contents':[{'parts':[{'text':'x'}]},{'role':'model','parts':["
        + "{'functionCall':{'name':'f'}},{'functionCall':{'name':'g','id':'f'}},"
        + "{'functionCall':{'name':'f','id':'f'}},{'functionCall':{'name':'f','id':''}}]},"
        + "{'parts':[{'functionResponse':{'name':'f','response':{'output':1}}},"
        + "{'functionResponse':{'name':'f','id':'f','response':{'output':2}}},"
        + "{'functionResponse':{'name':'f','id':'f','response':{'output':3}}},"
        + "{'functionResponse':{'name':'f','id':'lost','response':{'output':4}}}]}]}");
    List<String> calls = request.messages().get(1).parts().stream()
        .map(part -> ((Part.ToolCall) part).id())
        .toList();
    assertThat(calls).containsExactly("call_0", "f", "call_2", "call_3");
    List<String> results = request.messages().get(2).parts().stream()
        .map(part -> ((Part.ToolResult) part).callId())
        .toList();
    assertThat(results).containsExactly("call_0", "f", "call_2", "call_3");
  }

  @Test
  void refusesAResultThatAnswersNothing() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() ->
            read("{'contents':[{'parts':[" + "{'functionResponse':{'name':'f','response':{}}}]}]}"))
        .satisfies(e ->
            assertThat(e.error().param()).isEqualTo("contents[0].parts[0].functionResponse.name"));
  }

  @Corner(34)
  @ParameterizedTest
  @CsvSource({"audio/mpeg,mp3", "audio/mp3,mp3", "audio/x-wav;codecs=1,wav", "audio/ogg,ogg"})
  void namesAudioAsTheOthersDo(String type, String format) {
    Message message = read("{'contents':[{'parts':[{'inlineData':{'mimeType':'" + type
            + "','data':'SUQz'}}]}]}")
        .messages()
        .getFirst();
    assertThat(((Part.Audio) message.parts().getFirst()).format()).isEqualTo(format);
  }

  @Test
  void writesBytesInTheStandardAlphabet() {
    assertThat(GeminiBase64.standard(Json.string("-_8"))).hasToString("\"+/8=\"");
    assertThat(GeminiBase64.standard(Json.string("ab-_"))).hasToString("\"ab+/\"");
    assertThat(GeminiBase64.standard(Json.parse("\"a\\/8\""))).hasToString("\"a\\/8=\"");
    Json standard = Json.string("SUQz");
    assertThat(GeminiBase64.standard(standard)).isSameAs(standard);
  }

  @Corner(23)
  @Test
  void reportsToolsThatOnlyGoogleRuns() {
    ChatRequest request = with("'tools':[{'googleSearch':{}},{'url_context':{},"
        + "'functionDeclarations':[{'name':'f'}]}]");
    assertThat(request.tools()).hasSize(1);
    assertThat(losses.all())
        .extracting(Loss::field)
        .containsExactly("tools[].googleSearch", "tools[].urlContext");
  }

  @Corner(54)
  @ParameterizedTest
  @ValueSource(strings = {"'responseMimeType':'text/x.enum'", "'responseModalities':['AUDIO']"})
  void reportsFormsOfAnswersThatNobodyElseHas(String field) {
    assertThat(with("'generationConfig':{" + field + "}").outputFormat()).isNull();
    assertThat(losses.all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{'contents':[]}",
        "{'contents':[{'role':'system','parts':[{'text':'x'}]}]}",
        "{'contents':['x']}",
        "{'contents':[{'parts':['x']}]}",
        "{'contents':[{'parts':[{'text':1}]}]}",
        "{'contents':[{'parts':[{'inlineData':{'mimeType':'image/png'}}]}]}",
        "{'contents':[{'role':'model','parts':[{'functionCall':{'args':{}}}]}]}",
        "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'topK':'many'}}",
        "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'stopSequences':[1]}}",
        "{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{}]}]}",
        "{'contents':[{'parts':[{'text':'x'}]}],'toolConfig':{'functionCallingConfig':{'mode':'X'}}}",
        "{'contents':[{'parts':[{'text':'x'}]}],'cachedContent':'cachedContents/1'}"
      })
  void refusesWhatIsNoRequest(String request) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> read(request))
        .satisfies(e -> assertThat(e.error().status()).isEqualTo(400));
  }
}
