package dev.airoute.extproc.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Golden files: NAME.in.SUFFIX goes in, NAME.txt is what must come of it. */
record Cases(Path input) {
  private static final Path ROOT = Path.of("src/test/resources/dialect/anthropic");
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static List<Cases> in(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .filter(file -> file.getFileName().toString().contains(".in."))
          .sorted(Comparator.comparing(Path::toString))
          .map(Cases::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    return SharedFiles.bytes(input);
  }

  /** Compares with the golden file, or rewrites it under {@code -Dgolden.update=true}. */
  void check(String actual) {
    String name = input.getFileName().toString();
    Path golden = input.resolveSibling(name.substring(0, name.indexOf(".in.")) + ".txt");
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(golden, actual);
      }
      assertThat(golden).as("run with -Dgolden.update=true to make it").exists();
      assertThat(actual).isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Indented, for people. */
  static String pretty(String json) {
    return PRETTY.writeValueAsString(PRETTY.readTree(json)) + "\n";
  }

  @Override
  public String toString() {
    return input.getFileName().toString();
  }
}
