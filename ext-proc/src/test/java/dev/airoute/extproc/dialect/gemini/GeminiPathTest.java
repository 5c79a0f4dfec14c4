package dev.airoute.extproc.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.model.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiPathTest {
  @Corner(50)
  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash,/models/gemini-2.5-flash:generateContent",
    "models/gemini-2.5-flash,/models/gemini-2.5-flash:generateContent",
    "a/b c:d?e#f%,/models/a%2Fb%20c%3Ad%3Fe%23f%25:generateContent",
    "é,/models/%C3%A9:generateContent"
  })
  void namesTheModel(String model, String path) {
    assertThat(GeminiPath.of(model, false)).isEqualTo(path);
  }

  @Test
  void asksForEventsInAStream() {
    assertThat(GeminiPath.of("g", true)).isEqualTo("/models/g:streamGenerateContent?alt=sse");
  }

  @Corner(50)
  @ParameterizedTest
  @ValueSource(strings = {"", "models/", ".", "..", "../x", "models/../x"})
  void refusesNamesThatLeadElsewhere(String model) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> GeminiPath.of(model, false))
        .satisfies(e -> assertThat(e.error().param()).isEqualTo("model"));
  }
}
