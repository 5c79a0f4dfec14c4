package dev.airoute.extproc.dialect;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The bytes of a fuzzer: the first few decide, the others are what is read. Missing ones count as zero. */
final class FuzzInput {
  private final byte[] bytes;
  private int at;

  FuzzInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** An input that makes these decisions. */
  static byte[] of(byte[] payload, int... decisions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int decision : decisions) {
      out.write(decision);
    }
    out.writeBytes(payload);
    return out.toByteArray();
  }

  int decision(int bound) {
    return at < bytes.length ? (bytes[at++] & 0xff) % bound : 0;
  }

  boolean yes() {
    return decision(2) == 1;
  }

  <T> T one(List<T> options) {
    return options.get(decision(options.size()));
  }

  /** Where chunks end is as good as random, but the same for the same input. */
  Random cuts() {
    return new Random(decision(256));
  }

  /** What no decision has taken. */
  byte[] payload() {
    return Arrays.copyOfRange(bytes, Math.min(at, bytes.length), bytes.length);
  }

  /** The pieces of some bytes: mostly short ones, now and then an empty one. */
  static List<byte[]> pieces(byte[] whole, Random cuts) {
    List<byte[]> pieces = new ArrayList<>();
    int longest = 1 + cuts.nextInt(cuts.nextBoolean() ? 4 : 400);
    for (int from = 0; from < whole.length; ) {
      int to = Math.min(whole.length, from + cuts.nextInt(longest + 1));
      pieces.add(Arrays.copyOfRange(whole, from, to));
      from = to;
    }
    return pieces;
  }
}
