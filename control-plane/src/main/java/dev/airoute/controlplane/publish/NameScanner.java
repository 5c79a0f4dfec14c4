package dev.airoute.controlplane.publish;

import com.google.protobuf.Any;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds which of the known names a packed message mentions, at any depth and without knowing its type: in protobuf a
 * string is its length followed by its bytes. A value that merely looks like that gives a dependency too many, never
 * one too few. Immutable.
 */
final class NameScanner {
  private static final int MAX_NAME_BYTES = 1 << 14;

  private final Set<String> names;

  /** Bit per length and first byte of some name: nearly every position is ruled out by it. */
  private final BitSet starts = new BitSet();

  NameScanner(Set<String> names) {
    this.names = Set.copyOf(names);
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 0 && bytes.length < MAX_NAME_BYTES) {
        starts.set(start(bytes.length, bytes[0]));
      }
    }
  }

  Set<String> mentions(Any resource) {
    Set<String> found = new HashSet<>();
    byte[] bytes = resource.getValue().toByteArray();
    for (int at = 0; at < bytes.length - 1; at++) {
      int length = bytes[at];
      int from = at + 1;
      if (length < 0) {
        length = (length & 0x7f) | bytes[at + 1] << 7;
        from++;
      }
      if (length > 0 && from < bytes.length && length <= bytes.length - from) {
        if (starts.get(start(length, bytes[from]))) {
          String candidate = new String(bytes, from, length, StandardCharsets.UTF_8);
          if (names.contains(candidate)) {
            found.add(candidate);
          }
        }
      }
    }
    return found;
  }

  private static int start(int length, byte first) {
    return length << 8 | (first & 0xff);
  }
}
