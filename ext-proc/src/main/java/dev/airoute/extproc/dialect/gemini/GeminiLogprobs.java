package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code logprobsResult}, and OpenAI's {@code logprobs}, which the model has. */
final class GeminiLogprobs {
  /** Null when it names no chosen token. */
  static @Nullable Json read(Json result) {
    List<Json> chosen = GeminiAnswer.elements(result, "chosenCandidates");
    if (chosen.isEmpty()) {
      return null;
    }
    List<Json> top = GeminiAnswer.elements(result, "topCandidates");
    JsonWriter out = new JsonWriter(result.length() + 64);
    out.beginObject().name("content").beginArray();
    for (int i = 0; i < chosen.size(); i++) {
      out.beginObject();
      token(chosen.get(i), out);
      out.name("top_logprobs").beginArray();
      List<Json> others =
          i < top.size() ? GeminiAnswer.elements(top.get(i), "candidates") : List.of();
      for (Json other : others) {
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

  /** Writes the member, if there is any token. @param logprobs objects of OpenAI's, one behind the other */
  static void write(List<Json> logprobs, JsonWriter out) {
    List<Json> tokens = new ArrayList<>();
    logprobs.forEach(each -> tokens.addAll(GeminiAnswer.elements(each, "content")));
    if (tokens.isEmpty()) {
      return;
    }
    out.name("logprobsResult").beginObject().name("chosenCandidates").beginArray();
    tokens.forEach(token -> candidate(token, out));
    out.endArray();
    if (tokens.stream().anyMatch(token -> !top(token).isEmpty())) {
      out.name("topCandidates").beginArray();
      for (Json token : tokens) {
        out.beginObject().name("candidates").beginArray();
        top(token).forEach(other -> candidate(other, out));
        out.endArray().endObject();
      }
      out.endArray();
    }
    out.endObject();
  }

  private static List<Json> top(Json token) {
    return GeminiAnswer.elements(token, "top_logprobs");
  }

  private static void candidate(Json token, JsonWriter out) {
    Json probability = token.get("logprob");
    out.beginObject().field("token", GeminiAnswer.text(token, "token"));
    out.optional("logProbability", probability).endObject();
  }

  private GeminiLogprobs() {}
}
