package dev.airoute.controlplane.validate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.re2j.Pattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A structural schema of Kubernetes, as a CRD writes it. Whatever the reader does not know fails the loading, so that no
 * keyword can be in a CRD and not be checked here.
 */
record Schema(
    @Nullable Type type,
    @Nullable String description,
    @Nullable String example,
    @Nullable Format format,
    Map<String, Schema> properties,
    List<String> required,
    @Nullable Schema additionalProperties,
    @Nullable Schema items,
    @JsonProperty("enum") List<Object> allowed,
    @Nullable TextPattern pattern,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable Long minimum,
    @Nullable Long maximum,
    @Nullable Integer minItems,
    @Nullable Integer maxItems,
    @Nullable Integer minProperties,
    @Nullable Integer maxProperties,
    @JsonProperty("default") @Nullable Object defaultValue,
    boolean nullable,
    List<Schema> anyOf,
    @Nullable Schema not,
    @JsonProperty("x-kubernetes-preserve-unknown-fields") boolean preserveUnknown,
    @JsonProperty("x-kubernetes-int-or-string") boolean intOrString,
    @JsonProperty("x-kubernetes-list-type") @Nullable ListType listType,
    @JsonProperty("x-kubernetes-list-map-keys") List<String> listKeys,
    @JsonProperty("x-kubernetes-validations") List<CelRule> rules) {

  enum Type {
    @JsonProperty("string")
    STRING,
    @JsonProperty("integer")
    INTEGER,
    @JsonProperty("boolean")
    BOOLEAN,
    @JsonProperty("array")
    ARRAY,
    @JsonProperty("object")
    OBJECT
  }

  /** Found anywhere in a text, as in JSON Schema, with the regular expressions of Go. */
  record TextPattern(Pattern compiled) {
    @JsonCreator
    static TextPattern of(String text) {
      return new TextPattern(Pattern.compile(text));
    }
  }

  enum ListType {
    @JsonProperty("atomic")
    ATOMIC,
    @JsonProperty("set")
    SET,
    @JsonProperty("map")
    MAP
  }

  enum Format {
    @JsonProperty("int32")
    INT32,
    @JsonProperty("int64")
    INT64,
    @JsonProperty("byte")
    BASE64,
    @JsonProperty("date-time")
    DATE_TIME
  }

  Schema {
    properties = properties == null
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    required = orEmpty(required);
    allowed = orEmpty(allowed);
    anyOf = orEmpty(anyOf);
    listKeys = orEmpty(listKeys);
    rules = orEmpty(rules);
  }

  /** Whether fields of any name may be here. */
  boolean open() {
    return preserveUnknown || additionalProperties != null;
  }

  /** The schema of a field, if there may be one of that name. */
  @Nullable
  Schema field(String name) {
    Schema property = properties.get(name);
    return property == null ? additionalProperties : property;
  }

  boolean matchesPattern(String text) {
    return pattern == null || pattern.compiled().matcher(text).find();
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
