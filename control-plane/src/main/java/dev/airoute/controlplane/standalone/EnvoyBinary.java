package dev.airoute.controlplane.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which Envoy to run: the given one, else what {@code bin/get-envoy} finds or fetches. */
final class EnvoyBinary {
  private EnvoyBinary() {}

  /**
   * @param given what the user asked for, or null
   * @param finder the script {@code get-envoy}
   */
  static Path find(@Nullable Path given, Path finder) {
    if (given != null) {
      if (!Files.isRegularFile(given) || !Files.isExecutable(given)) {
        throw new StartupException("--envoy " + given + " is not an executable file");
      }
      return given.toAbsolutePath();
    }
    try {
      Process search = new ProcessBuilder(finder.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      search.getOutputStream().close();
      String path = new String(search.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (search.waitFor() != 0) {
        throw new StartupException("no Envoy to run; the reason is above");
      }
      return Path.of(path.strip()).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while looking for Envoy");
    }
  }
}
