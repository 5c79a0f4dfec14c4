package dev.airoute.examples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The Envoy that {@code get-envoy} finds or fetches, once for all tests. */
final class EnvoyBinary implements ExecutionCondition {
  private static final Found FOUND = find();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return FOUND.path == null
        ? ConditionEvaluationResult.disabled("no Envoy: " + FOUND.words)
        : ConditionEvaluationResult.enabled("Envoy is " + FOUND.path);
  }

  static Path path() {
    if (FOUND.path == null) {
      throw new IllegalStateException("the test class lacks @NeedsEnvoy: " + FOUND.words);
    }
    return FOUND.path;
  }

  private static Found find() {
    try {
      Process process =
          new ProcessBuilder(Repository.file("control-plane/bin/get-envoy").toString()).start();
      String words = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean found = process.waitFor() == 0;
      return new Found(found ? Path.of(output.strip()) : null, words.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private record Found(@Nullable Path path, String words) {}
}
