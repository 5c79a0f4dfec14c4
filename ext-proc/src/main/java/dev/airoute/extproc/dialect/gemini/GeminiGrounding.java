package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Citation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://ai.google.dev/api/generate-content#GroundingMetadata">{@code groundingMetadata}</a>, a list of sources
 * and a list of places that name them, and {@code citationMetadata}, which Gemini has for what it knows by heart.
 */
final class GeminiGrounding {
  static final String FIELD = "answer.candidates[].groundingMetadata";

  static List<GeminiSource> grounding(Json metadata, Losses losses) {
    List<Json> chunks = GeminiAnswer.elements(metadata, "groundingChunks");
    List<GeminiSource> sources = new ArrayList<>();
    for (Json support : GeminiAnswer.elements(metadata, "groundingSupports")) {
      Json segment = support.get("segment");
      for (Json number : GeminiAnswer.elements(support, "groundingChunkIndices")) {
        int index = number.isNumber() ? (int) number.asDouble() : -1;
        if (segment != null && index >= 0 && index < chunks.size()) {
          add(chunks.get(index), segment, sources);
        }
      }
    }
    for (String left : List.of("searchEntryPoint", "webSearchQueries", "retrievalQueries")) {
      Json value = metadata.get(left);
      if (value != null && !value.equals(Json.NULL)) {
        losses.dropped(FIELD + "." + left, "only Gemini's answers hold it");
      }
    }
    return sources;
  }

  private static void add(Json chunk, Json segment, List<GeminiSource> sources) {
    for (String kind : List.of("web", "retrievedContext", "maps")) {
      Json source = chunk.get(kind);
      if (source != null && source.isObject()) {
        Json url = string(source, "uri");
        Json title = string(source, "title");
        Json text = string(source, "text");
        if (url != null || title != null || text != null) {
          sources.add(
              new GeminiSource(url, title, text, offset(segment, "startIndex", 0), end(segment)));
        }
        return;
      }
    }
  }

  static List<GeminiSource> citations(Json metadata) {
    List<GeminiSource> sources = new ArrayList<>();
    // AI Studio's name, and Vertex AI's.
    for (String name : List.of("citationSources", "citations")) {
      for (Json citation : GeminiAnswer.elements(metadata, name)) {
        Json url = string(citation, "uri");
        Json title = string(citation, "title");
        if (url != null || title != null) {
          sources.add(
              new GeminiSource(url, title, null, offset(citation, "startIndex", 0), end(citation)));
        }
      }
    }
    return sources;
  }

  private static int end(Json object) {
    return offset(object, "endIndex", Integer.MAX_VALUE);
  }

  private static int offset(Json object, String name, int otherwise) {
    Json value = object.get(name);
    return value != null && value.isNumber() ? (int) Math.max(0, value.asDouble()) : otherwise;
  }

  private static @Nullable Json string(Json object, String name) {
    Json value = object.get(name);
    return value != null && value.isString() && !value.isEmptyString() ? value : null;
  }

  /**
   * A citation, and where its text stands in the answer.
   *
   * @param before how many bytes were said before the text
   */
  record Cited(Citation citation, String text, int before) {}

  /** Writes the member, if there is anything to cite. */
  static void write(List<Cited> cited, JsonWriter out) {
    if (cited.isEmpty()) {
      return;
    }
    Map<List<@Nullable Json>, Integer> numbers = new LinkedHashMap<>();
    out.name("groundingMetadata").beginObject().name("groundingChunks").beginArray();
    for (Cited each : cited) {
      if (numbers.putIfAbsent(key(each.citation()), numbers.size()) == null) {
        chunk(each.citation(), out);
      }
    }
    out.endArray().name("groundingSupports").beginArray();
    for (Cited each : cited) {
      support(each, numbers.getOrDefault(key(each.citation()), 0), out);
    }
    out.endArray().endObject();
  }

  private static List<@Nullable Json> key(Citation citation) {
    List<@Nullable Json> key = new ArrayList<>();
    key.add(citation.url());
    key.add(citation.title());
    key.add(citation.citedText());
    return key;
  }

  private static void chunk(Citation citation, JsonWriter out) {
    boolean web = citation.citedText() == null;
    out.beginObject().name(web ? "web" : "retrievedContext").beginObject();
    out.optional("uri", citation.url()).optional("title", citation.title());
    out.optional("text", citation.citedText()).endObject().endObject();
  }

  private static void support(Cited cited, int chunk, JsonWriter out) {
    String text = cited.text();
    // A citation without a place is one of the whole text.
    boolean placed = cited.citation().start() >= 0;
    int from = placed ? Math.min(cited.citation().start(), text.length()) : 0;
    int to = placed ? Math.clamp(cited.citation().end(), from, text.length()) : text.length();
    int start = cited.before() + GeminiSource.bytes(text, 0, from);
    out.beginObject().name("segment").beginObject();
    out.field("startIndex", start);
    out.field("endIndex", start + GeminiSource.bytes(text, from, to));
    out.field("text", text.substring(from, to)).endObject();
    out.name("groundingChunkIndices").beginArray().number(chunk).endArray().endObject();
  }

  private GeminiGrounding() {}
}
