package dev.airoute.extproc.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time. Each mask has the top bit set in bytes that match; because of borrows only the lowest
 * match is exact, and in little-endian order the lowest is the first.
 */
final class Swar {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  /** The first byte in the range that cannot stand for itself in a JSON string, or that is not ASCII; else end. */
  static int specialOrWide(byte[] bytes, int from, int end) {
    int at = from;
    for (; at <= end - 8; at += 8) {
      long word = (long) LONGS.get(bytes, at);
      long mask = (special(word) | word) & TOPS;
      if (mask != 0) {
        return at + (Long.numberOfTrailingZeros(mask) >>> 3);
      }
    }
    while (at < end && bytes[at] >= 0x20 && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  /** The first byte in the range that cannot stand for itself in a JSON string; else end. */
  static int special(byte[] bytes, int from, int end) {
    int at = from;
    for (; at <= end - 8; at += 8) {
      long mask = special((long) LONGS.get(bytes, at)) & TOPS;
      if (mask != 0) {
        return at + (Long.numberOfTrailingZeros(mask) >>> 3);
      }
    }
    while (at < end && (bytes[at] & 0xff) >= 0x20 && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  /** The first backslash in the range; else end. */
  static int backslash(byte[] bytes, int from, int end) {
    int at = from;
    for (; at <= end - 8; at += 8) {
      long mask = equal((long) LONGS.get(bytes, at), '\\') & TOPS;
      if (mask != 0) {
        return at + (Long.numberOfTrailingZeros(mask) >>> 3);
      }
    }
    while (at < end && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  private static long special(long word) {
    long control = (word - ONES * 0x20) & ~word;
    return control | equal(word, '"') | equal(word, '\\');
  }

  private static long equal(long word, char ascii) {
    long differing = word ^ (ONES * ascii);
    return (differing - ONES) & ~differing;
  }

  private Swar() {}
}
