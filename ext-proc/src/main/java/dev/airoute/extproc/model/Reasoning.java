package dev.airoute.extproc.model;

/** How much the model is to think before it answers. */
public sealed interface Reasoning {
  record Disabled() implements Reasoning {}

  /** Anthropic {@code thinking.type=adaptive}: the model decides. */
  record Adaptive() implements Reasoning {}

  /** OpenAI {@code reasoning_effort}, Anthropic {@code output_config.effort}. */
  record Effort(Level level) implements Reasoning {}

  /** Anthropic {@code thinking.budget_tokens}. */
  record Budget(long tokens) implements Reasoning {}

  enum Level {
    NONE,
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH,
    XHIGH,
    MAX
  }
}
