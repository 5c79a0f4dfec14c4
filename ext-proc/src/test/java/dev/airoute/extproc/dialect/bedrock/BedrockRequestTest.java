package dev.airoute.extproc.dialect.bedrock;

import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.CLAUDE;
import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.LLAMA;
import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.MISTRAL;
import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.NEW_CLAUDE;
import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.NOVA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.dialect.bedrock.BedrockRequests.Written;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each family of models is sent, one behind the other. */
final class BedrockRequestTest {
  static List<Path> cases() {
    return BedrockRequests.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatEachFamilyTakes(Path file) {
    StringBuilder text = new StringBuilder();
    for (String model : List.of(CLAUDE, NEW_CLAUDE, NOVA, LLAMA, MISTRAL)) {
      Written written = BedrockRequests.written(file, model);
      assertThat(BedrockRequests.written(file, model).body()).isEqualTo(written.body());
      text.append(model).append('\n').append(written.text()).append('\n');
    }
    String name = file.getFileName().toString().replace(".in.json", ".txt");
    GoldenFile.check(file.resolveSibling(name), text.toString());
  }
}
