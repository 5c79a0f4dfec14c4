package dev.airoute.extproc.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClaudeModelTest {
  @ParameterizedTest
  @CsvSource({
    "claude-3-haiku-20240307, haiku, 300",
    "claude-3-5-sonnet-20241022, sonnet, 305",
    "claude-3-7-sonnet-latest, sonnet, 307",
    "claude-opus-4-20250514, opus, 400",
    "claude-opus-4@20250514, opus, 400",
    "claude-opus-4-1, opus, 401",
    "claude-sonnet-4-5-20250929, sonnet, 405",
    "us.anthropic.claude-haiku-4-5-20251001-v1:0, haiku, 405",
    "anthropic/claude-opus-4.6, opus, 406",
    "Claude-Opus-4-10, opus, 410",
    "claude-fable-5, fable, 500",
    "claude, '', 0",
    "kimi-k2, '', 0",
    "'', '', 0",
  })
  void readsFamilyAndVersion(String name, String family, int version) {
    assertThat(ClaudeModel.of(name)).isEqualTo(new ClaudeModel(family, version));
  }

  @ParameterizedTest
  @CsvSource({
    // name, thinks, adapts, refuses budgets and sampling, either temperature or top_p
    "claude-3-5-haiku, false, false, false, false",
    "claude-3-7-sonnet, true, false, false, false",
    "claude-opus-4-20250514, true, false, false, false",
    "claude-opus-4-1, true, false, false, true",
    "claude-sonnet-4-6, true, true, false, true",
    "claude-opus-4-7, true, true, true, true",
    "claude-sonnet-5, true, true, true, true",
    "anything, true, true, false, false",
  })
  void knowsWhatItTakes(
      String name, boolean thinks, boolean adapts, boolean refuses, boolean either) {
    ClaudeModel model = ClaudeModel.of(name);
    assertThat(model.thinks()).isEqualTo(thinks);
    assertThat(model.adapts()).isEqualTo(adapts);
    assertThat(model.refusesBudgetsAndSampling()).isEqualTo(refuses);
    assertThat(model.takesOneOfTemperatureAndTopP()).isEqualTo(either);
  }
}
