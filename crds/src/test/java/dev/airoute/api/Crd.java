package dev.airoute.api;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A CRD as it lies on the class path. */
record Crd(Kind kind, Map<String, Object> root) {
  static Stream<Crd> all() {
    return Stream.of(
        read(Kind.AI_PROVIDER, "aiproviders.yaml"),
        read(Kind.AI_ROUTE, "airoutes.yaml"),
        read(Kind.AI_CONSUMER, "aiconsumers.yaml"));
  }

  Map<String, Object> version() {
    return asMap(((List<?>) requireNonNull(map(root, "spec").get("versions"))).getFirst());
  }

  Map<String, Object> schema() {
    return map(map(version(), "schema"), "openAPIV3Schema");
  }

  Map<String, Object> spec() {
    return requireNonNull(properties(schema()).get("spec"));
  }

  static Map<String, Map<String, Object>> properties(Map<String, Object> schema) {
    Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
    if (schema.get("properties") instanceof Map<?, ?> map) {
      map.forEach((name, property) -> properties.put(String.valueOf(name), asMap(property)));
    }
    return properties;
  }

  static List<String> strings(Map<String, Object> schema, String name) {
    return schema.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  static Map<String, Object> map(Map<String, Object> map, String name) {
    return asMap(requireNonNull(map.get(name), name));
  }

  /** A default with the defaults of its own fields. */
  static Object withDefaults(Map<String, Object> schema, Object value) {
    if (!(value instanceof Map<?, ?>)) {
      return value;
    }
    Map<String, Object> filled = new LinkedHashMap<>(asMap(value));
    properties(schema).forEach((name, property) -> {
      Object otherwise = property.get("default");
      if (otherwise != null) {
        filled.putIfAbsent(name, withDefaults(property, otherwise));
      }
    });
    return filled;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  private static Crd read(Kind kind, String file) {
    try (InputStream resource =
        requireNonNull(Crd.class.getResourceAsStream("/META-INF/airoute/crds/" + file), file)) {
      Load load = new Load(LoadSettings.builder().setLabel(file).build());
      return new Crd(kind, asMap(requireNonNull(load.loadFromInputStream(resource))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return kind.value();
  }
}
