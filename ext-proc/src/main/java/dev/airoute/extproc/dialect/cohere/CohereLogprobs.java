package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code logprobs} as OpenAI's. Cohere gives a piece of text with the numbers of its tokens, but not where one ends and the
 * next begins: a piece of several tokens is one entry with the probability of all of them together.
 */
final class CohereLogprobs {
  /** More digits than any model means; numbers of any length would take any time. */
  private static final int LONGEST_NUMBER = 40;

  /** Null when nothing is said. @param items one piece, or a list of them */
  static @Nullable Json read(@Nullable Json items) {
    List<Json> pieces = pieces(items);
    if (pieces.isEmpty()) {
      return null;
    }
    JsonWriter out = new JsonWriter(256).beginObject().name("content").beginArray();
    for (Json piece : pieces) {
      Json text = piece.get("text");
      out.beginObject()
          .field("token", text != null && text.isString() ? text : Json.EMPTY_STRING)
          .field("logprob", sum(piece.get("logprobs")));
      out.name("bytes").nullValue().name("top_logprobs").beginArray().endArray().endObject();
    }
    return out.endArray().name("refusal").nullValue().endObject().toJson();
  }

  private static List<Json> pieces(@Nullable Json items) {
    if (items == null) {
      return List.of();
    }
    return items.isObject()
        ? List.of(items)
        : elements(items).stream().filter(Json::isObject).toList();
  }

  private static Json sum(@Nullable Json numbers) {
    List<Json> all = numbers == null ? List.of() : elements(numbers);
    List<Json> usable = all.stream()
        .filter(number -> number.isNumber() && number.length() <= LONGEST_NUMBER)
        .toList();
    if (usable.size() == 1) {
      return usable.getFirst();
    }
    double sum = 0;
    for (Json number : usable) {
      sum += number.asDouble();
    }
    return Double.isFinite(sum) ? Json.parse(BigDecimal.valueOf(sum).toString()) : Json.number(0);
  }

  private static List<Json> elements(Json array) {
    List<Json> elements = new ArrayList<>();
    if (array.isArray()) {
      JsonCursor cursor = array.cursor();
      cursor.enterArray();
      while (cursor.nextElement()) {
        elements.add(cursor.value());
      }
    }
    return elements;
  }

  private CohereLogprobs() {}
}
