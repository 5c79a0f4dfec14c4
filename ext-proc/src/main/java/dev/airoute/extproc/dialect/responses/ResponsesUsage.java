package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * {@code usage}. Read so that the model's identities hold: cached and written tokens are part of the input, reasoning is
 * part of the output, and nothing is negative. Written with the details that clients insist on.
 */
final class ResponsesUsage {
  static Usage read(@Nullable Json usage) {
    if (usage == null || !usage.isObject()) {
      return Usage.ZERO;
    }
    Json inputDetails = Field.member(usage, "input_tokens_details");
    Json outputDetails = Field.member(usage, "output_tokens_details");
    long input = count(usage, "input_tokens");
    long total = count(usage, "total_tokens");
    long reasoning = count(outputDetails, "reasoning_tokens");
    long output = output(input, count(usage, "output_tokens"), total, reasoning);
    long cacheRead = Math.min(input, count(inputDetails, "cached_tokens"));
    long cacheWrite = Math.min(input - cacheRead, count(inputDetails, "cache_write_tokens"));
    return new Usage(input, cacheRead, cacheWrite, output, Math.min(reasoning, output));
  }

  /** Some vendors count reasoning beside the output, and only the total tells. */
  private static long output(long input, long output, long total, long reasoning) {
    boolean beside = reasoning > output || input + output + reasoning == total;
    return beside ? Math.max(output, total - input) : output;
  }

  private static long count(@Nullable Json object, String name) {
    Json value = Field.member(object, name);
    if (value == null || !value.isNumber()) {
      return 0;
    }
    double number = value.asDouble();
    return number >= 0 && number < 1e15 ? (long) number : 0;
  }

  static void write(Usage usage, JsonWriter out) {
    out.beginObject().field("input_tokens", usage.input());
    out.name("input_tokens_details").beginObject();
    out.field("cached_tokens", usage.cacheRead());
    out.field("cache_write_tokens", usage.cacheWrite()).endObject();
    out.field("output_tokens", usage.output());
    out.name("output_tokens_details").beginObject();
    out.field("reasoning_tokens", usage.reasoning()).endObject();
    out.field("total_tokens", usage.total()).endObject();
  }

  private ResponsesUsage() {}
}
