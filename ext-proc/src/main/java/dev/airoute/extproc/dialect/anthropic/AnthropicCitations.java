package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Citation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What text blocks cite: a whole block at a time. Written they are not: they point into documents and searches that only
 * Anthropic has.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/citations">Anthropic: citations</a>
 */
final class AnthropicCitations {
  /** @param citations of a text block, null when it has none */
  static List<Citation> read(@Nullable Json citations) {
    if (citations == null || !citations.isArray()) {
      return List.of();
    }
    List<Citation> read = new ArrayList<>();
    JsonCursor cursor = citations.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Citation citation = one(cursor.value());
      if (citation != null) {
        read.add(citation);
      }
    }
    return read;
  }

  /** Null when it names nothing. */
  static @Nullable Citation one(Json citation) {
    if (!citation.isObject()) {
      return null;
    }
    Json url = string(citation, "url");
    Json source = url == null ? string(citation, "source") : url;
    Json title = string(citation, "title");
    Json name = title == null ? string(citation, "document_title") : title;
    Json text = string(citation, "cited_text");
    return source == null && name == null && text == null
        ? null
        : new Citation(source, name, text, -1, -1);
  }

  private static @Nullable Json string(Json object, String name) {
    Json value = object.get(name);
    return value != null && value.isString() && !value.isEmptyString() ? value : null;
  }

  private AnthropicCitations() {}
}
