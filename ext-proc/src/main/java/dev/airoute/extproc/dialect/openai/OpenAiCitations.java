package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code annotations}: this dialect knows citations of addresses, by their place in the content.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/object">OpenAI: the chat completion object</a>
 */
final class OpenAiCitations {
  private static final String TYPE = "url_citation";

  static List<Citation> read(@Nullable Json annotations, Losses losses) {
    if (annotations == null || !annotations.isArray()) {
      return List.of();
    }
    List<Citation> citations = new ArrayList<>();
    JsonCursor cursor = annotations.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json source = Field.member(cursor.value(), TYPE);
      Json url = string(source, "url");
      if (url == null) {
        losses.dropped("answer.annotations", "only citations of addresses can be carried");
      } else {
        citations.add(new Citation(
            url,
            string(source, "title"),
            string(source, "content"),
            offset(source, "start_index"),
            offset(source, "end_index")));
      }
    }
    return citations;
  }

  private static @Nullable Json string(@Nullable Json object, String name) {
    Json value = Field.member(object, name);
    return value != null && value.isString() && !value.isEmptyString() ? value : null;
  }

  private static int offset(@Nullable Json object, String name) {
    Json value = Field.member(object, name);
    double number = value != null && value.isNumber() ? value.asDouble() : -1;
    return number >= 0 && number <= Integer.MAX_VALUE ? (int) number : -1;
  }

  /** Of all the texts that make up one content. */
  static void write(List<Part.Text> texts, JsonWriter out, Losses losses) {
    if (texts.stream().allMatch(text -> text.citations().isEmpty())) {
      return;
    }
    out.name("annotations").beginArray();
    int base = 0;
    for (Part.Text text : texts) {
      int length = text.text().textLength();
      for (Citation citation : text.citations()) {
        write(citation, base, length, out, losses);
      }
      base += length;
    }
    out.endArray();
  }

  /** @param base where the text begins in the content @param length of the text so far */
  static void write(Citation citation, int base, int length, JsonWriter out, Losses losses) {
    if (citation.url() == null) {
      losses.dropped("answer.citations", "this dialect cites addresses only");
      return;
    }
    boolean placed = citation.start() >= 0 && citation.end() >= citation.start();
    out.beginObject().field("type", TYPE).name(TYPE).beginObject();
    out.field("url", citation.url());
    out.field("title", citation.title() == null ? citation.url() : citation.title());
    out.field("start_index", base + (placed ? citation.start() : 0));
    out.field("end_index", base + (placed ? citation.end() : length));
    out.optional("content", citation.citedText()).endObject().endObject();
  }

  private OpenAiCitations() {}
}
