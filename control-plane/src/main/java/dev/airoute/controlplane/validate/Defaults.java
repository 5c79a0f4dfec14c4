package dev.airoute.controlplane.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills in the schema's defaults, also within defaults that are themselves objects. */
final class Defaults {
  private Defaults() {}

  static void fill(Schema schema, Map<String, @Nullable Object> value) {
    schema.properties().forEach((name, property) -> {
      Object otherwise = property.defaultValue();
      if (otherwise != null && !value.containsKey(name)) {
        value.put(name, copy(property, otherwise));
      }
    });
  }

  private static Object copy(Schema schema, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> filled = new LinkedHashMap<>();
      map.forEach((name, part) -> filled.put(String.valueOf(name), part));
      fill(schema, filled);
      return filled;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    return value instanceof List<?> list ? List.copyOf(list) : value;
  }
}
