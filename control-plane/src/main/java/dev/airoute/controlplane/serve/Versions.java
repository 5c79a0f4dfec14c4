package dev.airoute.controlplane.serve;

import com.google.common.hash.Hashing;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Name → version of what one client was told or has taken. Its digest is a sum over the entries, so that one change
 * costs one hash however many there are. Owner thread only.
 */
final class Versions {
  /** The version of a resource that does not exist. */
  static final String ABSENT = "";

  /** The version of a resource of which the client must be told whatever there is. */
  static final String UNKNOWN = "?";

  private final Map<String, String> byName = new HashMap<>();
  private long sum;

  void put(String name, String version) {
    String before = byName.put(name, version);
    sum += entryHash(name, version) - (before == null ? 0 : entryHash(name, before));
  }

  void remove(String name) {
    String before = byName.remove(name);
    if (before != null) {
      sum -= entryHash(name, before);
    }
  }

  @Nullable
  String get(String name) {
    return byName.get(name);
  }

  Set<String> names() {
    return byName.keySet();
  }

  int size() {
    return byName.size();
  }

  String digest() {
    return String.format("%016x", sum);
  }

  private static long entryHash(String name, String version) {
    return Hashing.sha256()
        .newHasher()
        .putUnencodedChars(name)
        .putChar('\0')
        .putUnencodedChars(version)
        .hash()
        .asLong();
  }
}
