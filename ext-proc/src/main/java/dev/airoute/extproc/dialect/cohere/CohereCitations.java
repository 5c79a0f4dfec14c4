package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Citation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.cohere.com/docs/rag-citations">Citations</a>: each says which piece of a text rests on which
 * sources, and is as many citations of the model as it has sources.
 */
final class CohereCitations {
  /** Whether it is one of a text, and not of reasoning or a plan. */
  static boolean ofText(Json citation) {
    String type = CohereJson.text(citation, "type");
    return type.isEmpty() || type.equals("TEXT_CONTENT");
  }

  /** Which content it is of; -1 when it does not say. */
  static int content(Json citation) {
    return CohereJson.number(citation, "content_index");
  }

  static List<Citation> read(Json citation, CohereText text) {
    int start = text.place(CohereJson.number(citation, "start"));
    int end = text.place(CohereJson.number(citation, "end"));
    String words = CohereJson.text(citation, "text");
    boolean placed = start >= 0 && end >= start && (words.isEmpty() || text.says(words, start));
    List<Citation> citations = new ArrayList<>();
    for (Json source : CohereJson.elements(citation, "sources")) {
      Citation made = source(source, placed ? start : -1, placed ? end : -1);
      if (made != null) {
        citations.add(made);
      }
    }
    return citations;
  }

  private static @Nullable Citation source(Json source, int start, int end) {
    Json document = CohereJson.at(source, "document");
    Json output = CohereJson.at(source, "tool_output");
    Json title = first(CohereJson.at(document, "title"), CohereJson.at(source, "id"));
    Json cited = first(CohereJson.at(document, "text"), CohereJson.at(document, "snippet"));
    if (cited == null && output != null) {
      cited = new JsonWriter(output.length() + 16).escaped(output).toJson();
    }
    Json url = first(CohereJson.at(document, "url"), null);
    return title == null && cited == null && url == null
        ? null
        : new Citation(url, title, cited, start, end);
  }

  /** The first that is a string with something in it. */
  private static @Nullable Json first(@Nullable Json one, @Nullable Json other) {
    if (one != null && one.isString() && !one.isEmptyString()) {
      return one;
    }
    return other == null || !other.isString() || other.isEmptyString() ? null : other;
  }

  private CohereCitations() {}
}
