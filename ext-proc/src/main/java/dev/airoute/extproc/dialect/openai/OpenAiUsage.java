package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * {@code usage}. Read so that the model's identities hold whatever the vendor counts: cached and written tokens are part of
 * the prompt, reasoning is part of the completion, and nothing is negative.
 */
public final class OpenAiUsage {
  public static Usage read(@Nullable Json usage) {
    if (usage == null || !usage.isObject()) {
      return Usage.ZERO;
    }
    Json promptDetails = Field.member(usage, "prompt_tokens_details");
    Json completionDetails = Field.member(usage, "completion_tokens_details");
    long input = count(usage, "prompt_tokens");
    long total = count(usage, "total_tokens");
    long reasoning =
        Math.max(count(completionDetails, "reasoning_tokens"), count(usage, "reasoning_tokens"));
    long output = output(input, count(usage, "completion_tokens"), total, reasoning);
    long cacheRead = Math.min(input, cacheRead(usage, promptDetails));
    long cacheWrite = Math.min(input - cacheRead, count(promptDetails, "cache_write_tokens"));
    return new Usage(
        input,
        cacheRead,
        cacheWrite,
        output,
        Math.min(reasoning, output),
        Math.min(input, count(promptDetails, "audio_tokens")),
        Math.min(output, count(completionDetails, "audio_tokens")));
  }

  /** xAI counts reasoning beside the completion, and only the total tells. */
  private static long output(long input, long completion, long total, long reasoning) {
    boolean beside = reasoning > completion || input + completion + reasoning == total;
    boolean silent = completion == 0 && total > input;
    return beside || silent ? Math.max(completion, total - input) : completion;
  }

  /** OpenAI's place, then DeepSeek's, Mistral's and Moonshot's. */
  private static long cacheRead(Json usage, @Nullable Json details) {
    long cached = count(details, "cached_tokens");
    for (String name :
        new String[] {"prompt_cache_hit_tokens", "num_cached_tokens", "cached_tokens"}) {
      cached = cached > 0 ? cached : count(usage, name);
    }
    return cached;
  }

  private static long count(@Nullable Json object, String name) {
    Json value = Field.member(object, name);
    if (value == null || !value.isNumber()) {
      return 0;
    }
    double number = value.asDouble();
    return number >= 0 && number < 1e15 ? (long) number : 0;
  }

  public static void write(Usage usage, JsonWriter out) {
    out.beginObject();
    out.field("prompt_tokens", usage.input());
    out.field("completion_tokens", usage.output());
    out.field("total_tokens", usage.total());
    out.name("prompt_tokens_details").beginObject().field("cached_tokens", usage.cacheRead());
    if (usage.cacheWrite() > 0) {
      out.field("cache_write_tokens", usage.cacheWrite());
    }
    if (usage.audioInput() > 0) {
      out.field("audio_tokens", usage.audioInput());
    }
    out.endObject().name("completion_tokens_details").beginObject();
    out.field("reasoning_tokens", usage.reasoning());
    if (usage.audioOutput() > 0) {
      out.field("audio_tokens", usage.audioOutput());
    }
    out.endObject().endObject();
  }

  private OpenAiUsage() {}
}
