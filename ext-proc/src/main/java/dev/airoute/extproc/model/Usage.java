package dev.airoute.extproc.model;

/**
 * Tokens of one exchange. {@code cacheRead} and {@code cacheWrite} are subsets of {@code input}; {@code reasoning} is a
 * subset of {@code output}. Dialects that count differently (Anthropic's {@code input_tokens} excludes the cache)
 * convert at their edge.
 */
public record Usage(long input, long cacheRead, long cacheWrite, long output, long reasoning) {
  public static final Usage ZERO = new Usage(0, 0, 0, 0, 0);

  /** Prompt and answer together. */
  public long total() {
    return input + output;
  }
}
