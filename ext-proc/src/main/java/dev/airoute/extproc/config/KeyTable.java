package dev.airoute.extproc.config;

import com.google.protobuf.ByteString;
import dev.airoute.config.v1.Consumer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Consumers by the SHA-256 of their keys. The first eight bytes find the candidates, and the whole digest is then
 * compared in constant time: the time of an answer says nothing about how much of a digest was right. Immutable.
 */
final class KeyTable {
  private record Entry(byte[] digest, KnownConsumer consumer) {}

  private final Map<Long, List<Entry>> entries = new HashMap<>();

  /** When two consumers hold the same key, the one whose name comes first has it. */
  KeyTable(Collection<Consumer> consumers) {
    List<Consumer> ordered =
        consumers.stream().sorted(Comparator.comparing(Consumer::getName)).toList();
    for (Consumer spec : ordered) {
      KnownConsumer consumer = new KnownConsumer(spec);
      for (ByteString digest : spec.getApiKeySha256List()) {
        byte[] bytes = digest.toByteArray();
        entries
            .computeIfAbsent(bucket(bytes), _ -> new ArrayList<>(1))
            .add(new Entry(bytes, consumer));
      }
    }
  }

  @Nullable
  KnownConsumer find(byte[] digest) {
    KnownConsumer found = null;
    for (Entry entry : entries.getOrDefault(bucket(digest), List.of())) {
      if (MessageDigest.isEqual(entry.digest, digest) && found == null) {
        found = entry.consumer;
      }
    }
    return found;
  }

  private static long bucket(byte[] digest) {
    return ByteBuffer.wrap(digest).getLong();
  }
}
