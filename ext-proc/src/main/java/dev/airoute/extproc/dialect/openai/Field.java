package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.Json.Kind;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import org.jspecify.annotations.Nullable;

/** Takes the value ahead of a cursor as what a request's field must be; a JSON null counts as absent. */
public final class Field {
  public static @Nullable Json string(JsonCursor cursor, String field) {
    return of(Kind.STRING, "a string", cursor.value(), field);
  }

  public static @Nullable Json number(JsonCursor cursor, String field) {
    return of(Kind.NUMBER, "a number", cursor.value(), field);
  }

  public static @Nullable Json object(JsonCursor cursor, String field) {
    return of(Kind.OBJECT, "an object", cursor.value(), field);
  }

  public static @Nullable Json array(JsonCursor cursor, String field) {
    return of(Kind.ARRAY, "an array", cursor.value(), field);
  }

  public static @Nullable Boolean bool(JsonCursor cursor, String field) {
    Json value = cursor.value();
    if (value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw invalid(field, "true or false");
    }
    return value.asBoolean();
  }

  public static @Nullable String text(JsonCursor cursor, String field) {
    Json value = string(cursor, field);
    return value == null ? null : value.text();
  }

  /** The value, unless it is null. */
  public static @Nullable Json any(JsonCursor cursor) {
    Json value = cursor.value();
    return value.isNull() ? null : value;
  }

  /** A member that is there and not null. */
  public static @Nullable Json member(@Nullable Json object, String name) {
    Json value = object == null ? null : object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  public static GatewayException invalid(String field, String expected) {
    return refused(field, field + " must be " + expected);
  }

  public static GatewayException missing(String field) {
    return refused(field, field + " is missing");
  }

  public static GatewayException refused(String field, String message) {
    return new GatewayException(new GatewayError(
        ErrorKind.INVALID_REQUEST,
        message,
        field,
        "invalid_value",
        null,
        ErrorKind.INVALID_REQUEST.status()));
  }

  private static @Nullable Json of(Kind kind, String words, Json value, String field) {
    if (value.isNull()) {
      return null;
    }
    if (value.kind() != kind) {
      throw invalid(field, words);
    }
    return value;
  }

  private Field() {}
}
