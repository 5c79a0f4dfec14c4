package dev.airoute.extproc.model;

/**
 * Tokens of one exchange. {@code cacheRead}, {@code cacheWrite} and {@code audioInput} are subsets of {@code input};
 * {@code reasoning} and {@code audioOutput} are subsets of {@code output}. Dialects that count differently (Anthropic's
 * {@code input_tokens} excludes the cache) convert at their edge.
 */
public record Usage(
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput) {
  public static final Usage ZERO = new Usage(0, 0, 0, 0, 0);

  /** Without audio. */
  public Usage(long input, long cacheRead, long cacheWrite, long output, long reasoning) {
    this(input, cacheRead, cacheWrite, output, reasoning, 0, 0);
  }

  /** Prompt and answer together. */
  public long total() {
    return input + output;
  }
}
