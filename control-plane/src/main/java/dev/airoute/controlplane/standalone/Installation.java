package dev.airoute.controlplane.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where our own programs are; {@code bin/airoute} knows and says so by system properties.
 *
 * @param bin the folder of the scripts
 * @param extProcClassPath of the external processor, as {@code java -cp} takes it
 * @param cacheOption the JVM option for what {@code bin/quicken} recorded of it; empty: nothing
 */
public record Installation(Path bin, String extProcClassPath, String cacheOption) {
  public static Installation fromSystemProperties() {
    String bin = required(System.getProperty("airoute.bin"));
    String classPath = required(System.getProperty("airoute.ext-proc.class-path"));
    String first = classPath.split(":", 2)[0];
    Path place = Path.of(first.endsWith("/*") ? first.substring(0, first.length() - 2) : first);
    if (!Files.exists(place)) {
      throw new StartupException("the external processor is not built: "
          + place
          + " is missing; run mvn -DskipTests package");
    }
    return new Installation(
        Path.of(bin), classPath, System.getProperty("airoute.ext-proc.cache", ""));
  }

  private static String required(@Nullable String property) {
    if (property == null) {
      throw new StartupException(
          "start airoute by its script bin/airoute, which knows where things are");
    }
    return property;
  }

  Path getEnvoy() {
    return bin.resolve("get-envoy");
  }

  Path extProcOptions() {
    return bin.resolve("ext-proc.options");
  }

  Optional<String> extProcCache() {
    return cacheOption.isEmpty() ? Optional.empty() : Optional.of(cacheOption);
  }

  /** The JDK that we run on. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
