package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import org.jspecify.annotations.Nullable;

/**
 * {@code thinking} and {@code output_config.effort}, of which the model holds one: a budget or a refusal to think says more
 * than an effort, an effort says more than {@code adaptive}. One instance per request.
 */
final class AnthropicReasoningReader {
  private final Losses losses;
  private @Nullable Reasoning thinking;
  private @Nullable Level effort;

  AnthropicReasoningReader(Losses losses) {
    this.losses = losses;
  }

  void thinking(Members config) {
    String type = config.requiredText("type");
    Long budget = config.count("budget_tokens");
    thinking = switch (type) {
      case "disabled" -> new Reasoning.Disabled();
      case "adaptive" -> new Reasoning.Adaptive();
      case "enabled" -> {
        if (budget == null) {
          throw DialectException.missing(config.path("budget_tokens"));
        }
        yield new Reasoning.Budget(budget);
      }
      default -> {
        losses.approximated(config.path("type"), type + " is taken for adaptive");
        yield new Reasoning.Adaptive();
      }
    };
    config.dropRest(losses, "only the Anthropic dialect has it");
  }

  void effort(String word) {
    effort = switch (word) {
      case "" -> null;
      case "low" -> Level.LOW;
      case "medium" -> Level.MEDIUM;
      case "high" -> Level.HIGH;
      case "xhigh" -> Level.XHIGH;
      case "max" -> Level.MAX;
      default ->
        throw DialectException.invalid("output_config.effort", "low, medium, high, xhigh or max");
    };
  }

  @Nullable
  Reasoning result() {
    if (effort == null) {
      return thinking;
    }
    if (thinking == null || thinking instanceof Reasoning.Adaptive) {
      return new Reasoning.Effort(effort);
    }
    losses.dropped("output_config.effort", "thinking is set beside it");
    return thinking;
  }
}
