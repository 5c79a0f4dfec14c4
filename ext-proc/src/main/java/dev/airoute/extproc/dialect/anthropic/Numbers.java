package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;

/** Numbers as requests write them. */
final class Numbers {
  static long whole(Json number, String field) {
    try {
      return number.asLong();
    } catch (JsonException _) {
      throw DialectException.invalid(field, "a whole number");
    }
  }

  private Numbers() {}
}
