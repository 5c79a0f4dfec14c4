package dev.airoute.controlplane.validate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was read.
 *
 * @param name as problems print it
 * @param unreadable why there is no text
 */
public record YamlFile(String name, String text, @Nullable Problem unreadable) {
  /** Twice what an API server stores of one object; a file holds several. */
  static final int MAX_BYTES = 3 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  public static YamlFile of(String name, String text) {
    return new YamlFile(name, text, null);
  }

  /** Reads a file; what keeps it from being read becomes {@link #unreadable}. */
  public static YamlFile read(Path path, String name) {
    try {
      if (Files.isDirectory(path)) {
        return unreadable(name, "is a folder", "name a file");
      }
      if (Files.size(path) > MAX_BYTES) {
        return unreadable(name, "is larger than " + (MAX_BYTES >> 20) + " MiB", "split it");
      }
      return decoded(name, Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      return unreadable(name, "is not there", "check the name");
    } catch (IOException e) {
      return unreadable(name, "cannot be read", "check its permissions");
    }
  }

  /** Without the text, which may hold secrets. */
  @Override
  public String toString() {
    return name;
  }

  private static YamlFile decoded(String name, byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return of(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return unreadable(name, "is not UTF-8 text", "save it as UTF-8");
    }
  }

  private static YamlFile unreadable(String name, String message, String remedy) {
    return new YamlFile(name, "", new Problem(Position.ofFile(name), null, "", message, remedy));
  }
}
