package dev.airoute.examples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars that this build has made. Maven leaves a jar whose content is the same, however new its sources look; the
 * quickstart goes by the times and would build again, in the middle of this build.
 */
final class Jars {
  private static final List<String> MODULES = List.of("control-plane", "ext-proc");

  /** Makes a jar that looks older than its sources look as new as it is. */
  static void date() {
    FileTime newest = Stream.of("crds", "control-plane", "ext-proc", "pom.xml")
        .map(Repository::file)
        .map(Jars::newest)
        .max(FileTime::compareTo)
        .orElseThrow();
    for (String module : MODULES) {
      Path jar = Repository.file(module + "/target/airoute-" + module + ".jar");
      if (time(jar).compareTo(newest) < 0) {
        touch(jar);
      }
    }
  }

  private static FileTime newest(Path top) {
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .filter(file -> !file.startsWith(top.resolve("target")))
          .map(Jars::time)
          .max(FileTime::compareTo)
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Jars() {}
}
