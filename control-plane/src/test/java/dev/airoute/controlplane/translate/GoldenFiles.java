package dev.airoute.controlplane.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Expected outputs beside their inputs in {@code src/test/resources}. {@code -Dgolden.update=true} rewrites them. */
public final class GoldenFiles {
  public static final String INPUT = ".in.yaml";

  private final Path folder;

  public GoldenFiles(String folder) {
    this.folder = Path.of("src/test/resources").resolve(folder);
  }

  /** Names of all {@code NAME.in.yaml}. */
  public List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(INPUT))
          .map(file -> file.substring(0, file.length() - INPUT.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String input(String name) {
    try {
      return Files.readString(folder.resolve(name + INPUT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void check(String file, String actual) throws IOException {
    Path path = folder.resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(path, actual);
    }
    assertThat(path).as("-Dgolden.update=true writes it").exists();
    assertThat(actual)
        .as("%s (-Dgolden.update=true rewrites it)", path)
        .isEqualTo(Files.readString(path));
  }
}
