package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.gateway.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs an example's request as its reader would. */
final class Shell {
  /** What it prints; fails when it fails. */
  static String run(String script, Map<String, String> environment) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(Repository.file(script).toString()).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(printed).isZero();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Shell() {}
}
