package dev.airoute.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records and CRDs say the same: fields, types, absence, enums, defaults. */
final class CrdAgreementTest {
  private static final JsonMapper MAPPER = ApiMapper.create();

  private final List<String> differences = new ArrayList<>();

  static Stream<Crd> crds() {
    return Crd.all();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void specHasTheSameFields(Crd crd) {
    compareObject("spec", crd.spec(), specOf(crd.kind()));

    assertThat(differences).isEmpty();
  }

  @Test
  void noticesEveryKindOfDifference() {
    record Wrong(
        CacheScope access,
        List<String> rules,
        @Nullable List<String> hostnames,
        @Nullable Integer more) {}
    Crd route = crds().filter(crd -> crd.kind() == Kind.AI_ROUTE).findFirst().orElseThrow();

    compareObject("spec", route.spec(), Wrong.class);

    assertThat(differences)
        .containsExactly(
            "spec: schema [access, hostnames, rules], record [access, hostnames, more, rules]",
            "spec.access: enum [Consumers, Anonymous] in the schema, [Consumer, Route] in Java",
            "spec.access: string in the schema, dev.airoute.api.CacheScope in Java",
            "spec.rules[]: is an object in the schema and String in Java",
            "spec.rules: no default in the schema, null in Java",
            "spec.hostnames: required false, default null, @Nullable true",
            "spec.hostnames: no default in the schema, null in Java");
  }

  private void compareObject(String path, Map<String, Object> schema, Class<?> type) {
    if (!type.isRecord()) {
      differences.add(
          path + ": is an object in the schema and " + type.getSimpleName() + " in Java");
      return;
    }
    Map<String, Map<String, Object>> properties = Crd.properties(schema);
    Set<String> components = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.add(component.getName());
    }
    if (!components.equals(new TreeSet<>(properties.keySet()))) {
      differences.add(
          path + ": schema " + new TreeSet<>(properties.keySet()) + ", record " + components);
    }
    Object empty = MAPPER.readValue("{}", type);
    for (RecordComponent component : type.getRecordComponents()) {
      Map<String, Object> property = properties.get(component.getName());
      if (property != null) {
        String at = path + "." + component.getName();
        boolean agrees = compareType(at, property, component.getGenericType());
        boolean required = Crd.strings(schema, "required").contains(component.getName());
        if (agrees) {
          compareAbsence(at, property, required, component, empty);
        }
      }
    }
  }

  private boolean compareType(String path, Map<String, Object> schema, Type type) {
    boolean agrees = switch (String.valueOf(schema.get("type"))) {
      case "string" -> compareString(path, schema, (Class<?>) type);
      case "integer" -> type == ("int64".equals(schema.get("format")) ? Long.class : Integer.class);
      case "array" ->
        type instanceof ParameterizedType list
            && list.getRawType() == List.class
            && descend(path + "[]", Crd.map(schema, "items"), list.getActualTypeArguments()[0]);
      case "object" ->
        schema.containsKey("additionalProperties")
            ? type instanceof ParameterizedType map
                && map.getRawType() == Map.class
                && descend(
                    path + "{}",
                    Crd.map(schema, "additionalProperties"),
                    map.getActualTypeArguments()[1])
            : type instanceof Class<?> record && descendObject(path, schema, record);
      default ->
        type == ByteSize.class
            ? Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))
            : Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))
                && (type == JsonNode.class || type == OnExceeded.class);
    };
    if (!agrees) {
      differences.add(
          path + ": " + schema.get("type") + " in the schema, " + type.getTypeName() + " in Java");
    }
    return agrees;
  }

  private boolean descend(String path, Map<String, Object> schema, Type type) {
    return compareType(path, schema, type);
  }

  private boolean descendObject(String path, Map<String, Object> schema, Class<?> record) {
    compareObject(path, schema, record);
    return true;
  }

  private boolean compareString(String path, Map<String, Object> schema, Class<?> type) {
    String pattern = String.valueOf(schema.get("pattern"));
    if (schema.containsKey("enum")) {
      List<String> constants = type.isEnum() ? values(type) : List.of();
      if (!constants.equals(schema.get("enum"))) {
        differences.add(
            path + ": enum " + schema.get("enum") + " in the schema, " + constants + " in Java");
      }
      return constants.equals(schema.get("enum"));
    }
    if (pattern.contains("(h|m|s|ms)")) {
      return type == Duration.class;
    }
    if (pattern.startsWith("^[0-9]{1,9}(")) {
      return type == BigDecimal.class;
    }
    return type == (pattern.contains("Header:") ? LimitKey.class : String.class);
  }

  /** Null stands for absence exactly where the schema neither requires the field nor has a default for it. */
  private void compareAbsence(
      String path,
      Map<String, Object> schema,
      boolean required,
      RecordComponent component,
      Object empty) {
    boolean collection = component.getType() == List.class || component.getType() == Map.class;
    Object otherwise = schema.get("default");
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (nullable != (!required && !collection && otherwise == null)) {
      differences.add(
          path + ": required " + required + ", default " + otherwise + ", @Nullable " + nullable);
    }
    Object value = value(component, empty);
    if (otherwise != null) {
      Object expected = MAPPER.convertValue(
          Crd.withDefaults(schema, otherwise),
          MAPPER.getTypeFactory().constructType(component.getGenericType()));
      if (!expected.equals(value)) {
        differences.add(path + ": default " + expected + " in the schema, " + value + " in Java");
      }
    } else if (collection ? !isEmpty(value) : value != null) {
      differences.add(path + ": no default in the schema, " + value + " in Java");
    }
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.isEmpty()
        : value instanceof Map<?, ?> map && map.isEmpty();
  }

  private static @Nullable Object value(RecordComponent component, Object instance) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(instance);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static List<String> values(Class<?> type) {
    Method value = Arrays.stream(type.getMethods())
        .filter(method -> method.isAnnotationPresent(JsonValue.class))
        .findFirst()
        .orElseThrow();
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> {
          try {
            return (String) value.invoke(constant);
          } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
          }
        })
        .toList();
  }

  private static Class<?> specOf(Kind kind) {
    return switch (kind) {
      case AI_PROVIDER -> AIProvider.Spec.class;
      case AI_ROUTE -> AIRoute.Spec.class;
      case AI_CONSUMER -> AIConsumer.Spec.class;
      case SECRET -> throw new IllegalArgumentException("has no CRD");
    };
  }
}
