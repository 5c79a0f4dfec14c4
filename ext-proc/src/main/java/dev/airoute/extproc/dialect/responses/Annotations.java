package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Citation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code annotations}: sources that a text names. */
final class Annotations {
  static List<Citation> read(@Nullable Json array, Losses losses) {
    if (array == null || !array.isArray()) {
      return List.of();
    }
    List<Citation> citations = new ArrayList<>();
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Citation citation = one(cursor.value(), losses);
      if (citation != null) {
        citations.add(citation);
      }
    }
    return citations;
  }

  /** Null for what names no source. */
  static @Nullable Citation one(Json annotation, Losses losses) {
    Json url = string(annotation, "url");
    Json title = string(annotation, "title");
    Json name = title == null ? string(annotation, "filename") : title;
    if (url == null && name == null) {
      Json type = string(annotation, "type");
      losses.dropped(
          "answer.output[].content[].annotations[]." + (type == null ? "untyped" : type.text()),
          "it names neither an address nor a title");
      return null;
    }
    return new Citation(
        url, name, null, offset(annotation, "start_index"), offset(annotation, "end_index"));
  }

  private static int offset(Json annotation, String name) {
    Json value = Field.member(annotation, name);
    if (value == null || !value.isNumber()) {
      return -1;
    }
    double number = value.asDouble();
    return number >= 0 && number <= Integer.MAX_VALUE ? (int) number : -1;
  }

  private static @Nullable Json string(Json annotation, String name) {
    Json value = Field.member(annotation, name);
    return value != null && value.isString() && !value.isEmptyString() ? value : null;
  }

  private Annotations() {}
}
