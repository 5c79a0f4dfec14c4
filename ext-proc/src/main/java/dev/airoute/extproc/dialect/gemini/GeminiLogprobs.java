package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code logprobsResult} as OpenAI's {@code logprobs}. */
final class GeminiLogprobs {
  /** Null when it names no chosen token. */
  static @Nullable Json read(Json result) {
    List<Json> chosen = elements(result.get("chosenCandidates"));
    if (chosen.isEmpty()) {
      return null;
    }
    List<Json> top = elements(result.get("topCandidates"));
    JsonWriter out = new JsonWriter(result.length() + 64);
    out.beginObject().name("content").beginArray();
    for (int i = 0; i < chosen.size(); i++) {
      out.beginObject();
      token(chosen.get(i), out);
      out.name("top_logprobs").beginArray();
      for (Json other : i < top.size() ? elements(top.get(i).get("candidates")) : List.<Json>of()) {
        out.beginObject();
        token(other, out);
        out.endObject();
      }
      out.endArray().endObject();
    }
    return out.endArray().name("refusal").nullValue().endObject().toJson();
  }

  private static void token(Json candidate, JsonWriter out) {
    Json probability = candidate.get("logProbability");
    out.field("token", GeminiAnswer.text(candidate, "token"))
        .field("logprob", probability == null ? Json.number(0) : probability)
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

  private GeminiLogprobs() {}
}
