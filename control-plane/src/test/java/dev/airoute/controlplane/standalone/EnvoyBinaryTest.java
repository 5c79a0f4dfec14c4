package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvoyBinaryTest {
  @TempDir
  Path folder;

  @Test
  void takesTheGivenOneWithoutAsking() throws IOException {
    Path mine = script("my envoy", "exit 1");
    assertThat(EnvoyBinary.find(mine, folder.resolve("missing"))).isEqualTo(mine);
  }

  @Test
  void refusesAGivenOneThatIsNoProgram() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "");
    assertThatThrownBy(() -> EnvoyBinary.find(text, folder.resolve("missing")))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("--envoy " + text);
    assertThatThrownBy(() -> EnvoyBinary.find(folder, folder.resolve("missing")))
        .isInstanceOf(StartupException.class);
  }

  @Test
  void asksTheFinderOtherwise() throws IOException {
    Path finder = script("finder", "echo '/opt/my envoy'");
    assertThat(EnvoyBinary.find(null, finder)).isEqualTo(Path.of("/opt/my envoy"));
  }

  @Test
  void failsWhenTheFinderFindsNone() throws IOException {
    Path finder = script("finder", "exit 1");
    assertThatThrownBy(() -> EnvoyBinary.find(null, finder))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("no Envoy");
  }

  private Path script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
