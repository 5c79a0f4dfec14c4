package dev.airoute.examples.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine; without it the test is skipped, and says why. */
final class Requirements {
  private static final Found ENVOY = find();

  /** An Envoy as {@code get-envoy} finds or fetches it. */
  static Path envoy() {
    assumeTrue(ENVOY.path != null, () -> "no Envoy: " + ENVOY.words);
    if (ENVOY.path == null) {
      return Assumptions.abort("no Envoy");
    }
    return ENVOY.path;
  }

  private static Found find() {
    try {
      Process process = new ProcessBuilder(
              Repository.file("control-plane/bin/get-envoy").toString())
          .redirectError(ProcessBuilder.Redirect.PIPE)
          .start();
      String words = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean found = process.waitFor() == 0;
      return new Found(found ? Path.of(output.strip()) : null, words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private record Found(@Nullable Path path, String words) {}

  private Requirements() {}
}
