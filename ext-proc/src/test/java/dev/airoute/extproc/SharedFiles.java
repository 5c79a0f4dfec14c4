package dev.airoute.extproc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Data that lies beside the project and is not part of it: {@code ../shared} as seen from the folder with {@code .mvn}.
 * Tests that need it are skipped, and say so, where it is missing.
 */
public final class SharedFiles {
  /** The files of a folder below {@code shared}, by name. */
  public static List<Path> list(String folder) {
    Path path = project().resolveSibling("shared").resolve(folder);
    Assumptions.assumeTrue(Files.isDirectory(path), () -> "skipped: no " + path);
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path project() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    throw new IllegalStateException("not inside the project: no folder above has .mvn");
  }

  private SharedFiles() {}
}
