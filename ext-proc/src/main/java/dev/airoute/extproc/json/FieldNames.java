package dev.airoute.extproc.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names met so far in one object, to find a second one. Few plain names are compared in place; as soon as there are
 * many, or one is written with escapes, they are decoded into a set.
 */
final class FieldNames {
  private static final int FEW = 24;

  private final byte[] bytes;
  private final int[] starts = new int[FEW];
  private final int[] ends = new int[FEW];
  private int count;
  private @Nullable Set<String> decoded;

  FieldNames(byte[] bytes) {
    this.bytes = bytes;
  }

  void clear() {
    count = 0;
    decoded = null;
  }

  /** False when the name was there already. */
  boolean add(int start, int end) {
    Set<String> names = decoded;
    if (names == null && (count == FEW || Swar.backslash(bytes, start, end) < end)) {
      names = decodeAll();
    }
    if (names != null) {
      return names.add(JsonText.decode(bytes, start, end));
    }
    for (int i = 0; i < count; i++) {
      if (Arrays.equals(bytes, starts[i], ends[i], bytes, start, end)) {
        return false;
      }
    }
    starts[count] = start;
    ends[count++] = end;
    return true;
  }

  private Set<String> decodeAll() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      names.add(JsonText.decode(bytes, starts[i], ends[i]));
    }
    decoded = names;
    return names;
  }
}
