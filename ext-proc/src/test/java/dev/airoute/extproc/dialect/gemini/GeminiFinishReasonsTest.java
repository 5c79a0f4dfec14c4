package dev.airoute.extproc.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.model.FinishReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Corner(54)
class GeminiFinishReasonsTest {
  @ParameterizedTest
  @CsvSource({
    "STOP,false,STOP,",
    "STOP,true,TOOL_CALLS,",
    "MAX_TOKENS,true,LENGTH,",
    "SAFETY,false,CONTENT_FILTER,SAFETY",
    "BLOCKLIST,false,CONTENT_FILTER,BLOCKLIST",
    "PROHIBITED_CONTENT,false,CONTENT_FILTER,PROHIBITED_CONTENT",
    "SPII,false,CONTENT_FILTER,SPII",
    "RECITATION,false,CONTENT_FILTER,RECITATION",
    "MODEL_ARMOR,false,CONTENT_FILTER,MODEL_ARMOR",
    "IMAGE_SAFETY,false,CONTENT_FILTER,IMAGE_SAFETY",
    "LANGUAGE,false,OTHER,LANGUAGE",
    "SOMETHING_NEW,true,OTHER,SOMETHING_NEW"
  })
  void saysItInTheModelsWords(String word, boolean called, FinishReason reason, String nativeWord) {
    var finish = GeminiFinishReasons.read(word, "", called);
    assertThat(finish.reason()).isEqualTo(reason);
    assertThat(finish.nativeWord()).isEqualTo(nativeWord);
    assertThat(GeminiFinishReasons.failure(word, "")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MALFORMED_FUNCTION_CALL",
        "MALFORMED_RESPONSE",
        "UNEXPECTED_TOOL_CALL",
        "TOO_MANY_TOOL_CALLS",
        "MISSING_THOUGHT_SIGNATURE"
      })
  void neverTakesABrokenCallForAnAnswer(String word) {
    assertThat(GeminiFinishReasons.failure(word, "why"))
        .satisfies(error -> assertThat(error.message()).contains(word, "why"));
  }
}
