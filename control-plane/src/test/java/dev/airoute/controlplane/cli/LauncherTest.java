package dev.airoute.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.cli.TestingShell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LauncherTest {
  @TempDir
  Path folder;

  private final TestingShell shell = new TestingShell();

  @BeforeEach
  void withAJdk() throws IOException {
    shell
        .with("PATH", "/usr/bin:/bin")
        .with("AIROUTE_JAVA_HOME", TestingShell.jdk(folder.resolve("my jdk"), "25.0.3"));
  }

  @Test
  void startsTheBuiltJarsOfACheckout() throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("my checkout")).toRealPath();
    Path launcher = install(checkout.resolve("control-plane"));
    build(checkout.resolve("control-plane"));
    Path target = checkout.resolve("control-plane/target");
    Path extProc = checkout.resolve("ext-proc/target");
    Result result = shell.run(launcher, "run", "a b", "");
    assertThat(result.exitCode()).isZero();
    assertThat(result.output().lines())
        .containsSubsequence(
            "@" + checkout.resolve("control-plane/bin/airoute.options"),
            "-Dairoute.bin=" + checkout.resolve("control-plane/bin"),
            "-Dairoute.ext-proc.class-path="
                + extProc.resolve("airoute-ext-proc.jar")
                + ":"
                + extProc.resolve("lib/*"),
            "-cp",
            target.resolve("airoute-control-plane.jar") + ":" + target.resolve("lib/*"),
            "dev.airoute.controlplane.Main",
            "run",
            "a b",
            "");
  }

  @Test
  void startsTheJarsOfAnInstallationThroughLinks() throws IOException {
    Path home = folder.resolve("opt/airoute");
    Path launcher = install(home);
    Files.createDirectories(home.resolve("lib/control-plane"));
    Path link = folder.resolve("airoute");
    Files.createSymbolicLink(folder.resolve("hop"), launcher);
    Files.createSymbolicLink(link, Path.of("hop"));
    Result result = shell.run(link, "--version");
    assertThat(result.errors()).isEmpty();
    assertThat(result.output().lines())
        .contains(
            home.toRealPath().resolve("lib/control-plane/*").toString(),
            "-Dairoute.ext-proc.class-path=" + home.toRealPath().resolve("lib/ext-proc/*"));
  }

  @Test
  void addsTheUsersJvmOptions() throws IOException {
    Path home = folder.resolve("opt/airoute");
    Path launcher = install(home);
    Files.createDirectories(home.resolve("lib/control-plane"));
    Result result = shell.with("AIROUTE_JAVA_OPTS", "-Xmx1g -Dx=y").run(launcher);
    assertThat(result.output().lines())
        .containsSubsequence(
            "@" + home.toRealPath().resolve("bin/airoute.options"), "-Xmx1g", "-Dx=y", "-cp");
  }

  @Test
  void usesWhatWasRecordedWhileItFitsTheJars() throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("checkout")).toRealPath();
    Path module = checkout.resolve("control-plane");
    Path launcher = install(module);
    build(module);
    assertThat(shell.run(launcher).output()).doesNotContain("AOTCache");
    Path cache = Files.createFile(module.resolve("target/airoute-control-plane.aot"));
    Path jar = module.resolve("target/airoute-control-plane.jar");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    assertThat(shell.run(launcher).output().lines()).contains("-XX:AOTCache=" + cache);
    Files.setLastModifiedTime(cache, FileTime.fromMillis(900_000));
    assertThat(shell.run(launcher).output()).doesNotContain("AOTCache");
  }

  @Test
  void saysHowToBuildWhenNothingIsBuilt() throws IOException {
    Result result = shell.run(install(folder.resolve("checkout/control-plane")), "run");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors())
        .contains("not built yet", "in " + folder.toRealPath().resolve("checkout"))
        .contains("mvn -DskipTests package");
  }

  @Test
  void failsWithTheFindersWordsWhenThereIsNoJdk() throws IOException {
    shell.with("AIROUTE_JAVA_HOME", folder.resolve("nothing"));
    Result result = shell.run(install(folder.resolve("checkout/control-plane")), "run");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("AIROUTE_JAVA_HOME=" + folder.resolve("nothing"));
  }

  private static Path install(Path home) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    for (String script : List.of("airoute", "find-java", "layout", "airoute.options")) {
      Files.copy(TestingShell.BIN.resolve(script), home.resolve("bin").resolve(script));
    }
    return home.resolve("bin/airoute");
  }

  private static void build(Path module) throws IOException {
    Files.createDirectories(module.resolve("target/lib"));
    Files.createFile(module.resolve("target/airoute-control-plane.jar"));
  }
}
