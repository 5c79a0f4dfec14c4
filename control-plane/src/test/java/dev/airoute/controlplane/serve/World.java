package dev.airoute.controlplane.serve;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.airoute.controlplane.xds.Resources;
import java.util.SortedMap;
import java.util.TreeMap;

/** Resources for tests: opaque content under any type and name. Immutable. */
public record World(SortedMap<String, SortedMap<String, Any>> byType) {
  public static final World EMPTY = new World(new TreeMap<>());

  public World with(String type, String name, String content) {
    return with(type, name, any(type, content));
  }

  public World with(String type, String name, Any resource) {
    SortedMap<String, SortedMap<String, Any>> copy = new TreeMap<>(byType);
    SortedMap<String, Any> named =
        new TreeMap<>(copy.getOrDefault(type, java.util.Collections.emptySortedMap()));
    named.put(name, resource);
    copy.put(type, named);
    return new World(copy);
  }

  public World without(String type, String name) {
    SortedMap<String, SortedMap<String, Any>> copy = new TreeMap<>(byType);
    SortedMap<String, Any> named = new TreeMap<>(copy.get(type));
    named.remove(name);
    copy.put(type, named);
    return new World(copy);
  }

  public Resources resources() {
    return new Resources(byType);
  }

  static Any any(String type, String content) {
    return Any.newBuilder()
        .setTypeUrl(type)
        .setValue(ByteString.copyFromUtf8(content))
        .build();
  }

  static String version(String content) {
    return VersionedResource.of("", any("", content)).version();
  }
}
