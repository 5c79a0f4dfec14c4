package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import org.jspecify.annotations.Nullable;

/** What of a request its answer cannot be written without: whether thoughts are to be shown, which they are not by default. */
final class GeminiEcho {
  private static final Json SHOWN = Json.parse("{\"includeThoughts\":true}");

  private static final Json HIDDEN = Json.parse("{\"includeThoughts\":false}");

  static Json of(Json body) {
    try {
      Json config = member(body, "generationConfig");
      Json thinking = config == null ? null : member(config, GeminiConfigReader.THINKING);
      Json shown = thinking == null ? null : member(thinking, GeminiConfigReader.INCLUDE_THOUGHTS);
      return Json.TRUE.equals(shown) ? SHOWN : HIDDEN;
    } catch (JsonException _) {
      return HIDDEN;
    }
  }

  static boolean showsThoughts(@Nullable Json echo) {
    return !HIDDEN.equals(echo);
  }

  private static @Nullable Json member(Json object, String name) {
    if (!object.isObject()) {
      return null;
    }
    Json found = null;
    JsonCursor cursor = object.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (Members.name(cursor.name()).equals(name)) {
        found = cursor.value();
      } else {
        cursor.skip();
      }
    }
    return found;
  }

  private GeminiEcho() {}
}
