package dev.airoute.controlplane.ir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a whole API key. @param hex 64 hexadecimal digits in lower case */
public record KeyDigest(String hex) implements Comparable<KeyDigest> {
  private static final int LENGTH = 64;

  public KeyDigest {
    if (!isValid(hex)) {
      throw new IllegalArgumentException("not 64 hexadecimal digits in lower case");
    }
  }

  public static boolean isValid(String hex) {
    return hex.length() == LENGTH
        && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  public static KeyDigest ofKey(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new KeyDigest(
          HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(KeyDigest other) {
    return hex.compareTo(other.hex);
  }
}
