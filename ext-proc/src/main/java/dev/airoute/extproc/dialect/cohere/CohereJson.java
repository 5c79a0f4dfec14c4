package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Members of what Cohere sends, where null is as good as absent. */
final class CohereJson {
  /** What is found along the names; null when there is nothing, or on the way no object. */
  static @Nullable Json at(@Nullable Json value, String... names) {
    Json found = value;
    for (String name : names) {
      found = found == null ? null : found.get(name);
    }
    return found == null || found.isNull() ? null : found;
  }

  /** A string; null when absent, refused when it is anything else. */
  static @Nullable Json string(@Nullable Json value, String... names) {
    Json found = at(value, names);
    if (found != null && !found.isString()) {
      throw new JsonException("'" + names[names.length - 1] + "' is not a string", 0);
    }
    return found;
  }

  /** The characters of a string; empty when absent. */
  static String text(@Nullable Json value, String... names) {
    Json found = string(value, names);
    return found == null ? "" : found.text();
  }

  /** The number of a thing; -1 when absent. */
  static int number(@Nullable Json value, String... names) {
    Json found = at(value, names);
    return found == null ? -1 : (int) Math.clamp(found.asLong(), -1, Integer.MAX_VALUE);
  }

  /** The elements of an array; none when absent. */
  static List<Json> elements(@Nullable Json value, String... names) {
    Json found = at(value, names);
    List<Json> elements = new ArrayList<>();
    if (found != null) {
      JsonCursor cursor = found.cursor();
      cursor.enterArray();
      while (cursor.nextElement()) {
        elements.add(cursor.value());
      }
    }
    return elements;
  }

  private CohereJson() {}
}
