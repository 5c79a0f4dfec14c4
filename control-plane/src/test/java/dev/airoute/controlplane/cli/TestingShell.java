package dev.airoute.controlplane.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Runs the module's scripts in an environment that holds only what a test puts there. */
final class TestingShell {
  static final Path BIN = Path.of("bin").toAbsolutePath();

  private final Map<String, String> environment = new TreeMap<>();

  record Result(int exitCode, String output, String errors) {}

  TestingShell with(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  Result run(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      String output = text(process.getInputStream());
      return new Result(process.waitFor(), output, errors.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an executable file. */
  static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** A folder that looks like a JDK; its {@code java} prints how it was called, one argument a line. */
  static Path jdk(Path home, String version) throws IOException {
    script(home.resolve("bin/java"), "#!/bin/sh\nfor each; do echo \"$each\"; done\n");
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Fake\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** The interpreter itself: what the path has may be a wrapper that needs more of the environment. */
  static String python() throws IOException {
    Process python =
        new ProcessBuilder("python3", "-c", "import sys; print(sys.executable, end='')").start();
    return new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
