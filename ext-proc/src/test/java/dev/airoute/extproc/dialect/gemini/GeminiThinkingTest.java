package dev.airoute.extproc.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Reasoning;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiThinkingTest {
  @Corner(41)
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          gemini-2.5-flash  | NONE    | {'thinkingConfig':{'thinkingBudget':0}}                                  | false
          gemini-2.5-flash  | off     | {'thinkingConfig':{'thinkingBudget':0}}                                  | false
          gemini-2.5-pro    | off     | {'thinkingConfig':{'thinkingBudget':128}}                                | true
          gemini-2.5-flash  | LOW     | {'thinkingConfig':{'includeThoughts':true,'thinkingBudget':1024}}        | true
          gemini-2.5-flash  | MAX     | {'thinkingConfig':{'includeThoughts':true,'thinkingBudget':24576}}       | true
          gemini-2.5-flash  | 5000    | {'thinkingConfig':{'includeThoughts':true,'thinkingBudget':5000}}        | false
          gemini-2.5-flash  | 32000   | {'thinkingConfig':{'includeThoughts':true,'thinkingBudget':24576}}       | true
          gemini-2.5-pro    | 32000   | {'thinkingConfig':{'includeThoughts':true,'thinkingBudget':32000}}       | false
          gemini-2.5-flash  | auto    | {'thinkingConfig':{'includeThoughts':true,'thinkingBudget':-1}}          | false
          gemini-3-pro      | HIGH    | {'thinkingConfig':{'includeThoughts':true,'thinkingLevel':`HIGH`}}         | false
          models/gemini-3.1-pro | MEDIUM | {'thinkingConfig':{'includeThoughts':true,'thinkingLevel':'MEDIUM'}}  | false
          gemini-3-flash    | MINIMAL | {'thinkingConfig':{'includeThoughts':true,'thinkingLevel':'LOW'}}        | true
          gemini-3-flash    | off     | {'thinkingConfig':{'thinkingLevel':'LOW'}}                               | true
          gemini-3-flash    | MAX     | {'thinkingConfig':{'includeThoughts':true,'thinkingLevel':'HIGH'}}       | true
          gemini-3-flash    | 4096    | {'thinkingConfig':{'includeThoughts':true,'thinkingLevel':'MEDIUM'}}     | true
          gemini-3-flash    | auto    | {'thinkingConfig':{'includeThoughts':true}}                              | false
          gemini-2.0-flash  | HIGH    | {}                                                                       | true
          gemini-2.0-flash  | off     | {}                                                                       | false
          """)
  void asksInTheWordsOfTheGeneration(String model, String asked, String config, boolean lossy) {
    Losses losses = new Losses();
    JsonWriter out = new JsonWriter().beginObject();
    new GeminiThinking(GeminiModel.of(model, false), losses).write(reasoning(asked), out);
    assertThat(out.endObject().toJson().toString().replace('"', '\''))
        .isEqualTo(config.replace('`', '\''));
    assertThat(!losses.all().isEmpty()).isEqualTo(lossy);
  }

  private static Reasoning reasoning(String asked) {
    return switch (asked) {
      case "off" -> new Reasoning.Disabled();
      case "auto" -> new Reasoning.Adaptive();
      default ->
        Character.isDigit(asked.charAt(0))
            ? new Reasoning.Budget(Long.parseLong(asked))
            : new Reasoning.Effort(Reasoning.Level.valueOf(asked));
    };
  }
}
