package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.Json.Kind;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object of a request, taken one by one as what they must be; a JSON null counts as absent. What nobody
 * took is left over at the end.
 *
 * <p>As in all <a href="https://protobuf.dev/programming-guides/json/">JSON of protocol buffers</a>, names may be written
 * in {@code lowerCamelCase} or in {@code snake_case}, and numbers as strings; Google also takes a single element for a list
 * of one.
 */
final class Members {
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

  private final String path;
  private final Map<String, Json> values = new LinkedHashMap<>();

  private Members(String path) {
    this.path = path;
  }

  /** @param path of the object in the body, empty for the body itself */
  static Members read(JsonCursor cursor, String path) {
    if (cursor.kind() != Kind.OBJECT) {
      throw invalid(path.isEmpty() ? "body" : path, "an object");
    }
    Members members = new Members(path);
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = name(cursor.name());
      Json value = cursor.value();
      if (!value.isNull() && members.values.put(name, value) != null) {
        throw refused(members.path(name), members.path(name) + " is there twice");
      }
    }
    return members;
  }

  static Members of(Json object, String path) {
    return read(object.cursor(), path);
  }

  /** A field's one name, however it is written. */
  static String name(String written) {
    if (written.indexOf('_') < 0) {
      return written;
    }
    StringBuilder name = new StringBuilder(written.length());
    boolean upper = false;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '_') {
        upper = !name.isEmpty();
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return name.toString();
  }

  /** The elements ahead: of an array, or the one thing that stands for it. */
  static List<Json> elements(Json value) {
    if (!value.isArray()) {
      return List.of(value);
    }
    List<Json> elements = new ArrayList<>();
    JsonCursor cursor = value.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      elements.add(cursor.value());
    }
    return elements;
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The path without indices, as losses name it. */
  static String field(String path) {
    return INDEX.matcher(path).replaceAll("[]");
  }

  /** The object itself, as losses name it. */
  String field() {
    return field(path);
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
  Json object(String name) {
    return take(name, Kind.OBJECT, "an object");
  }

  @Nullable
  Json number(String name) {
    Json value = values.remove(name);
    if (value == null) {
      return null;
    }
    Json number = number(value);
    if (number == null) {
      throw invalid(path(name), "a number");
    }
    return number;
  }

  /** A number, also one in quotes; null for everything else. */
  static @Nullable Json number(Json value) {
    if (!value.isString()) {
      return value.isNumber() ? value : null;
    }
    try {
      Json number = Json.parse(value.text());
      return number.isNumber() ? number : null;
    } catch (JsonException _) {
      return null;
    }
  }

  boolean bool(String name) {
    Json value = values.remove(name);
    if (value != null && !value.isBoolean()) {
      throw invalid(path(name), "true or false");
    }
    return value != null && value.asBoolean();
  }

  List<Json> list(String name) {
    Json value = values.remove(name);
    return value == null ? List.of() : elements(value);
  }

  /** The members of an object within. */
  @Nullable
  Members inner(String name) {
    Json object = object(name);
    return object == null ? null : of(object, path(name));
  }

  /** The characters of a string, empty when it is absent. */
  String text(String name) {
    Json value = string(name);
    return value == null ? "" : value.text();
  }

  String requiredText(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      throw refused(path(name), path(name) + " is missing");
    }
    return text;
  }

  /** Reports what nobody took. */
  void dropRest(Losses losses, String reason) {
    values.keySet().forEach(name -> losses.dropped(field(path(name)), reason));
  }

  static GatewayException invalid(String path, String expected) {
    return refused(path, path + " must be " + expected);
  }

  static GatewayException refused(String path, String message) {
    return new GatewayException(new GatewayError(
        ErrorKind.INVALID_REQUEST,
        message,
        path,
        "invalid_value",
        null,
        ErrorKind.INVALID_REQUEST.status()));
  }

  private @Nullable Json take(String name, Kind kind, String words) {
    Json value = values.remove(name);
    if (value != null && value.kind() != kind) {
      throw invalid(path(name), words);
    }
    return value;
  }
}
