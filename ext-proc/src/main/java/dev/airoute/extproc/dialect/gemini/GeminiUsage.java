package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * {@code usageMetadata}. Gemini's prompt holds what came from the cache, its candidates leave out what was thought; the
 * model's output is both. In a stream the counts are cumulative, and what a later event does not say stays as it was.
 *
 * @param tools what Google's own tools added to the prompt
 * @param audioPrompt of the prompt
 * @param audioCandidates of the candidates
 */
record GeminiUsage(
    long prompt,
    long tools,
    long cached,
    long candidates,
    long thoughts,
    long audioPrompt,
    long audioCandidates) {
  static final GeminiUsage NONE = new GeminiUsage(0, 0, 0, 0, 0, 0, 0);

  private static final String AUDIO = "AUDIO";

  /** This usage, updated by what an object says. */
  GeminiUsage with(@Nullable Json usage) {
    if (usage == null || !usage.isObject()) {
      return this;
    }
    return new GeminiUsage(
        count(usage, "promptTokenCount", prompt),
        count(usage, "toolUsePromptTokenCount", tools),
        count(usage, "cachedContentTokenCount", cached),
        count(usage, "candidatesTokenCount", candidates),
        count(usage, "thoughtsTokenCount", thoughts),
        audio(usage, "promptTokensDetails", audioPrompt),
        audio(usage, "candidatesTokensDetails", audioCandidates));
  }

  /** Counts that are no counts are ignored: usage must never cost an answer. */
  private static long count(Json object, String name, long known) {
    Json value = object.get(name);
    if (value == null || !value.isNumber()) {
      return known;
    }
    double number = value.asDouble();
    return number >= 0 && number < 1e15 ? (long) number : known;
  }

  private static long audio(Json usage, String name, long known) {
    long audio = known;
    for (Json detail : GeminiAnswer.elements(usage, name)) {
      if (detail.isObject() && GeminiAnswer.text(detail, "modality").equals(AUDIO)) {
        audio = count(detail, "tokenCount", known);
      }
    }
    return audio;
  }

  /** Now and then the prompt is counted without the cache; more cannot come from it than was sent. */
  Usage toModel() {
    long input = prompt + tools;
    long whole = cached > input ? input + cached : input;
    long output = candidates + thoughts;
    return new Usage(
        whole,
        cached,
        0,
        output,
        thoughts,
        Math.min(audioPrompt, whole),
        Math.min(audioCandidates, output));
  }

  static void write(Usage usage, JsonWriter out) {
    long said = usage.output() - usage.reasoning();
    out.name("usageMetadata").beginObject().field("promptTokenCount", usage.input());
    out.field("candidatesTokenCount", said).field("totalTokenCount", usage.total());
    if (usage.cacheRead() > 0) {
      out.field("cachedContentTokenCount", usage.cacheRead());
    }
    if (usage.reasoning() > 0) {
      out.field("thoughtsTokenCount", usage.reasoning());
    }
    details("promptTokensDetails", usage.input(), usage.audioInput(), out);
    details("candidatesTokensDetails", said, Math.min(said, usage.audioOutput()), out);
    out.endObject();
  }

  private static void details(String name, long all, long audio, JsonWriter out) {
    if (audio == 0) {
      return;
    }
    out.name(name).beginArray();
    if (all > audio) {
      out.beginObject()
          .field("modality", "TEXT")
          .field("tokenCount", all - audio)
          .endObject();
    }
    out.beginObject()
        .field("modality", AUDIO)
        .field("tokenCount", audio)
        .endObject()
        .endArray();
  }
}
