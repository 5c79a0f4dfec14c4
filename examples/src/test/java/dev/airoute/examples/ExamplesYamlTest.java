package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.validate.ValidationResult;
import dev.airoute.controlplane.validate.Validator;
import dev.airoute.controlplane.validate.YamlFile;
import dev.airoute.examples.gateway.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The YAML that people copy is valid, and says everything that it needs from the environment. */
class ExamplesYamlTest {
  private static final Map<String, String> KEYS =
      Map.of("OPENAI_API_KEY", "sk-x", "ANTHROPIC_API_KEY", "sk-ant-x", "CO_API_KEY", "co-x");
  private static final Pattern YAML_BLOCK = Pattern.compile("(?s)```yaml\\n(.*?)```");
  private static final Validator VALIDATOR = Validator.load();

  static Stream<Path> folders() throws IOException {
    try (Stream<Path> all = Files.walk(Repository.file("examples"))) {
      List<Path> folders = all.filter(path -> path.toString().endsWith(".yaml"))
          .filter(
              path -> !path.toString().contains("/src/") && !path.toString().contains("/target/"))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList();
      return folders.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void isValid(Path folder) throws IOException {
    List<YamlFile> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(path -> path.toString().endsWith(".yaml"))
          .map(path -> YamlFile.read(path, path.getFileName().toString()))
          .toList();
    }

    ValidationResult result = VALIDATOR.validate(files, KEYS);

    assertThat(result.problems()).isEmpty();
  }

  @Test
  void theReadmesRouteIsValid() throws IOException {
    String readme = Files.readString(Repository.file("README.md"));
    List<YamlFile> blocks = YAML_BLOCK
        .matcher(readme)
        .results()
        .map(block -> YamlFile.of("README.md", block.group(1)))
        .toList();

    ValidationResult result = VALIDATOR.validate(blocks, KEYS);

    assertThat(blocks).isNotEmpty();
    assertThat(result.problems()).isEmpty();
    assertThat(result.resources()).isNotEmpty();
  }
}
