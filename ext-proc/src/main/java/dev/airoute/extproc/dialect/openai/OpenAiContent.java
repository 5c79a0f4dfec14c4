package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import org.jspecify.annotations.Nullable;

/** Finds out whether a chunk says something, also of kinds without a place in the model: audio, images, custom tools. */
final class OpenAiContent {
  static boolean isIn(SseEvent frame) {
    if (frame.length() == 0 || frame.dataIs("[DONE]")) {
      return false;
    }
    try {
      Json data = frame.json();
      Json choices = data.isObject() ? Field.member(data, "choices") : null;
      return choices != null && choices.isArray() && anyIn(choices);
    } catch (JsonException _) {
      return false;
    }
  }

  private static boolean anyIn(Json choices) {
    JsonCursor cursor = choices.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json choice = cursor.value();
      if (choice.isObject() && says(Field.member(choice, "delta"))) {
        return true;
      }
    }
    return false;
  }

  /** The role, and the name that some vendors send with it, only announce an answer. */
  private static boolean says(@Nullable Json delta) {
    if (delta == null || !delta.isObject()) {
      return false;
    }
    JsonCursor cursor = delta.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("role") || cursor.nameIs("name")) {
        cursor.skip();
      } else if (!isEmpty(cursor.value())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEmpty(Json value) {
    return switch (value.kind()) {
      case STRING -> value.isEmptyString();
      case ARRAY -> {
        JsonCursor cursor = value.cursor();
        cursor.enterArray();
        yield !cursor.nextElement();
      }
      case OBJECT -> {
        JsonCursor cursor = value.cursor();
        cursor.enterObject();
        yield !cursor.nextField();
      }
      case NUMBER, TRUE, FALSE, NULL -> true;
    };
  }

  private OpenAiContent() {}
}
