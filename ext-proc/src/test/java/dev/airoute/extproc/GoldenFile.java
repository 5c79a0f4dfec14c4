package dev.airoute.extproc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files in {@code src/test/resources}: inputs, and expected outputs that {@code -Dgolden.update=true} writes anew. */
public final class GoldenFile {
  private static final Path ROOT = Path.of("src/test/resources");

  /** Files of a folder whose names end so, by name. */
  public static List<Path> list(String folder, String suffix) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
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

  public static String text(Path file) {
    return new String(bytes(file), UTF_8);
  }

  public static void check(Path expected, String actual) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(expected.toAbsolutePath().getParent());
        Files.writeString(expected, actual);
      }
      assertThat(expected).as("golden file; -Dgolden.update=true writes it").exists();
      assertThat(actual).isEqualTo(Files.readString(expected, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON over several lines; the text of every value stays as it is. */
  public static String pretty(String json) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inString) {
        out.append(c);
        if (c == '\\') {
          out.append(json.charAt(++i));
        }
        inString = c != '"';
      } else if (c == '"') {
        out.append(c);
        inString = true;
      } else if (c == '{' || c == '[') {
        depth++;
        out.append(c).append('\n').append("  ".repeat(depth));
      } else if (c == '}' || c == ']') {
        depth--;
        out.append('\n').append("  ".repeat(depth)).append(c);
      } else if (c == ',') {
        out.append(c).append('\n').append("  ".repeat(depth));
      } else if (c == ':') {
        out.append(": ");
      } else if (!Character.isWhitespace(c)) {
        out.append(c);
      }
    }
    return out.append('\n').toString();
  }

  private GoldenFile() {}
}
