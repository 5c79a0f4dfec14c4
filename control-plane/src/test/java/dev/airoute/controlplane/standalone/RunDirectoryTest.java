package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
  @TempDir
  Path parent;

  @Test
  void isForTheOwnerOnlyAndGoneAfterwards() throws IOException {
    Path path;
    try (RunDirectory directory = RunDirectory.create(List.of(parent))) {
      path = directory.path();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
      Files.writeString(directory.file("envoy.yaml"), "x");
      Files.createDirectories(directory.file("a/b"));
      Files.writeString(directory.file("a/b/c"), "x");
    }
    assertThat(path).doesNotExist();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void passesOverParentsThatAreTooLongOrMissing() throws IOException {
    Path tooLong = Files.createDirectories(parent.resolve("x".repeat(90)));
    try (RunDirectory directory =
        RunDirectory.create(List.of(parent.resolve("missing"), tooLong, parent))) {
      assertThat(directory.path().getParent()).isEqualTo(parent);
      assertThat(directory.socket("ext-proc.sock").toString().length()).isLessThanOrEqualTo(103);
    }
  }

  @Test
  void saysWhatToDoWhenNoParentIsUsable() {
    assertThatThrownBy(() -> RunDirectory.create(List.of(parent.resolve("missing"))))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("missing")
        .hasMessageContaining("TMPDIR");
  }

  @Test
  void sweepsFoldersOfKilledRunsButNotThoseInUse() throws IOException {
    Path killed = Files.createDirectory(parent.resolve("airoute-123"));
    Files.writeString(killed.resolve("lock"), "");
    Files.writeString(killed.resolve("xds.sock"), "");
    Path somebodyElses = Files.createDirectory(parent.resolve("airoute-notes"));
    try (RunDirectory first = RunDirectory.create(List.of(parent));
        RunDirectory second = RunDirectory.create(List.of(parent))) {
      assertThat(killed).doesNotExist();
      assertThat(somebodyElses).exists();
      assertThat(first.path()).exists();
      assertThat(second.path()).exists();
    }
  }
}
