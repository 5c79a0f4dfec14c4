package dev.airoute.controlplane.xds;

import com.google.protobuf.Message;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The part of a name that follows the content. */
final class Digest {
  private static final int DIGITS = 10;

  private Digest() {}

  static String of(Iterable<? extends Message> messages) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      messages.forEach(message -> sha256.update(Packing.any(message).toByteArray()));
      return HexFormat.of().formatHex(sha256.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
