package dev.airoute.controlplane.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An expected text beside its input; {@code -Dgolden.update=true} writes it instead of comparing. */
record GoldenFile(Path path) {
  void check(String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(path, actual);
    }
    assertThat(path).exists();
    assertThat(actual).as(path.toString()).isEqualTo(Files.readString(path));
  }
}
