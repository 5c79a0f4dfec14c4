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
  private static final boolean STUDIO = false;
  private static final boolean VERTEX = true;

  @Corner(50)
  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash,/models/gemini-2.5-flash",
    "models/gemini-2.5-flash,/models/gemini-2.5-flash",
    "tunedModels/mine-123,/tunedModels/mine-123",
    "a/b c:d?e#f%,/models/a%2Fb%20c%3Ad%3Fe%23f%25",
    "é,/models/%C3%A9"
  })
  void namesTheModel(String model, String path) {
    assertThat(GeminiPath.of(STUDIO, model, false)).isEqualTo(path + ":generateContent");
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash,/publishers/google/models/gemini-2.5-flash",
    "models/gemini-2.5-flash,/publishers/google/models/gemini-2.5-flash",
    "publishers/google/models/gemini-2.5-flash,/publishers/google/models/gemini-2.5-flash",
    "publishers/meta/models/llama,/publishers/meta/models/llama",
    "endpoints/123,/endpoints/123"
  })
  void namesThePublisherAtVertex(String model, String path) {
    assertThat(GeminiPath.of(VERTEX, model, false)).isEqualTo(path + ":generateContent");
  }

  @Test
  void asksForEventsInAStream() {
    assertThat(GeminiPath.of(STUDIO, "g", true))
        .isEqualTo("/models/g:streamGenerateContent?alt=sse");
  }

  @Corner(50)
  @ParameterizedTest
  @ValueSource(
      strings = {"", "models/", ".", "..", "../x", "models/../x", "publishers/google/models/.."})
  void refusesNamesThatLeadElsewhere(String model) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> GeminiPath.of(STUDIO, model, false))
        .satisfies(e -> assertThat(e.error().param()).isEqualTo("model"));
  }
}
