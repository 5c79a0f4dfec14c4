package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tools of a request take free text: their calls come back in a form of their own.
 *
 * @see <a href="https://platform.openai.com/docs/guides/function-calling#custom-tools">OpenAI: custom tools</a>
 */
final class OpenAiFreeForm {
  /** An array of their names; null when there are none. @param tools of a request */
  static @Nullable Json echo(@Nullable Json tools) {
    if (tools == null || !tools.isArray()) {
      return null;
    }
    JsonWriter names = new JsonWriter().beginArray();
    boolean any = false;
    JsonCursor cursor = tools.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json name = Field.member(Field.member(cursor.value(), "custom"), "name");
      if (name != null && name.isString()) {
        names.value(name);
        any = true;
      }
    }
    return any ? names.endArray().toJson() : null;
  }

  /** @param echo as {@link #echo} gave it */
  static Set<String> names(@Nullable Json echo) {
    if (echo == null) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    JsonCursor cursor = echo.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      names.add(cursor.text());
    }
    return names;
  }

  private OpenAiFreeForm() {}
}
