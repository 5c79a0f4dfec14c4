package dev.airoute.controlplane.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a user writes, the answer is a problem with a place and a message, never an exception. */
final class ValidatorRobustnessTest {
  private static final Validator VALIDATOR = Validator.load();
  private static final String[] PIECES = {
    "",
    "{}",
    "[]",
    "~",
    "\"",
    "'",
    ": ",
    "- ",
    "\n",
    "\t",
    "${",
    "${X}",
    "&a ",
    "*a",
    "!!int ",
    "1e999",
    "9999999999999",
    "-1",
    "\u0000",
    "\uD800",
    "0s",
    "(",
    "*",
    "<<: ",
    "? ",
    "|",
    "%",
    "@",
    "`",
    "on",
    "99999h",
    "999999999Gi"
  };

  @RepeatedTest(20)
  void answersEveryMutationOfTheCorpus(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    for (String text : corpus()) {
      for (int i = 0; i < 10; i++) {
        String mutated = mutated(text, random);
        ValidationResult result =
            VALIDATOR.validate(List.of(YamlFile.of("f", mutated)), Map.of("X", "1"));
        assertThat(result.problems()).allSatisfy(problem -> {
          assertThat(problem.message()).isNotBlank();
          assertThat(problem.position().file()).isEqualTo("f");
        });
      }
    }
  }

  @Test
  void saysWhyAFileCannotBeRead(@TempDir Path folder) throws IOException {
    Path latin =
        Files.write(folder.resolve("latin.yaml"), "a: ü".getBytes(StandardCharsets.ISO_8859_1));
    Path large = Files.write(folder.resolve("large.yaml"), new byte[YamlFile.MAX_BYTES + 1]);

    assertThat(problem(YamlFile.read(latin, "latin.yaml")))
        .isEqualTo("latin.yaml: is not UTF-8 text — save it as UTF-8");
    assertThat(problem(YamlFile.read(large, "large.yaml")))
        .isEqualTo("large.yaml: is larger than 3 MiB — split it");
    assertThat(problem(YamlFile.read(folder, "folder")))
        .isEqualTo("folder: is a folder — name a file");
    assertThat(problem(YamlFile.read(folder.resolve("no"), "no")))
        .isEqualTo("no: is not there — check the name");
  }

  @Test
  void readsPastAByteOrderMark(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(
        folder.resolve("bom.yaml"),
        "\uFEFF{apiVersion: airoute.dev/v1alpha1, kind: AIProvider, metadata: {name: e}, spec: {type: Echo}}");

    ValidationResult result =
        VALIDATOR.validate(List.of(YamlFile.read(file, "bom.yaml")), Map.of());

    assertThat(result.problems()).isEmpty();
    assertThat(result.resources()).hasSize(1);
  }

  @Test
  void printsNoTextOfAFile() {
    YamlFile file = YamlFile.of(
        "s.yaml", "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {k: hunter2}}");

    assertThat(file.toString()).doesNotContain("hunter2");
    assertThat(YamlReader.read(file).toString()).doesNotContain("hunter2");
    assertThat(VALIDATOR.check(file, Map.of()).toString()).doesNotContain("hunter2");
  }

  private static String problem(YamlFile file) {
    List<Problem> problems = VALIDATOR.validate(List.of(file), Map.of()).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst().toString();
  }

  private static List<String> corpus() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/validate"))) {
      for (Path file :
          files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  private static String mutated(String text, Random random) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(12));
    return text.substring(0, from) + PIECES[random.nextInt(PIECES.length)] + text.substring(to);
  }
}
