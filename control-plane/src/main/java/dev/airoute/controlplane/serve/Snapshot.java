package dev.airoute.controlplane.serve;

import com.google.protobuf.Any;
import dev.airoute.controlplane.xds.Resources;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is served: every resource with its version. Immutable. */
record Snapshot(long generation, Map<String, OfType> types) {
  Snapshot {
    types = Map.copyOf(types);
  }

  /** Keeps the versions of what did not change since {@code previous}, so that they are not computed again. */
  static Snapshot of(long generation, Resources resources, @Nullable Snapshot previous) {
    Map<String, OfType> types = new HashMap<>();
    resources.byType().forEach((type, named) -> {
      OfType before = previous == null ? OfType.EMPTY : previous.ofType(type);
      types.put(type, OfType.of(named, before));
    });
    return new Snapshot(generation, types);
  }

  OfType ofType(String typeUrl) {
    return types.getOrDefault(typeUrl, OfType.EMPTY);
  }

  /** The resources of one type, by name. */
  record OfType(SortedMap<String, VersionedResource> resources, String version) {
    static final OfType EMPTY = of(Collections.emptySortedMap(), null);

    private static OfType of(Map<String, Any> named, @Nullable OfType before) {
      SortedMap<String, VersionedResource> resources = new TreeMap<>();
      Versions versions = new Versions();
      named.forEach((name, packed) -> {
        VersionedResource old = before == null ? null : before.resources.get(name);
        VersionedResource now =
            old != null && old.packed().equals(packed) ? old : VersionedResource.of(name, packed);
        resources.put(name, now);
        versions.put(name, now.version());
      });
      return new OfType(Collections.unmodifiableSortedMap(resources), versions.digest());
    }

    /** The version of the resource, {@link Versions#ABSENT} when there is none. */
    String versionOf(String name) {
      VersionedResource resource = resources.get(name);
      return resource == null ? Versions.ABSENT : resource.version();
    }
  }
}
