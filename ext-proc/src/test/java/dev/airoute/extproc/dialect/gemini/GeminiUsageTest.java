package dev.airoute.extproc.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Usage;
import org.junit.jupiter.api.Test;

class GeminiUsageTest {
  private static GeminiUsage of(String json) {
    return GeminiUsage.NONE.with(Json.parse(json));
  }

  @Corner({45, 46})
  @Test
  void countsThoughtsAsOutputAndTheCacheWithinThePrompt() {
    GeminiUsage usage = of("""
        {"promptTokenCount":10,"cachedContentTokenCount":4,"candidatesTokenCount":3,
         "thoughtsTokenCount":5,"toolUsePromptTokenCount":2,"totalTokenCount":20}""");
    assertThat(usage.toModel()).isEqualTo(new Usage(12, 4, 0, 8, 5));
    assertThat(usage.toModel().total()).isEqualTo(20);
  }

  @Corner(47)
  @Test
  void keepsWhatALaterEventLeavesOut() {
    GeminiUsage usage = of("{\"promptTokenCount\":10,\"thoughtsTokenCount\":5}")
        .with(Json.parse("{\"trafficType\":\"ON_DEMAND\"}"))
        .with(Json.parse("{\"candidatesTokenCount\":3}"));
    assertThat(usage.toModel()).isEqualTo(new Usage(10, 0, 0, 8, 5));
  }

  @Corner({45, 47})
  @Test
  void addsACacheThatIsCountedBesideThePrompt() {
    assertThat(of("{\"promptTokenCount\":5,\"cachedContentTokenCount\":100}").toModel())
        .isEqualTo(new Usage(105, 100, 0, 0, 0));
  }

  @Corner(46)
  @Test
  void ignoresWhatIsNoCount() {
    assertThat(of(
            "{\"promptTokenCount\":null,\"candidatesTokenCount\":-1,\"thoughtsTokenCount\":\"x\"}"))
        .isEqualTo(GeminiUsage.NONE);
  }
}
