package dev.airoute.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with a file under {@code src/test/resources}; {@code -Dgolden.update=true} writes it instead. */
final class TestingGolden {
  private static final Path RESOURCES = Path.of("src/test/resources");

  private TestingGolden() {}

  static void assertMatches(String name, String actual) throws IOException {
    Path file = RESOURCES.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(file).as("golden file, -Dgolden.update=true makes it").exists();
    assertThat(actual).as(name).isEqualTo(Files.readString(file));
  }
}
