package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * {@code usage}. Anthropic's {@code input_tokens} leaves out what was read from and written to the cache; the model's input
 * is all of it. In a stream the counts are cumulative, and what a later event does not say stays as it was.
 *
 * @param input without the cache
 */
record AnthropicUsage(long input, long cacheRead, long cacheWrite, long output, long thinking) {
  static final AnthropicUsage NONE = new AnthropicUsage(0, 0, 0, 0, 0);

  /** This usage, updated by what an object says. */
  AnthropicUsage with(@Nullable Json usage) {
    if (usage == null || !usage.isObject()) {
      return this;
    }
    long tokens = count(usage, "output_tokens", output);
    Json details = usage.get("output_tokens_details");
    long thought = details == null ? thinking : count(details, "thinking_tokens", thinking);
    return new AnthropicUsage(
        count(usage, "input_tokens", input),
        count(usage, "cache_read_input_tokens", cacheRead),
        count(usage, "cache_creation_input_tokens", cacheWrite),
        tokens,
        Math.min(thought, tokens));
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

  Usage toModel() {
    return new Usage(input + cacheRead + cacheWrite, cacheRead, cacheWrite, output, thinking);
  }

  static void write(Usage usage, JsonWriter out) {
    long uncached = usage.input() - usage.cacheRead() - usage.cacheWrite();
    out.beginObject()
        .field("input_tokens", Math.max(0, uncached))
        .field("cache_creation_input_tokens", usage.cacheWrite())
        .field("cache_read_input_tokens", usage.cacheRead())
        .field("output_tokens", usage.output());
    if (usage.reasoning() > 0) {
      out.name("output_tokens_details")
          .beginObject()
          .field("thinking_tokens", usage.reasoning())
          .endObject();
    }
    out.endObject();
  }
}
