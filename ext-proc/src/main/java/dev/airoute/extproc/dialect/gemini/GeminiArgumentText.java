package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;

/** Arguments of a call, which Gemini has as an object and other dialects as text. */
final class GeminiArgumentText {
  /** Holds arguments that are no JSON object, for instance because a token cap cut them. */
  private static final String INVALID = "invalid_arguments";

  /** @param arguments an object, or a JSON string that holds the text of what should be one */
  static Json object(Json arguments) {
    if (arguments.isObject()) {
      return arguments;
    }
    if (!arguments.isString()) {
      return wrapped(new JsonWriter().escaped(arguments).toJson());
    }
    if (arguments.isBlankString()) {
      return Json.EMPTY_OBJECT;
    }
    try {
      return new JsonWriter(arguments.length())
          .unescaped(arguments, Json.Kind.OBJECT)
          .toJson();
    } catch (JsonException _) {
      return wrapped(arguments);
    }
  }

  private static Json wrapped(Json text) {
    return new JsonWriter().beginObject().field(INVALID, text).endObject().toJson();
  }

  private GeminiArgumentText() {}
}
