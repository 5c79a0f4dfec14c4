package dev.airoute.extproc.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Log probabilities: a list with every text here, one object {@code {content, refusal}} in the model. */
final class Logprobs {
  /** The model's object for these tokens; null when there are none. */
  static @Nullable Json object(List<Json> tokens) {
    if (tokens.isEmpty()) {
      return null;
    }
    JsonWriter out = new JsonWriter(1024).beginObject().name("content").beginArray();
    tokens.forEach(out::value);
    return out.endArray().name("refusal").nullValue().endObject().toJson();
  }

  /** The tokens of a text of this dialect, in which writers may look for what they need. */
  static List<Json> tokens(@Nullable Json list) {
    if (list == null || !list.isArray()) {
      return List.of();
    }
    List<Json> tokens = new ArrayList<>();
    JsonCursor cursor = list.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      tokens.add(cursor.value().distinct());
    }
    return tokens;
  }

  /** The tokens in the model's object, those of a refusal left out: that has no place for them here. */
  static List<Json> of(@Nullable Json object) {
    return tokens(Field.member(object, "content")).stream()
        .map(Logprobs::complete)
        .toList();
  }

  /** Here a token has its bytes, which not every provider gives. */
  private static Json complete(Json token) {
    if (!token.isObject()) {
      return token;
    }
    JsonWriter out = new JsonWriter(token.length() + 64).beginObject();
    Json bytes = null;
    String text = "";
    JsonCursor cursor = token.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      Json value = cursor.value();
      switch (name) {
        case "bytes" -> bytes = value.isArray() ? value : null;
        case "top_logprobs" ->
          out.field(name, list(tokens(value).stream().map(Logprobs::complete).toList()));
        default -> out.field(name, value);
      }
      text = name.equals("token") && value.isString() ? value.text() : text;
    }
    if (bytes != null) {
      return out.field("bytes", bytes).endObject().toJson();
    }
    out.name("bytes").beginArray();
    for (byte b : text.getBytes(UTF_8)) {
      out.number(b & 0xff);
    }
    return out.endArray().endObject().toJson();
  }

  static Json list(List<Json> tokens) {
    JsonWriter out = new JsonWriter(1024).beginArray();
    tokens.forEach(out::value);
    return out.endArray().toJson();
  }

  private Logprobs() {}
}
