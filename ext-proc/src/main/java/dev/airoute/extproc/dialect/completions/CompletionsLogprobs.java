package dev.airoute.extproc.dialect.completions;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code logprobs}: lists side by side, where the model has a list of tokens. One instance per choice: tokens say where in
 * the text they begin, counted in characters.
 */
final class CompletionsLogprobs {
  private long offset;

  /** @param echoed text in front of the first token */
  CompletionsLogprobs(String echoed) {
    offset = length(echoed);
  }

  /** @param logprobs the model's; null: there are none */
  void write(@Nullable Json logprobs, JsonWriter out) {
    List<Json> tokens = elements(Field.member(logprobs, "content"));
    if (tokens.isEmpty()) {
      out.nullValue();
      return;
    }
    out.beginObject().name("tokens").beginArray();
    tokens.forEach(token -> out.value(text(token)));
    out.endArray().name("token_logprobs").beginArray();
    tokens.forEach(token -> out.value(logprob(token)));
    out.endArray().name("top_logprobs");
    top(tokens, out);
    out.name("text_offset").beginArray();
    for (Json token : tokens) {
      out.number(offset);
      offset += length(text(token).text());
    }
    out.endArray().endObject();
  }

  private static void top(List<Json> tokens, JsonWriter out) {
    out.beginArray();
    for (Json token : tokens) {
      // Names of members: a token that occurs twice would make them ambiguous.
      Set<Json> known = new HashSet<>();
      out.beginObject();
      for (Json other : elements(Field.member(token, "top_logprobs"))) {
        if (known.add(text(other))) {
          out.field(text(other).text(), logprob(other));
        }
      }
      out.endObject();
    }
    out.endArray();
  }

  private static Json text(Json token) {
    Json text = Field.member(token, "token");
    return text != null && text.isString() ? text : Json.EMPTY_STRING;
  }

  private static Json logprob(Json token) {
    Json number = Field.member(token, "logprob");
    return number != null && number.isNumber() ? number : Json.NULL;
  }

  private static long length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The model's form of a provider's; null when it holds none. */
  static @Nullable Json read(@Nullable Json logprobs) {
    List<Json> tokens = elements(Field.member(logprobs, "tokens"));
    if (tokens.isEmpty()) {
      return null;
    }
    List<Json> numbers = elements(Field.member(logprobs, "token_logprobs"));
    List<Json> tops = elements(Field.member(logprobs, "top_logprobs"));
    JsonWriter out = new JsonWriter(256).beginObject().name("content").beginArray();
    for (int i = 0; i < tokens.size(); i++) {
      out.beginObject();
      token(tokens.get(i), i < numbers.size() ? numbers.get(i) : Json.NULL, out);
      out.name("top_logprobs").beginArray();
      others(i < tops.size() ? tops.get(i) : Json.NULL, out);
      out.endArray().endObject();
    }
    return out.endArray().name("refusal").nullValue().endObject().toJson();
  }

  private static void others(Json top, JsonWriter out) {
    if (!top.isObject()) {
      return;
    }
    JsonCursor cursor = top.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      out.beginObject();
      token(Json.string(name), cursor.value(), out);
      out.endObject();
    }
  }

  /** The first token of an echoed prompt has no probability. */
  private static void token(Json text, Json number, JsonWriter out) {
    out.field("token", text.isString() ? text : Json.EMPTY_STRING)
        .field("logprob", number.isNumber() ? number : Json.number(0))
        .name("bytes")
        .nullValue();
  }

  private static List<Json> elements(@Nullable Json array) {
    List<Json> elements = new ArrayList<>();
    if (array != null && array.isArray()) {
      JsonCursor cursor = array.cursor();
      cursor.enterArray();
      while (cursor.nextElement()) {
        elements.add(cursor.value());
      }
    }
    return elements;
  }
}
