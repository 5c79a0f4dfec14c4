package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.Json.Kind;
import dev.airoute.extproc.json.JsonCursor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object, taken one by one as what they must be; a JSON null counts as absent. What nobody took is left
 * over at the end.
 */
final class Members {
  private final String path;
  private final Map<String, Json> values = new LinkedHashMap<>();

  private Members(String path) {
    this.path = path;
  }

  /** @param path of the object in the body, empty for the body itself */
  static Members read(JsonCursor cursor, String path) {
    if (cursor.kind() != Kind.OBJECT) {
      throw DialectException.invalid(path.isEmpty() ? "body" : path, "an object");
    }
    Members members = new Members(path);
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      Json value = cursor.value();
      if (!value.isNull()) {
        members.values.put(name, value);
      }
    }
    return members;
  }

  static Members of(Json object, String path) {
    return read(object.cursor(), path);
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  @Nullable
  Json any(String name) {
    return values.remove(name);
  }

  @Nullable
  Json string(String name) {
    return take(name, Kind.STRING, "a string");
  }

  @Nullable
  Json number(String name) {
    return take(name, Kind.NUMBER, "a number");
  }

  @Nullable
  Json object(String name) {
    return take(name, Kind.OBJECT, "an object");
  }

  @Nullable
  Json array(String name) {
    return take(name, Kind.ARRAY, "an array");
  }

  /** The members of an object within. */
  @Nullable
  Members inner(String name) {
    Json object = object(name);
    return object == null ? null : of(object, path(name));
  }

  @Nullable
  Boolean bool(String name) {
    Json value = values.remove(name);
    if (value != null && !value.isBoolean()) {
      throw DialectException.invalid(path(name), "true or false");
    }
    return value == null ? null : value.asBoolean();
  }

  /** A number without a fraction. */
  @Nullable
  Long count(String name) {
    Json value = number(name);
    return value == null ? null : Numbers.whole(value, path(name));
  }

  /** The characters of a string, empty when it is absent. */
  String text(String name) {
    Json value = string(name);
    return value == null ? "" : value.text();
  }

  Json requiredString(String name) {
    Json value = string(name);
    if (value == null) {
      throw DialectException.missing(path(name));
    }
    return value;
  }

  String requiredText(String name) {
    return requiredString(name).text();
  }

  /** Reports what nobody took. */
  void dropRest(Losses losses, String reason) {
    values.keySet().forEach(name -> losses.dropped(path(name), reason));
  }

  private @Nullable Json take(String name, Kind kind, String words) {
    Json value = values.remove(name);
    if (value != null && value.kind() != kind) {
      throw DialectException.invalid(path(name), words);
    }
    return value;
  }
}
