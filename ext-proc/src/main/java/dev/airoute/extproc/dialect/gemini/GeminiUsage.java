package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * {@code usageMetadata}. Gemini's prompt holds what came from the cache, its candidates leave out what was thought; the
 * model's output is both. In a stream the counts are cumulative, and what a later event does not say stays as it was.
 *
 * @param tools what Google's own tools added to the prompt
 */
record GeminiUsage(long prompt, long tools, long cached, long candidates, long thoughts) {
  static final GeminiUsage NONE = new GeminiUsage(0, 0, 0, 0, 0);

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
        count(usage, "thoughtsTokenCount", thoughts));
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

  /** Now and then the prompt is counted without the cache; more cannot come from it than was sent. */
  Usage toModel() {
    long input = prompt + tools;
    return new Usage(
        cached > input ? input + cached : input, cached, 0, candidates + thoughts, thoughts);
  }
}
