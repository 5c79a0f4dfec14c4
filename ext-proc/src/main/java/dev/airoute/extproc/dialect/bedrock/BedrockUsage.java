package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_TokenUsage.html">{@code usage}</a>. {@code
 * inputTokens} leaves out what was read from and written to the cache; the model's input is all of it. Reasoning is within
 * {@code outputTokens} and not counted apart.
 */
final class BedrockUsage {
  static Usage read(@Nullable Json usage) {
    if (usage == null || !usage.isObject()) {
      return Usage.ZERO;
    }
    long read = count(usage, "cacheReadInputTokens");
    long write = count(usage, "cacheWriteInputTokens");
    return new Usage(
        count(usage, "inputTokens") + read + write, read, write, count(usage, "outputTokens"), 0);
  }

  /** Counts that are no counts are ignored: usage must never cost an answer. */
  private static long count(Json usage, String name) {
    Json value = usage.get(name);
    if (value == null || !value.isNumber()) {
      return 0;
    }
    double number = value.asDouble();
    return number >= 0 && number < 1e15 ? (long) number : 0;
  }

  private BedrockUsage() {}
}
