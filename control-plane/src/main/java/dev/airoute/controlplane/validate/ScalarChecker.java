package dev.airoute.controlplane.validate;

import dev.airoute.controlplane.validate.YamlNode.Mapping;
import dev.airoute.controlplane.validate.YamlNode.Scalar;
import dev.airoute.controlplane.validate.YamlNode.Sequence;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds single values against their schema. */
final class ScalarChecker {
  private final Report report;

  ScalarChecker(Report report) {
    this.report = report;
  }

  /** The value as the schema types it; null after a problem. A variable's value takes the type that is wanted. */
  @Nullable
  Object check(Schema schema, Scalar scalar, FieldPath path) {
    Object value = schema.type() == Schema.Type.STRING && scalar.substituted()
        ? scalar.text()
        : scalar.value();
    switch (value) {
      case String text
      when schema.type() == Schema.Type.STRING || schema.intOrString() ->
        checkText(schema, scalar, text, path);
      case Long number
      when schema.type() == Schema.Type.INTEGER || schema.intOrString() ->
        checkNumber(schema, scalar, number, path);
      case Boolean flag when schema.type() == Schema.Type.BOOLEAN -> {}
      case null, default -> {
        wrongType(schema, scalar, path);
        return null;
      }
    }
    return value;
  }

  void wrongType(Schema schema, YamlNode node, FieldPath path) {
    String wanted = wanted(schema);
    switch (node) {
      case Mapping mapping ->
        report.add(
            mapping.position(),
            path,
            "must be " + wanted + ", not a block of fields",
            example(schema));
      case Sequence sequence ->
        report.add(
            sequence.position(), path, "must be " + wanted + ", not a list", example(schema));
      case Scalar scalar -> wrongScalar(schema, scalar, wanted, path);
    }
  }

  private void wrongScalar(Schema schema, Scalar scalar, String wanted, FieldPath path) {
    Object value = scalar.value();
    String message = value == null
        ? "must be " + wanted + ", but is empty"
        : "must be " + wanted + ", but " + report.show(scalar) + " is " + nameOf(value);
    report.add(scalar.position(), path, message, remedyForScalar(schema, scalar, value));
  }

  private @Nullable String remedyForScalar(Schema schema, Scalar scalar, @Nullable Object value) {
    if (value == null) {
      return "give it a value, or remove it";
    }
    if (schema.type() == Schema.Type.STRING) {
      return "put it in quotes";
    }
    if (schema.type() == Schema.Type.ARRAY) {
      return "write a list: [" + report.show(scalar) + "]";
    }
    if (schema.type() == Schema.Type.OBJECT) {
      return schema.required().size() == 1 && schema.field(schema.required().getFirst()) != null
          ? "write {" + schema.required().getFirst() + ": " + report.show(scalar) + "}"
          : "fields here are: " + String.join(", ", schema.properties().keySet());
    }
    return !scalar.plain() && PlainScalar.resolve(scalar.text()) instanceof Long
        ? "remove the quotes"
        : example(schema);
  }

  private void checkText(Schema schema, Scalar scalar, String text, FieldPath path) {
    int length = text.codePointCount(0, text.length());
    if (!schema.allowed().isEmpty()) {
      checkAllowed(schema, scalar, text, path);
    } else if (length == 0 && schema.minLength() != null && schema.minLength() > 0) {
      report.add(scalar.position(), path, "must not be empty" + origin(scalar), example(schema));
    } else if (schema.maxLength() != null && length > schema.maxLength()) {
      report.add(
          scalar.position(),
          path,
          "is " + length + " characters long, at most " + schema.maxLength() + " are allowed",
          "shorten it");
    } else if (!schema.matchesPattern(text)
        || (schema.minLength() != null && length < schema.minLength())) {
      report.add(
          scalar.position(),
          path,
          report.quote(scalar) + " does not have the right form",
          example(schema));
    } else {
      checkFormat(schema, scalar, text, path);
    }
  }

  private void checkAllowed(Schema schema, Scalar scalar, String text, FieldPath path) {
    if (schema.allowed().contains(text)) {
      return;
    }
    List<String> allowed = schema.allowed().stream().map(String::valueOf).toList();
    Optional<String> near = scalar.substituted() ? Optional.empty() : Similar.to(text, allowed);
    report.add(
        scalar.position(),
        path,
        report.quote(scalar) + " is not one of " + String.join(", ", allowed),
        near.map(name -> "did you mean " + name + "?").orElse("choose one of them"));
  }

  private void checkFormat(Schema schema, Scalar scalar, String text, FieldPath path) {
    try {
      if (schema.format() == Schema.Format.BASE64) {
        Base64.getDecoder().decode(text.replaceAll("[\r\n]", ""));
      } else if (schema.format() == Schema.Format.DATE_TIME) {
        OffsetDateTime.parse(text);
      }
    } catch (IllegalArgumentException e) {
      report.add(scalar.position(), path, "is not base64", "encode it, or move it to stringData");
    } catch (DateTimeException e) {
      report.add(
          scalar.position(),
          path,
          report.quote(scalar) + " is not a time",
          "for example 2026-01-02T03:04:05Z");
    }
  }

  private void checkNumber(Schema schema, Scalar scalar, long number, FieldPath path) {
    Long least = schema.minimum();
    Long most = schema.maximum();
    if (least != null && number < least) {
      report.add(
          scalar.position(), path, report.show(scalar) + " is less than " + least, "raise it");
    } else if (most != null && number > most) {
      report.add(
          scalar.position(), path, report.show(scalar) + " is more than " + most, "lower it");
    }
  }

  private static String origin(Scalar scalar) {
    return scalar.substituted() ? ", but " + scalar.written() + " is" : "";
  }

  private static @Nullable String example(Schema schema) {
    return schema.example() == null ? null : "for example " + schema.example();
  }

  private static String wanted(Schema schema) {
    if (schema.type() == null) {
      return "a number or text";
    }
    return switch (schema.type()) {
      case STRING -> "text";
      case INTEGER -> "a whole number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      case OBJECT -> "a block of fields";
    };
  }

  private static String nameOf(Object value) {
    return switch (value) {
      case String text -> "text";
      case Long number -> "a number";
      case Double number -> "a number with a fraction";
      case Boolean flag -> flag ? "the value true in YAML" : "the value false in YAML";
      default -> "something else";
    };
  }
}
