package dev.airoute.controlplane.cli;

import static dev.airoute.controlplane.cli.TestingShell.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.cli.TestingShell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart's {@code run.sh} in a checkout whose other scripts, and Maven, are fakes. */
final class QuickstartScriptTest {
  private static final String FAKE_MAVEN = """
      #!/bin/sh
      echo "$*" >>"$FAKE_LOG"
      echo "[INFO] Building AIRoute: API and configuration 0.1.0-SNAPSHOT        [1/3]"
      if [ -n "${FAKE_FAILURE:-}" ]; then echo "[ERROR] $FAKE_FAILURE"; exit 1; fi
      while [ "$1" != -f ]; do shift; done
      for module in crds control-plane ext-proc; do
        target=$(dirname "$2")/$module/target
        mkdir -p "$target/lib"
        [ -f "$target/airoute-$module.jar" ] || echo >"$target/airoute-$module.jar"
      done
      printf '\\033[0m'
      """;

  @TempDir
  Path folder;

  private final TestingShell shell = new TestingShell();
  private Path checkout;
  private Path run;
  private Path log;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("my checkout")).toRealPath();
    run = checkout.resolve("examples/quickstart/run.sh");
    log = folder.resolve("mvn.log");
    script(run, Files.readString(Path.of("../examples/quickstart/run.sh")));
    script(checkout.resolve("control-plane/bin/find-java"), "#!/bin/sh\necho /jdk/bin/java\n");
    script(checkout.resolve("control-plane/bin/get-envoy"), "#!/bin/sh\necho /opt/envoy\n");
    script(
        checkout.resolve("control-plane/bin/quicken"), "#!/bin/sh\necho quickened >&2\nexit 1\n");
    script(
        checkout.resolve("control-plane/bin/airoute"),
        "#!/bin/sh\necho \"ENVOY=$ENVOY\"\nfor each; do echo \"$each\"; done\n");
    source("pom.xml");
    source("crds/airoutes.yaml");
    for (String module : new String[] {"crds", "control-plane", "ext-proc"}) {
      source(module + "/pom.xml");
      source(module + "/src/main/java/A.java");
    }
    script(folder.resolve("bin/mvn"), FAKE_MAVEN);
    shell.with("PATH", folder.resolve("bin") + ":/usr/bin:/bin").with("FAKE_LOG", log);
  }

  @Test
  void buildsOnceAndThenRunsAtOnce() throws IOException {
    Result first = shell.run(run, "--port", "8080");
    assertThat(first.exitCode()).isZero();
    assertThat(first.errors())
        .contains("Building AIRoute", "  1 of 3: API and configuration\n", "quickened");
    assertThat(first.output().lines())
        .containsExactly("ENVOY=/opt/envoy", "run", quickstart("routes"), "--port", "8080");
    Result second = shell.run(run);
    assertThat(second.errors()).isEmpty();
    assertThat(second.output().lines())
        .containsExactly("ENVOY=/opt/envoy", "run", quickstart("routes"));
    assertThat(log).content().hasLineCount(1).contains("-pl crds,control-plane,ext-proc");
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws IOException {
    shell.run(run);
    for (String changed : new String[] {"ext-proc/src/main/java/A.java", "crds/airoutes.yaml"}) {
      touch(checkout.resolve(changed), Instant.now().plus(Duration.ofSeconds(5)));
      touchJars(Instant.now());
      assertThat(shell.run(run).errors()).contains("Building AIRoute");
      touchJars(Instant.now().plus(Duration.ofSeconds(10)));
      assertThat(shell.run(run).errors()).isEmpty();
    }
  }

  @Test
  void addsTheProvidersWhoseKeysAreThere() {
    shell.run(run);
    shell.with("OPENAI_API_KEY", "sk-1").with("ANTHROPIC_API_KEY", "sk-2");
    Result result = shell.run(run, "mine.yaml");
    assertThat(result.output().lines())
        .contains(
            quickstart("routes"),
            quickstart("with-openai"),
            quickstart("with-anthropic"),
            "mine.yaml");
    assertThat(result.output()).doesNotContain("sk-1", "sk-2");
  }

  @Test
  void fetchesNoEnvoyWhenOneIsGiven() throws IOException {
    script(checkout.resolve("control-plane/bin/get-envoy"), "#!/bin/sh\nexit 1\n");
    assertThat(shell.run(run, "--envoy", "/my/envoy").output()).contains("--envoy\n/my/envoy\n");
    assertThat(shell.run(run).exitCode()).isEqualTo(1);
  }

  @Test
  void showsWhyTheBuildFailed() {
    Result result = shell.with("FAKE_FAILURE", "no network").run(run);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors())
        .contains("[ERROR] no network", "the build failed", "target/quickstart-build.log");
  }

  @Test
  void saysThatMavenIsMissing() throws IOException {
    Files.delete(folder.resolve("bin/mvn"));
    for (String tool : new String[] {"dirname", "find", "head", "sed", "tr"}) {
      script(folder.resolve("bin").resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
    }
    Result result = shell.with("PATH", folder.resolve("bin")).run(run);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("Maven is missing");
  }

  private String quickstart(String name) {
    return checkout.resolve("examples/quickstart").resolve(name).toString();
  }

  private void source(String name) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(checkout.resolve(name + "/..").normalize());
    Files.writeString(file, "");
    touch(file, Instant.now().minus(Duration.ofMinutes(1)));
  }

  private void touchJars(Instant time) throws IOException {
    for (String module : new String[] {"control-plane", "ext-proc"}) {
      touch(checkout.resolve(module + "/target/airoute-" + module + ".jar"), time);
    }
  }

  private static void touch(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
