package dev.airoute.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every field of every CRD, so that an API server takes them and {@code kubectl explain} is a reference. */
final class CrdTest {
  private final List<String> missing = new ArrayList<>();

  static Stream<Crd> crds() {
    return Crd.all();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void namesFollowTheKind(Crd crd) {
    Map<String, Object> names = Crd.map(Crd.map(crd.root(), "spec"), "names");
    String singular = crd.kind().value().toLowerCase(java.util.Locale.ROOT);

    assertThat(names)
        .containsEntry("kind", crd.kind().value())
        .containsEntry("listKind", crd.kind().value() + "List")
        .containsEntry("singular", singular)
        .containsEntry("plural", singular + "s")
        .containsEntry("shortNames", List.of(singular.substring(0, 3)))
        .containsEntry("categories", List.of("airoute"));
    assertThat(Crd.map(crd.root(), "metadata")).containsEntry("name", singular + "s.airoute.dev");
    assertThat("airoute.dev/" + crd.version().get("name")).isEqualTo(crd.kind().apiVersion());
  }

  @ParameterizedTest
  @MethodSource("crds")
  void columnsAnswerWhetherItWorks(Crd crd) {
    List<String> columns = ((List<?>)
            crd.version().getOrDefault("additionalPrinterColumns", List.of()))
        .stream().map(column -> String.valueOf(Crd.asMap(column).get("name"))).toList();

    assertThat(columns).contains("Accepted", "Programmed").endsWith("Age");
    assertThat(Crd.map(crd.version(), "subresources")).containsKey("status");
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyFieldIsDescribedAndBounded(Crd crd) {
    Crd.properties(crd.schema()).forEach((name, property) -> {
      if (!name.equals("metadata")) {
        visit(name, property, true);
      }
    });

    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void rulesSayWhatToDo(Crd crd) {
    visitRules("spec", crd.spec());

    assertThat(missing).isEmpty();
  }

  private void visit(String path, Map<String, Object> schema, boolean field) {
    if (field) {
      need(
          path,
          schema.get("description") instanceof String text && text.endsWith("."),
          "a description");
    }
    boolean top = path.equals("kind") || path.equals("apiVersion");
    switch (String.valueOf(schema.get("type"))) {
      case "string" ->
        need(
            path,
            top
                || schema.containsKey("maxLength")
                || schema.containsKey("enum")
                || schema.containsKey("format"),
            "maxLength");
      case "integer" ->
        need(
            path, schema.containsKey("minimum") && schema.containsKey("format"), "minimum, format");
      case "array" -> {
        need(path, schema.containsKey("maxItems"), "maxItems");
        visit(path + "[]", Crd.map(schema, "items"), false);
      }
      case "object" -> {
        if (schema.containsKey("additionalProperties")) {
          need(path, schema.containsKey("maxProperties"), "maxProperties");
          visit(path + "{}", Crd.map(schema, "additionalProperties"), false);
        }
      }
      default ->
        need(
            path,
            schema.containsKey("x-kubernetes-int-or-string")
                || schema.containsKey("x-kubernetes-preserve-unknown-fields"),
            "a type");
    }
    Crd.properties(schema).forEach((name, property) -> visit(path + "." + name, property, true));
  }

  private void visitRules(String path, Map<String, Object> schema) {
    if (schema.get("x-kubernetes-validations") instanceof List<?> rules) {
      for (Object rule : rules) {
        need(
            path,
            String.valueOf(Crd.asMap(rule).get("message")).contains("; "),
            "a message with a remedy");
      }
    }
    Crd.properties(schema).forEach((name, property) -> visitRules(path + "." + name, property));
    if (schema.containsKey("items")) {
      visitRules(path + "[]", Crd.map(schema, "items"));
    }
  }

  private void need(String path, boolean holds, String what) {
    if (!holds) {
      missing.add(path + " lacks " + what);
    }
  }
}
