package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.anthropic.AnthropicThinking;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Trait;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the model is to think, in its maker's words: Bedrock's own interface has a word for the effort of Claude only. */
sealed interface BedrockThinking {
  /** Not at all, or as the model likes. */
  record Unsaid() implements BedrockThinking {}

  record Claudes(AnthropicThinking thinking) implements BedrockThinking {}

  /** {@code reasoningConfig} of Nova 2. @param effort null: switched off */
  record Novas(@Nullable String effort) implements BedrockThinking {}

  /** {@code reasoning_effort} of OpenAI's models. */
  record OpenAis(String effort) implements BedrockThinking {}

  String FIELD = "reasoning";

  /** Thinking tokens up to which a budget counts as this level. */
  long LOW_BUDGET = 2048;

  long MEDIUM_BUDGET = 8192;

  /** @param forced whether the model must call a tool */
  static BedrockThinking of(
      ChatRequest request, boolean forced, BedrockModel model, Losses losses) {
    Reasoning reasoning = request.reasoning();
    if (reasoning == null) {
      return new Unsaid();
    }
    if (model.takes(Trait.CLAUDES_FIELDS)) {
      return new Claudes(AnthropicThinking.of(request, forced, model.claude(), losses));
    }
    return switch (model.family()) {
      case OPENAI -> openAis(reasoning, model.id().contains("gpt-oss"), losses);
      case NOVA ->
        model.id().contains("nova-2") ? novas(reasoning, losses) : none(reasoning, losses);
      case CLAUDE, UNKNOWN, LLAMA, MISTRAL, COHERE, QWEN, GLM_OR_KIMI, WRITER, OTHER ->
        none(reasoning, losses);
    };
  }

  private static BedrockThinking none(Reasoning reasoning, Losses losses) {
    if (!off(reasoning)) {
      losses.dropped(FIELD, "the model cannot be told how much to think");
    }
    return new Unsaid();
  }

  private static boolean off(Reasoning reasoning) {
    return reasoning instanceof Reasoning.Disabled
        || reasoning instanceof Reasoning.Effort(Level level) && level == Level.NONE;
  }

  private static BedrockThinking novas(Reasoning reasoning, Losses losses) {
    if (off(reasoning)) {
      return new Novas(null);
    }
    return new Novas(word(atMostHigh(atLeastLow(level(reasoning, losses), losses), losses)));
  }

  private static BedrockThinking openAis(Reasoning reasoning, boolean open, Losses losses) {
    if (reasoning instanceof Reasoning.Adaptive) {
      return new Unsaid();
    }
    Level level = off(reasoning) ? Level.NONE : level(reasoning, losses);
    return new OpenAis(word(open ? atMostHigh(atLeastLow(level, losses), losses) : level));
  }

  private static Level level(Reasoning reasoning, Losses losses) {
    return switch (reasoning) {
      case Reasoning.Disabled() -> Level.NONE;
      case Reasoning.Adaptive() -> Level.MEDIUM;
      case Reasoning.Effort(Level level) -> level;
      case Reasoning.Budget(long tokens) -> {
        losses.approximated(FIELD, "the model takes a level instead of a number of tokens");
        yield tokens <= LOW_BUDGET
            ? Level.LOW
            : tokens <= MEDIUM_BUDGET ? Level.MEDIUM : Level.HIGH;
      }
    };
  }

  private static Level atLeastLow(Level level, Losses losses) {
    if (level.compareTo(Level.LOW) < 0) {
      losses.approximated(FIELD, "low is the least that the model takes");
      return Level.LOW;
    }
    return level;
  }

  private static Level atMostHigh(Level level, Losses losses) {
    if (level.compareTo(Level.HIGH) > 0) {
      losses.approximated(FIELD, "high is the most that the model takes");
      return Level.HIGH;
    }
    return level;
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /** {@code outputConfig.effort}; null: not said. */
  default @Nullable String effort() {
    return this instanceof Claudes(AnthropicThinking thinking) ? thinking.effort() : null;
  }

  /** With the most effort, Nova 2 decides of length and sampling by itself. */
  default boolean fixesInference() {
    return this instanceof Novas(String effort) && "high".equals(effort);
  }

  /** Among the fields that only this maker's models know. */
  default void write(JsonWriter out) {
    switch (this) {
      case Unsaid() -> {}
      case Claudes(AnthropicThinking thinking) -> thinking.write(out);
      case Novas(String effort) -> {
        out.name("reasoningConfig").beginObject();
        if (effort == null) {
          out.field("type", "disabled");
        } else {
          out.field("type", "enabled").field("maxReasoningEffort", effort);
        }
        out.endObject();
      }
      case OpenAis(String effort) -> out.field("reasoning_effort", effort);
    }
  }
}
