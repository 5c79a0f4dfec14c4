import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies the house format to every Java file of a module. Runs on the toolchain's JDK because the
 * formatter parses with the javac it runs on, and Maven itself may be started by an older Java.
 *
 * <p>Usage: {@code Format check|apply DIRECTORY}
 */
final class Format {
  private static final JavaFormatterOptions.Style STYLE = JavaFormatterOptions.Style.GOOGLE;

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Formatter formatter =
        Formatter.createFormatter(JavaFormatterOptions.builder().style(STYLE).build());
    List<String> wrong = new ArrayList<>();
    Path root = Path.of(args[1]);
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        format(formatter, file, apply, wrong);
      }
    }
    if (!wrong.isEmpty()) {
      System.err.println("Not in the house format (mvn process-sources -Dformat=apply mends it):");
      wrong.forEach(line -> System.err.println("  " + line));
      System.exit(1);
    }
  }

  private static void format(Formatter formatter, Path file, boolean apply, List<String> wrong)
      throws IOException {
    String before = Files.readString(file);
    try {
      String unused = RemoveUnusedImports.removeUnusedImports(before);
      String after = formatter.formatSource(ImportOrderer.reorderImports(unused, STYLE));
      if (after.equals(before)) {
        return;
      }
      if (apply) {
        Files.writeString(file, after);
      } else {
        wrong.add(file.toString());
      }
    } catch (FormatterException e) {
      wrong.add(file + ": " + e.getMessage());
    }
  }

  private Format() {}
}
