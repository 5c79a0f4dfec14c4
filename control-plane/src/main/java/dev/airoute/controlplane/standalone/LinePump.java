package dev.airoute.controlplane.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Carries a child's output away line by line, so that its pipe never fills; ends with the stream. */
final class LinePump {
  private LinePump() {}

  static Thread start(String name, InputStream from, Consumer<String> to) {
    return Thread.ofPlatform().daemon().name(name).start(() -> pump(from, to));
  }

  private static void pump(InputStream from, Consumer<String> to) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        to.accept(line);
      }
    } catch (IOException e) {
      // The child is gone and its pipe was closed under us: the end of the output.
    }
  }
}
