package dev.airoute.extproc.stream;

import dev.airoute.extproc.json.Json.Kind;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a chat request asks for, read by one pass over its bytes that also checks that all of it is JSON. */
record RequestScan(String model, boolean streaming) {
  private static final int LONGEST_MODEL = 256;

  static RequestScan of(byte[] body) {
    try {
      return scan(new JsonCursor(body));
    } catch (JsonException e) {
      throw invalid(
          "The request body is not usable JSON: " + e.getMessage() + ".", null, "invalid_json");
    }
  }

  private static RequestScan scan(JsonCursor cursor) {
    String model = null;
    boolean streaming = false;
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("model")) {
        model = model(cursor);
      } else if (cursor.nameIs("stream")) {
        streaming = streaming(cursor);
      }
    }
    cursor.end();
    if (model == null) {
      throw invalid(
          "The request names no model: the field 'model' is missing.", "model", "missing_model");
    }
    return new RequestScan(model, streaming);
  }

  private static String model(JsonCursor cursor) {
    if (cursor.kind() != Kind.STRING) {
      throw invalid(
          "The field 'model' must be a string, not " + word(cursor) + ".",
          "model",
          "invalid_model");
    }
    String model = cursor.text();
    if (model.isBlank() || model.length() > LONGEST_MODEL) {
      throw invalid(
          "The field 'model' must be a name of 1 to " + LONGEST_MODEL + " characters.",
          "model",
          "invalid_model");
    }
    return model;
  }

  private static boolean streaming(JsonCursor cursor) {
    return switch (cursor.kind()) {
      case TRUE -> true;
      case FALSE, NULL -> false;
      case OBJECT, ARRAY, STRING, NUMBER ->
        throw invalid(
            "The field 'stream' must be true or false, not " + word(cursor) + ".",
            "stream",
            "invalid_stream");
    };
  }

  private static String word(JsonCursor cursor) {
    return cursor.kind().name().toLowerCase(Locale.ROOT);
  }

  private static GatewayException invalid(String message, @Nullable String param, String code) {
    return new GatewayException(new GatewayError(
        ErrorKind.INVALID_REQUEST, message, param, code, null, ErrorKind.INVALID_REQUEST.status()));
  }
}
