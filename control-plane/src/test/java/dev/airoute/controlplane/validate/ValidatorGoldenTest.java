package dev.airoute.controlplane.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.airoute.api.ApiMapper;
import dev.airoute.api.Secret;
import dev.airoute.api.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

final class ValidatorGoldenTest {
  private static final Path CORPUS = Path.of("src/test/resources/validate");
  private static final Validator VALIDATOR = Validator.load();
  private static final JsonMapper PRINTER =
      ApiMapper.create().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Map<String, String> ENVIRONMENT =
      Map.of("API_KEY", "hunter2", "NUMBER", "8000", "NAME", "from-variable", "EMPTY", "");

  static Stream<Path> good() throws IOException {
    return inputs("good");
  }

  static Stream<Path> bad() throws IOException {
    return inputs("bad");
  }

  @ParameterizedTest
  @MethodSource("good")
  void readsGoodFiles(Path input) throws IOException {
    ValidationResult result = validate(input);

    assertThat(result.problems()).isEmpty();
    assertThat(result.valid()).isTrue();
    String printed = result.resources().stream()
        .map(resource -> resource.title() + " " + PRINTER.writeValueAsString(resource))
        .collect(Collectors.joining("\n", "", "\n"));
    golden(input, ".json").check(printed);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void namesWhatIsWrong(Path input) throws IOException {
    ValidationResult result = validate(input);

    assertThat(result.valid()).isFalse();
    golden(input, ".problems")
        .check(result.problems().stream()
            .map(Problem::toString)
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void neverPrintsSecretsOrVariables(Path input) throws IOException {
    assertThat(validate(input).problems().toString()).doesNotContain("hunter2", "24680", ":pw@");
  }

  @ParameterizedTest
  @MethodSource("bad")
  void givesNoObjectThatHasProblems(Path input) throws IOException {
    ValidationResult result = validate(input);

    List<String> atFault = result.problems().stream()
        .filter(problem -> !problem.message().startsWith("is already at"))
        .map(problem -> String.valueOf(problem.object()))
        .toList();
    assertAll(result.resources().stream()
        .map(resource -> () -> assertThat(atFault).doesNotContain(resource.title())));
  }

  @Test
  void fillsVariablesIntoSecrets() throws IOException {
    ValidationResult result = validate(CORPUS.resolve("good/yaml-forms.yaml"));

    Secret secret = result.resources().stream()
        .filter(Secret.class::isInstance)
        .map(Secret.class::cast)
        .findFirst()
        .orElseThrow();
    assertThat(secret.data())
        .isEqualTo(Map.of(
            "old", SecretValue.of("hunter2"),
            "new", SecretValue.of("hunter2"),
            "number-like", SecretValue.of("8000"),
            "escaped", SecretValue.of("${API_KEY} costs $5"),
            "otherwise", SecretValue.of("fallback"),
            "otherwise-empty", SecretValue.of("fallback")));
  }

  @Test
  void keepsWhatIsGoodBesideWhatIsBad() {
    StringBuilder text =
        new StringBuilder("{apiVersion: airoute.dev/v1alpha1, kind: AIProvider}\n");
    for (int i = 0; i < 50; i++) {
      text.append("---\n{apiVersion: airoute.dev/v1alpha1, kind: AIProvider, metadata: {name: p")
          .append(i)
          .append("}, spec: {type: Echo}}\n");
    }

    ValidationResult result =
        VALIDATOR.validate(List.of(YamlFile.of("many.yaml", text.toString())), Map.of());

    assertThat(result.problems()).hasSize(2);
    assertThat(result.resources()).hasSize(50);
  }

  @Test
  void namesBothPlacesOfDuplicatesAcrossFiles() {
    String echo =
        "{apiVersion: airoute.dev/v1alpha1, kind: AIProvider, metadata: {name: e}, spec: {type: Echo}}";

    ValidationResult result = VALIDATOR.validate(
        List.of(YamlFile.of("a.yaml", echo), YamlFile.of("b.yaml", "\n" + echo)), Map.of());

    assertThat(result.problems())
        .singleElement()
        .hasToString(
            "b.yaml:2:1: AIProvider default/e: is already at a.yaml:1:1, which is the one that counts"
                + " — rename or remove one of the two");
    assertThat(result.resources()).hasSize(1);
  }

  private static ValidationResult validate(Path input) throws IOException {
    return VALIDATOR.validate(
        List.of(YamlFile.of(input.getFileName().toString(), Files.readString(input))), ENVIRONMENT);
  }

  private static Stream<Path> inputs(String folder) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static GoldenFile golden(Path input, String extension) {
    return new GoldenFile(
        input.resolveSibling(input.getFileName().toString().replace(".yaml", extension)));
  }
}
