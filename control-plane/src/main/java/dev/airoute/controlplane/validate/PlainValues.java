package dev.airoute.controlplane.validate;

import dev.airoute.controlplane.validate.YamlNode.Field;
import dev.airoute.controlplane.validate.YamlNode.Mapping;
import dev.airoute.controlplane.validate.YamlNode.Scalar;
import dev.airoute.controlplane.validate.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns nodes without a schema into maps, lists and scalars. */
final class PlainValues {
  private PlainValues() {}

  static @Nullable Object of(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar.value();
      case Sequence sequence -> {
        List<@Nullable Object> list = new ArrayList<>();
        sequence.items().forEach(item -> list.add(of(item)));
        yield list;
      }
      case Mapping mapping -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        mapping.fields().forEach(field -> map.putIfAbsent(field.name(), of(field.value())));
        yield map;
      }
    };
  }

  /** Reports fields that appear twice, here and in everything below. */
  static void refuseDuplicates(YamlNode node, FieldPath path, Report report) {
    switch (node) {
      case Scalar scalar -> {}
      case Sequence sequence -> {
        for (int i = 0; i < sequence.items().size(); i++) {
          refuseDuplicates(sequence.items().get(i), path.index(i), report);
        }
      }
      case Mapping mapping -> {
        Map<String, Field> seen = new LinkedHashMap<>();
        for (Field field : mapping.fields()) {
          Field first = seen.putIfAbsent(field.name(), field);
          if (first != null) {
            report.add(
                field.position(),
                path.field(field.name()),
                "is written twice, first in line " + first.position().line(),
                "keep one");
          }
          refuseDuplicates(field.value(), path.field(field.name()), report);
        }
      }
    }
  }
}
