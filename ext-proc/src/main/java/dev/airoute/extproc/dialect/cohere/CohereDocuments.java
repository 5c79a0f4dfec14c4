package dev.airoute.extproc.dialect.cohere;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents stand beside the messages, where Cohere cites them; it takes none there together with tools or an output format.
 * One instance per request.
 */
final class CohereDocuments {
  private record Entry(Json text, @Nullable Json title) {}

  private final boolean possible;
  private final List<Entry> entries = new ArrayList<>();

  /** @param possible whether the request may have documents beside its messages */
  CohereDocuments(boolean possible) {
    this.possible = possible;
  }

  boolean any() {
    return !entries.isEmpty();
  }

  /** Whether the document found a place here. */
  boolean take(Json text, @Nullable Json title) {
    if (possible && !text.isBlankString()) {
      entries.add(new Entry(text, title));
      return true;
    }
    return false;
  }

  void write(JsonWriter out) {
    if (entries.isEmpty()) {
      return;
    }
    out.name("documents").beginArray();
    for (Entry entry : entries) {
      out.beginObject().name("data").beginObject().field("text", entry.text());
      out.optional("title", entry.title()).endObject().endObject();
    }
    out.endArray();
  }

  /** The text of a document, a JSON string; null when it is not text, or not here. */
  static @Nullable Json text(Part.Document document) {
    return switch (document.media()) {
      case Media.PlainText(Json text) -> text;
      case Media.Base64(String type, Json data) -> type.startsWith("text/") ? decoded(data) : null;
      case Media.Url _, Media.FileId _ -> null;
    };
  }

  private static @Nullable Json decoded(Json data) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(data.unquoted());
      return Json.string(new String(bytes, UTF_8));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
