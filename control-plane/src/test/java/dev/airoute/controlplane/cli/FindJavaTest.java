package dev.airoute.controlplane.cli;

import static dev.airoute.controlplane.cli.TestingShell.jdk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.cli.TestingShell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FindJavaTest {
  private static final Path FIND_JAVA = TestingShell.BIN.resolve("find-java");

  @TempDir
  Path folder;

  private final TestingShell shell = new TestingShell();

  @BeforeEach
  void emptyMachine() {
    shell.with("PATH", "/usr/bin:/bin").with("AIROUTE_JDK_FOLDERS", folder.resolve("none"));
  }

  @Test
  void prefersItsOwnVariableThenJavaHome() throws IOException {
    Path own = jdk(folder.resolve("own jdk"), "25.0.1");
    Path home = jdk(folder.resolve("home"), "25");
    shell.with("JAVA_HOME", home);
    assertFinds(home);
    shell.with("AIROUTE_JAVA_HOME", own);
    assertFinds(own);
  }

  @Test
  void refusesAWrongOwnVariableInsteadOfGuessing() throws IOException {
    shell
        .with("AIROUTE_JAVA_HOME", jdk(folder.resolve("old"), "21.0.2"))
        .with("JAVA_HOME", jdk(folder.resolve("good"), "25.0.1"));
    Result result = shell.run(FIND_JAVA);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("AIROUTE_JAVA_HOME=" + folder.resolve("old"));
  }

  @Test
  void followsTheLinksOfTheJavaOnThePath() throws IOException {
    Path real = jdk(folder.resolve("jdks/real one"), "26-ea").toRealPath();
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path alternatives = folder.resolve("alternatives");
    Files.createSymbolicLink(alternatives, real.resolve("bin/java"));
    Files.createSymbolicLink(bin.resolve("java"), Path.of("../alternatives"));
    shell.with("PATH", bin + ":/usr/bin:/bin").with("JAVA_HOME", jdk(folder.resolve("old"), "17"));
    assertFinds(real);
  }

  @Test
  void looksIntoTheUsualFoldersAndPassesOverOlderOnes() throws IOException {
    jdk(folder.resolve("jvm/a-java-8"), "1.8.0_412");
    jdk(folder.resolve("jvm/b-java-21"), "21.0.2");
    Files.createDirectories(folder.resolve("jvm/c-no-jdk"));
    Path good = jdk(folder.resolve("jvm/d java 25"), "25.0.3");
    Path mac = jdk(folder.resolve("mac/temurin-25.jdk/Contents/Home"), "25.0.3");
    shell.with("AIROUTE_JDK_FOLDERS", folder.resolve("none") + ":" + folder.resolve("jvm"));
    assertFinds(good);
    shell.with("AIROUTE_JDK_FOLDERS", folder.resolve("mac"));
    assertFinds(mac);
  }

  @Test
  void saysWhatToInstallWhenThereIsNone() {
    Result result = shell.run(FIND_JAVA);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("no JDK 25 found", "adoptium.net", "AIROUTE_JAVA_HOME");
  }

  private void assertFinds(Path home) {
    Result result = shell.run(FIND_JAVA);
    assertThat(result.errors()).isEmpty();
    assertThat(result.output()).isEqualTo(home.resolve("bin/java") + "\n");
    assertThat(result.exitCode()).isZero();
  }
}
