package dev.airoute.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.standalone.RunOptions;
import dev.airoute.controlplane.standalone.StartupException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the commands print, and their exit codes. Paths are relative to the module, as in the golden files. */
final class CommandsTest {
  private static final String INPUT = "src/test/resources/cli/";

  @TempDir
  Path folder;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final List<RunOptions> runs = new ArrayList<>();
  private CommandLine commands;

  @BeforeEach
  void makeCommands() {
    commands = AirouteCommand.with(
            new RunCommand(this::run), new ValidateCommand(), new TranslateCommand())
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true));
  }

  @ParameterizedTest
  @CsvSource({
    "airoute, --help",
    "run, run --help",
    "validate, validate --help",
    "translate, translate --help"
  })
  void helpIsComplete(String name, String arguments) throws IOException {
    assertThat(commands.execute(arguments.split(" ", -1))).isZero();
    TestingGolden.assertMatches("cli/" + name + ".help.txt", output.toString());
  }

  @Test
  void saysItsVersion() {
    assertThat(commands.execute("--version")).isZero();
    assertThat(output.toString()).startsWith("airoute ").contains("Java 25");
  }

  @Test
  void validateFindsNothingInWhatIsRight() {
    assertThat(commands.execute("validate", INPUT + "good")).isZero();
    assertThat(output.toString()).isEmpty();
    assertThat(errors.toString()).isEqualTo("6 objects, no problems\n");
  }

  @Test
  void validateNamesFileLineAndField() throws IOException {
    assertThat(commands.execute("validate", INPUT + "bad", INPUT + "missing.yaml"))
        .isEqualTo(1);
    TestingGolden.assertMatches("cli/validate.out.txt", output.toString());
  }

  @Test
  void validateWarnsOfWhatHasNoEffect() throws IOException {
    assertThat(commands.execute("validate", INPUT + "ignored")).isZero();
    TestingGolden.assertMatches("cli/validate.warnings.txt", output.toString());
    assertThat(errors.toString()).isEqualTo("3 objects, no problems, 3 warnings\n");
  }

  @Test
  void translateWarnsOfWhatHasNoEffect() throws IOException {
    assertThat(commands.execute("translate", INPUT + "ignored")).isZero();
    TestingGolden.assertMatches("cli/validate.warnings.txt", errors.toString());
  }

  @Test
  void translatePrintsTheSameAsYamlAndAsJson() throws IOException {
    assertThat(commands.execute("translate", INPUT + "good")).isZero();
    Object yaml = new Load(LoadSettings.builder().build()).loadFromString(output.toString());
    output.getBuffer().setLength(0);
    assertThat(commands.execute("translate", "-o", "json", INPUT + "good")).isZero();
    Map<String, Map<String, Object>> json =
        JsonMapper.shared().readValue(output.toString(), new TypeReference<>() {});
    assertThat(yaml).isEqualTo(json);
    assertThat(errors.toString()).isEmpty();
    TestingGolden.assertMatches("cli/translate.names.txt", names(json));
  }

  @Test
  void translateHidesSecrets() {
    commands.execute("translate", INPUT + "good");
    assertThat(output.toString()).contains("'***'").doesNotContain("sk-golden");
  }

  /** What there is, without the hashes: how it looks in detail is the business of the stages before. */
  private static String names(Map<String, Map<String, Object>> resources) {
    StringBuilder names = new StringBuilder();
    resources.forEach((type, named) -> named
        .keySet()
        .forEach(name -> names.append(type).append(' ').append(name).append('\n')));
    return names.toString().replaceAll("@[0-9a-f]+", "@HASH");
  }

  @Test
  void translateGoesOnWithoutWhatIsWrong() {
    assertThat(commands.execute("translate", INPUT + "good", INPUT + "bad")).isEqualTo(1);
    assertThat(output.toString()).contains("default/openai/gpt").doesNotContain("default/broken");
    assertThat(errors.toString()).contains("bad/route.yaml:");
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense",
    "run",
    "validate",
    "translate -o xml src",
    "run src --port 70000",
    "run src --metrics-port 65535",
    "run src --max-request-bytes 0",
    "run src --log-level LOUD",
    "run missing-folder",
    "run pom.xml"
  })
  void wrongUsageIsExitCodeTwo(String arguments) {
    assertThat(commands.execute(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(errors.toString()).isNotBlank();
    assertThat(runs).isEmpty();
  }

  @Test
  void runHasItsDefaults() {
    assertThat(commands.execute("run", folder.toString())).isZero();
    assertThat(runs)
        .containsExactly(new RunOptions(
            List.of(folder),
            InetAddress.getLoopbackAddress(),
            10080,
            null,
            null,
            9090,
            9091,
            "-",
            "WARN",
            16 << 20,
            true,
            List.of()));
  }

  @Test
  void runTakesAllItsOptions() throws IOException {
    Path second = Files.createDirectory(folder.resolve("second"));
    String arguments = "--port 8080 --address 0.0.0.0 --envoy /e --admin-port 9901 --metrics-port 0"
        + " --access-log /var/log/x --log-level DEBUG --max-request-bytes 1000 --no-watch"
        + " --envoy-arg=--reject-unknown-dynamic-fields --envoy-arg=-x";
    List<String> all = new ArrayList<>(List.of("run", folder.toString(), second.toString()));
    all.addAll(List.of(arguments.split(" ", -1)));
    assertThat(commands.execute(all.toArray(String[]::new))).isZero();
    assertThat(runs)
        .containsExactly(new RunOptions(
            List.of(folder, second),
            InetAddress.getByName("0.0.0.0"),
            8080,
            Path.of("/e"),
            9901,
            0,
            0,
            "/var/log/x",
            "DEBUG",
            1000,
            false,
            List.of("--reject-unknown-dynamic-fields", "-x")));
  }

  @Test
  void runSaysWhyItCannotStart() {
    assertThat(commands.execute("run", folder.toString(), "--port", "1")).isEqualTo(1);
    assertThat(errors.toString()).isEqualTo("airoute: port 1 is taken\n");
  }

  private int run(RunOptions options) {
    if (options.port() == 1) {
      throw new StartupException("port 1 is taken");
    }
    runs.add(options);
    return 0;
  }
}
