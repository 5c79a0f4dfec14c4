package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** What a reasoning item shows: the sections of its summary, then its text, where a provider has that. */
final class ReasoningText {
  /** Between sections. */
  static final Json BREAK = Json.string("\n\n");

  static Json of(Json item) {
    JsonWriter out = new JsonWriter(Math.max(item.length(), 16));
    out.beginString();
    int empty = out.size();
    append(Field.member(item, "summary"), empty, out);
    append(Field.member(item, "content"), empty, out);
    return out.endString().toJson();
  }

  private static void append(@Nullable Json sections, int empty, JsonWriter out) {
    if (sections == null || !sections.isArray()) {
      return;
    }
    JsonCursor cursor = sections.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json text = Field.member(cursor.value(), "text");
      if (text != null && text.isString() && !text.isEmptyString()) {
        if (out.size() > empty) {
          out.piece(BREAK);
        }
        out.piece(text);
      }
    }
  }

  private ReasoningText() {}
}
