package dev.airoute.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.cli.TestingShell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quicken} with a JDK whose {@code java} only plays the two programs. */
final class QuickenTest {
  /** As the external processor: makes its socket, writes the cache when it is told to end. As the control plane: at once. */
  private static final String FAKE_JAVA = """
      #!/bin/sh
      if [ -n "${FAKE_FAILURE:-}" ]; then echo "$FAKE_FAILURE"; exit 1; fi
      options=$1
      cache=${2#-XX:AOTCacheOutput=}
      while [ $# -gt 0 ]; do
        if [ "$1" = --socket ]; then socket=$2; fi
        shift
      done
      if [ -z "${socket:-}" ]; then echo "$options" >"$cache"; exit 0; fi
      trap 'echo "$options" >"$cache"; exit 143' TERM
      %s -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$socket"
      while :; do sleep 0.1; done
      """;

  @TempDir
  Path folder;

  private final TestingShell shell = new TestingShell();
  private Path home;

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("my airoute")).toRealPath();
    Files.createDirectories(home.resolve("bin"));
    for (String script : List.of("quicken", "find-java", "layout")) {
      Files.copy(TestingShell.BIN.resolve(script), home.resolve("bin").resolve(script));
    }
    Files.createDirectories(home.resolve("lib/control-plane"));
    Files.createDirectories(home.resolve("lib/ext-proc"));
    Path jdk = TestingShell.jdk(folder.resolve("jdk"), "25.0.3");
    TestingShell.script(jdk.resolve("bin/java"), FAKE_JAVA.formatted(TestingShell.python()));
    Path temporary = Files.createDirectories(folder.resolve("t"));
    shell.with("PATH", "/usr/bin:/bin").with("AIROUTE_JAVA_HOME", jdk).with("TMPDIR", temporary);
  }

  @Test
  void putsTheCachesBesideTheJars() {
    Result result = shell.run(home.resolve("bin/quicken"));
    assertThat(result.errors()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(home.resolve("lib/ext-proc/airoute-ext-proc.aot"))
        .hasContent("@" + home.resolve("bin/ext-proc.options"));
    assertThat(home.resolve("lib/control-plane/airoute-control-plane.aot"))
        .hasContent("@" + home.resolve("bin/airoute.options"));
    assertThat(folder.resolve("t")).isEmptyDirectory();
  }

  @Test
  void leavesEverythingAsItIsWhenItFails() {
    Result result = shell.with("FAKE_FAILURE", "no memory").run(home.resolve("bin/quicken"));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("no memory", "starts stay as they are");
    assertThat(home.resolve("lib/ext-proc")).isEmptyDirectory();
    assertThat(folder.resolve("t")).isEmptyDirectory();
  }
}
