package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A secret's bytes. Prints and serialises as {@code ***}; whoever needs the content asks for it by name. */
public final class SecretValue {
  private final byte[] bytes;

  public SecretValue(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public static SecretValue of(String text) {
    return new SecretValue(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The content, as a copy. */
  public byte[] reveal() {
    return bytes.clone();
  }

  /** The content as UTF-8 text. */
  public String revealText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Takes the same time wherever the contents differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretValue value && MessageDigest.isEqual(bytes, value.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  @JsonValue
  public String toString() {
    return "***";
  }
}
