package dev.airoute.controlplane.xds;

import com.google.protobuf.Any;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that is to be served: type URL → resource name → packed message, serialised deterministically so that the
 * same input gives the same bytes on every replica. Prints as counts, because secrets are among the messages.
 */
public record Resources(SortedMap<String, SortedMap<String, Any>> byType) {
  public static final Resources EMPTY = new Resources(new TreeMap<>());

  public Resources {
    SortedMap<String, SortedMap<String, Any>> copy = new TreeMap<>();
    byType.forEach(
        (type, named) -> copy.put(type, Collections.unmodifiableSortedMap(new TreeMap<>(named))));
    byType = Collections.unmodifiableSortedMap(copy);
  }

  /** The resources of one type by name; empty when there are none. */
  public Map<String, Any> ofType(String typeUrl) {
    return byType.getOrDefault(typeUrl, Collections.emptySortedMap());
  }

  @Override
  public String toString() {
    return byType.entrySet().stream()
        .map(type -> type.getKey() + "=" + type.getValue().size())
        .collect(Collectors.joining(" ", "Resources[", "]"));
  }
}
