package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Dialect.Refusal;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the vendors check alike. */
final class Checks {
  static void require(boolean holds, String message) throws Refusal {
    if (!holds) {
      throw new Refusal(400, message);
    }
  }

  static void knownFields(JsonNode object, Set<String> known, String where) throws Refusal {
    require(object.isObject(), where + ": object expected");
    for (String name : object.propertyNames()) {
      require(known.contains(name), where + ": extra field not permitted: " + name);
    }
  }

  static String text(JsonNode object, String name, String where) throws Refusal {
    JsonNode value = object.path(name);
    require(value.isString(), where + "." + name + ": string expected");
    return value.stringValue();
  }

  static String filled(JsonNode object, String name, String where) throws Refusal {
    String value = text(object, name, where);
    require(!value.isEmpty(), where + "." + name + ": must not be empty");
    return value;
  }

  static void between(JsonNode object, String name, double low, double high) throws Refusal {
    JsonNode value = object.path(name);
    if (!value.isMissingNode() && !value.isNull()) {
      require(
          value.isNumber() && value.doubleValue() >= low && value.doubleValue() <= high,
          name + ": a number between " + low + " and " + high + " expected");
    }
  }

  static void positive(JsonNode object, String name) throws Refusal {
    JsonNode value = object.path(name);
    if (!value.isMissingNode() && !value.isNull()) {
      require(
          value.isIntegralNumber() && value.longValue() > 0, name + ": integer above 0 expected");
    }
  }

  static void bool(JsonNode object, String name) throws Refusal {
    JsonNode value = object.path(name);
    if (!value.isMissingNode() && !value.isNull()) {
      require(value.isBoolean(), name + ": boolean expected");
    }
  }

  /** A text, or the texts of blocks. */
  static String texts(JsonNode content) {
    return content.isString()
        ? content.stringValue()
        : content
            .valueStream()
            .map(block -> block.path("text").asString(""))
            .collect(Collectors.joining("\n"));
  }

  private Checks() {}
}
