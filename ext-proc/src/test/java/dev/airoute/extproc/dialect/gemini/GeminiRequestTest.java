package dev.airoute.extproc.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.anthropic.AnthropicCodec;
import dev.airoute.extproc.dialect.openai.OpenAiCodec;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Loss;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeminiRequestTest {
  private static final String LEVELS = "gemini-3-pro-preview";
  private static final String BUDGETS = "gemini-2.5-flash";

  static List<Path> cases() {
    return GoldenFile.list("dialect/gemini/request", ".in.json");
  }

  /** Written for both generations, one behind the other. */
  @Corner({28, 35, 37})
  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatEachGenerationTakes(Path file) {
    StringBuilder text = new StringBuilder();
    for (String model : List.of(BUDGETS, LEVELS)) {
      Losses losses = new Losses();
      ChatRequest request =
          new AnthropicCodec().readRequest(Json.parse(GoldenFile.bytes(file)), losses);
      text.append(model).append('\n').append(GoldenFile.pretty(written(request, model, losses)));
      for (Loss loss : losses.all()) {
        text.append(loss.fate() + " " + loss.field() + ": " + loss.reason() + '\n');
      }
    }
    String name = file.getFileName().toString().replace(".in.json", ".txt");
    GoldenFile.check(file.resolveSibling(name), text.toString());
  }

  private static String written(ChatRequest request, String model, Losses losses) {
    JsonWriter out = new JsonWriter();
    GeminiCodec.of("GoogleAIStudio").writeRequest(request, model, out, losses);
    return Json.parse(out.toByteArray()).toString();
  }

  /** OpenAI's dialect keeps reasoning apart from calls; the signature finds its call all the same. */
  @Corner({18, 35})
  @Test
  void signsTheCallsThatWereSignedWhenAnOpenAiClientBringsThemBack() {
    String sent = openAi("""
        {"model":"m","messages":[{"role":"user","content":"x"},
         {"role":"assistant","content":null,
          "reasoning_details":[
           {"type":"reasoning.text","signature":"gemini:0:Zmlyc3Q=","index":0},
           {"type":"reasoning.text","signature":"gemini:2:dGhpcmQ=","index":1}],
          "tool_calls":[
           {"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
           {"id":"b","type":"function","function":{"name":"f","arguments":""}},
           {"id":"c","type":"function","function":{"name":"g","arguments":"{\\"cut"}}]}]}""");
    assertThat(sent)
        .contains(
            "{\"functionCall\":{\"name\":\"f\",\"args\":{}},\"thoughtSignature\":\"Zmlyc3Q=\"},"
                + "{\"functionCall\":{\"name\":\"f\",\"args\":{}}},"
                + "{\"functionCall\":{\"name\":\"g\",\"args\":{\"invalid_arguments\":\"{\\\"cut\"}},"
                + "\"thoughtSignature\":\"dGhpcmQ=\"}");
  }

  @Test
  void refusesAResultThatAnswersNoCall() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> openAi("""
            {"model":"m","messages":[{"role":"user","content":"x"},
             {"role":"tool","tool_call_id":"lost","content":"y"}]}"""))
        .withMessageContaining("'lost'");
  }

  private static String openAi(String body) {
    Losses losses = new Losses();
    ChatRequest request = OpenAiCodec.of("OpenAI").readRequest(Json.parse(body), losses);
    return written(request, LEVELS, losses);
  }
}
