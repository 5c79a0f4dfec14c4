package dev.airoute.controlplane.validate;

import dev.airoute.controlplane.validate.YamlNode.Field;
import dev.airoute.controlplane.validate.YamlNode.Mapping;
import dev.cel.common.values.NullValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a value that is in order by itself against what the schema says beyond types and bounds. */
final class RuleChecker {
  private final CelRules rules;
  private final Report report;

  RuleChecker(CelRules rules, Report report) {
    this.rules = rules;
    this.report = report;
  }

  void check(Schema schema, Object value, YamlNode node, FieldPath path) {
    checkAlternatives(schema, value, node, path);
    checkRules(schema, value, node, path);
  }

  private void checkAlternatives(Schema schema, Object value, YamlNode node, FieldPath path) {
    if (!schema.anyOf().isEmpty()
        && schema.anyOf().stream().noneMatch(one -> Alternatives.matches(one, value))) {
      report.add(
          node.position(),
          path,
          "does not have one of the forms that are known here",
          schema.example() == null ? null : "write " + schema.example());
    }
  }

  private void checkRules(Schema schema, Object value, YamlNode node, FieldPath path) {
    if (schema.rules().isEmpty()) {
      return;
    }
    Object self = forCel(value);
    for (CelRule rule : schema.rules()) {
      if (!rules.holds(rule, self)) {
        blame(rule, node, path);
      }
    }
  }

  private void blame(CelRule rule, YamlNode node, FieldPath path) {
    YamlNode blamed = node;
    FieldPath blamedPath = path;
    Position position = node.position();
    for (String name : fieldNames(rule)) {
      blamedPath = blamedPath.field(name);
      Field field = blamed instanceof Mapping mapping ? mapping.field(name).orElse(null) : null;
      if (field != null) {
        blamed = field.value();
        position = field.position();
      }
    }
    report.add(position, blamedPath, rule.claim(), rule.remedy());
  }

  /** CEL has a value of its own for null. */
  private static Object forCel(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case Map<?, ?> map -> {
        Map<String, Object> converted = new LinkedHashMap<>();
        map.forEach((name, part) -> converted.put(String.valueOf(name), forCel(part)));
        yield converted;
      }
      case List<?> list -> list.stream().map(RuleChecker::forCel).toList();
      default -> value;
    };
  }

  private static List<String> fieldNames(CelRule rule) {
    String path = rule.fieldPath();
    return path == null ? List.of() : List.of(path.substring(1).split("\\."));
  }
}
