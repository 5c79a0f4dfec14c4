package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * {@code usage}. What the model has read and written is in {@code tokens}; {@code billed_units} leaves out Cohere's own
 * preamble and serves only where nothing else is said. What came from the cache is part of the input.
 */
final class CohereUsage {
  static Usage read(@Nullable Json usage) {
    if (usage == null || !usage.isObject()) {
      return Usage.ZERO;
    }
    Json tokens = usage.get("tokens");
    Json counted = tokens != null && tokens.isObject() ? tokens : usage.get("billed_units");
    if (counted == null) {
      return Usage.ZERO;
    }
    long input = count(counted.get("input_tokens"));
    long cached = Math.min(input, count(usage.get("cached_tokens")));
    return new Usage(input, cached, 0, count(counted.get("output_tokens")), 0);
  }

  /** Counts are written as decimals, too; what is no count is ignored: usage must never cost an answer. */
  private static long count(@Nullable Json value) {
    if (value == null || !value.isNumber()) {
      return 0;
    }
    double number = value.asDouble();
    return number >= 0 && number < 1e15 ? (long) number : 0;
  }

  private CohereUsage() {}
}
