package dev.airoute.controlplane.validate;

import dev.airoute.controlplane.validate.YamlNode.Field;
import dev.airoute.controlplane.validate.YamlNode.Mapping;
import dev.airoute.controlplane.validate.YamlNode.Scalar;
import dev.airoute.controlplane.validate.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a document against a schema as an API server does: types, bounds, unknown fields, defaults, then the rules of
 * each place below which everything else was in order. Used for one document by one thread.
 */
final class SchemaChecker {
  private final RuleChecker rules;
  private final Report report;
  private final ScalarChecker scalars;

  SchemaChecker(CelRules rules, Report report) {
    this.rules = new RuleChecker(rules, report);
    this.report = report;
    this.scalars = new ScalarChecker(report);
  }

  /** The value with defaults filled in; only of use if nothing was reported. */
  @Nullable
  Object check(Schema schema, YamlNode node, FieldPath path) {
    int before = report.count();
    Object value = value(schema, node, path);
    if (report.count() == before && value != null) {
      rules.check(schema, value, node, path);
    }
    return value;
  }

  private @Nullable Object value(Schema schema, YamlNode node, FieldPath path) {
    if (schema.type() == null && !schema.intOrString()) {
      return node instanceof Mapping mapping ? object(schema, mapping, path) : PlainValues.of(node);
    }
    return switch (node) {
      case Mapping mapping
      when schema.type() == Schema.Type.OBJECT -> object(schema, mapping, path);
      case Sequence sequence
      when schema.type() == Schema.Type.ARRAY -> array(schema, sequence, path);
      case Scalar scalar
      when schema.type() != Schema.Type.OBJECT && schema.type() != Schema.Type.ARRAY ->
        scalars.check(schema, scalar, path);
      default -> {
        scalars.wrongType(schema, node, path);
        yield null;
      }
    };
  }

  private Map<String, @Nullable Object> object(Schema schema, Mapping mapping, FieldPath path) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    for (Field field : mapping.fields()) {
      Schema fieldSchema = schema.field(field.name());
      if (fieldSchema == null) {
        if (schema.preserveUnknown()) {
          value.put(field.name(), PlainValues.of(field.value()));
        } else {
          unknownField(schema, field, path);
        }
      } else if (!isEmpty(field.value())) {
        value.put(field.name(), check(fieldSchema, field.value(), path.field(field.name())));
      } else if (fieldSchema.nullable()) {
        value.put(field.name(), null);
      }
    }
    Defaults.fill(schema, value);
    for (String name : schema.required()) {
      if (!value.containsKey(name)) {
        missing(schema, mapping, name, path.field(name));
      }
    }
    checkSize(
        mapping.position(),
        path,
        value.size(),
        "field",
        schema.minProperties(),
        schema.maxProperties());
    return value;
  }

  private void missing(Schema schema, Mapping mapping, String name, FieldPath path) {
    Schema field = schema.properties().get(name);
    String example = field == null ? null : field.example();
    String remedy = example == null ? "" : ", for example " + name + ": " + example;
    mapping
        .field(name)
        .ifPresentOrElse(
            written -> report.add(
                written.position(), path, "is required, but empty", "give it a value" + remedy),
            () -> report.add(mapping.position(), path, "is required", "add it" + remedy));
  }

  private void unknownField(Schema schema, Field field, FieldPath path) {
    String remedy = Similar.to(field.name(), schema.properties().keySet())
        .map(near -> "did you mean " + near + "?")
        .orElseGet(() -> schema.properties().isEmpty()
            ? "nothing can be set here, remove it"
            : "known here: " + String.join(", ", schema.properties().keySet()));
    report.add(field.position(), path.field(field.name()), "is not a known field", remedy);
  }

  private List<@Nullable Object> array(Schema schema, Sequence sequence, FieldPath path) {
    List<@Nullable Object> value = new ArrayList<>();
    Schema items = schema.items();
    for (YamlNode item : sequence.items()) {
      value.add(
          items == null ? PlainValues.of(item) : check(items, item, path.index(value.size())));
    }
    checkSize(
        sequence.position(), path, value.size(), "item", schema.minItems(), schema.maxItems());
    checkUnique(schema, sequence, value, path);
    return value;
  }

  private void checkUnique(
      Schema schema, Sequence sequence, List<@Nullable Object> value, FieldPath path) {
    if (schema.listType() == null || schema.listType() == Schema.ListType.ATOMIC) {
      return;
    }
    Map<Object, Integer> seen = new HashMap<>();
    for (int i = 0; i < value.size(); i++) {
      Object key = uniqueKey(schema, value.get(i));
      Integer first = key == null ? null : seen.putIfAbsent(key, i);
      if (first != null) {
        boolean map = schema.listType() == Schema.ListType.MAP;
        report.add(
            sequence.items().get(i).position(),
            path.index(i),
            "has the same " + (map ? String.join(" and ", schema.listKeys()) : "value") + " as "
                + path.index(first),
            map ? "each entry needs its own" : "remove one");
      }
    }
  }

  private static @Nullable Object uniqueKey(Schema schema, @Nullable Object item) {
    if (schema.listType() == Schema.ListType.SET) {
      return item;
    }
    if (!(item instanceof Map<?, ?> map) || !map.keySet().containsAll(schema.listKeys())) {
      return null;
    }
    return schema.listKeys().stream().map(key -> String.valueOf(map.get(key))).toList();
  }

  private void checkSize(
      Position position,
      FieldPath path,
      int size,
      String of,
      @Nullable Integer least,
      @Nullable Integer most) {
    if (least != null && size < least) {
      report.add(
          position,
          path,
          "needs at least " + least + " " + (least == 1 ? of : of + "s") + ", has " + size,
          "add what is missing");
    }
    if (most != null && size > most) {
      report.add(
          position,
          path,
          "may have at most " + most + " " + (most == 1 ? of : of + "s") + ", has " + size,
          "remove some");
    }
  }

  /** A field without a value is no field, unless null is one of its values. */
  private static boolean isEmpty(YamlNode node) {
    return node instanceof Scalar scalar && !scalar.substituted() && scalar.value() == null;
  }
}
