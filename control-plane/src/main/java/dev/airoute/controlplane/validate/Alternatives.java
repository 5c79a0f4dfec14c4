package dev.airoute.controlplane.validate;

import java.util.Map;

/**
 * The parts of a schema that may stand in {@code anyOf} and {@code not}. As in JSON Schema, a bound for objects holds for
 * whatever is not an object, and one for strings for whatever is not a string.
 */
final class Alternatives {
  private Alternatives() {}

  static boolean matches(Schema schema, Object value) {
    return (schema.allowed().isEmpty() || schema.allowed().contains(value))
        && (schema.not() == null || !matches(schema.not(), value))
        && (!(value instanceof String text) || matchesString(schema, text))
        && (!(value instanceof Map<?, ?> map) || matchesObject(schema, map));
  }

  private static boolean matchesString(Schema schema, String text) {
    int length = text.codePointCount(0, text.length());
    return (schema.minLength() == null || length >= schema.minLength())
        && (schema.maxLength() == null || length <= schema.maxLength())
        && schema.matchesPattern(text);
  }

  private static boolean matchesObject(Schema schema, Map<?, ?> map) {
    return map.keySet().containsAll(schema.required())
        && (schema.maxProperties() == null || map.size() <= schema.maxProperties())
        && schema.properties().entrySet().stream().allMatch(property -> {
          Object part = map.get(property.getKey());
          return part == null || matches(property.getValue(), part);
        });
  }
}
