package dev.airoute.controlplane.validate;

import dev.airoute.controlplane.validate.YamlNode.Field;
import dev.airoute.controlplane.validate.YamlNode.Mapping;
import dev.airoute.controlplane.validate.YamlNode.Scalar;
import dev.airoute.controlplane.validate.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${VAR}} and {@code ${VAR:-default}} into values. As in a shell, an empty variable takes the default; two
 * dollar signs before the brace stand for one of them and no variable. A variable is only ever text within a value: it
 * cannot add structure.
 */
final class Substitution {
  private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([^}]*)(}?)");
  private static final Pattern INSIDE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

  private final Map<String, String> environment;
  private final Report report;

  Substitution(Map<String, String> environment, Report report) {
    this.environment = environment;
    this.report = report;
  }

  YamlNode apply(YamlNode node, FieldPath path) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar, path);
      case Sequence(var position, var items) -> {
        List<YamlNode> filled = new ArrayList<>(items.size());
        for (YamlNode item : items) {
          filled.add(apply(item, path.index(filled.size())));
        }
        yield new Sequence(position, filled);
      }
      case Mapping(var position, var fields) ->
        new Mapping(
            position,
            fields.stream()
                .map(field -> new Field(
                    field.position(), field.name(), apply(field.value(), path.field(field.name()))))
                .toList());
    };
  }

  private Scalar scalar(Scalar scalar, FieldPath path) {
    if (!scalar.text().contains("${")) {
      return scalar;
    }
    Matcher reference = REFERENCE.matcher(scalar.text());
    StringBuilder filled = new StringBuilder();
    while (reference.find()) {
      String text = reference.group(1).isEmpty()
          ? lookUp(reference, scalar.position(), path)
          : "${" + reference.group(2) + reference.group(3);
      reference.appendReplacement(filled, Matcher.quoteReplacement(text));
    }
    return new Scalar(
        scalar.position(),
        reference.appendTail(filled).toString(),
        scalar.plain(),
        scalar.written());
  }

  private String lookUp(Matcher reference, Position position, FieldPath path) {
    Matcher inside = INSIDE.matcher(reference.group(2));
    if (reference.group(3).isEmpty() || !inside.matches()) {
      report.add(
          position,
          path,
          "${…} does not name a variable",
          "write ${NAME} or ${NAME:-default}; $${ stands for ${ itself");
      return "";
    }
    String value = environment.get(inside.group(1));
    String otherwise = inside.group(2);
    if (otherwise != null && (value == null || value.isEmpty())) {
      return otherwise;
    }
    if (value == null) {
      report.add(
          position,
          path,
          "the environment variable " + inside.group(1) + " is not set",
          "set it, or give a default: ${" + inside.group(1) + ":-…}");
      return "";
    }
    return value;
  }
}
