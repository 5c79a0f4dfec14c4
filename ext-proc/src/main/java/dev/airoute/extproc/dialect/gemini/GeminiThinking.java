package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import org.jspecify.annotations.Nullable;

/** {@code thinkingConfig}: a level for Gemini 3 and later, a number of tokens before. */
final class GeminiThinking {
  private static final String FIELD = "reasoning";

  /** Thinking tokens up to which a budget counts as this level. */
  private static final long LOW_BUDGET = 2048;

  private static final long MEDIUM_BUDGET = 8192;

  private static final long LEAST_OF_PRO = 128;
  private static final long MOST_OF_PRO = 32768;
  private static final long MOST = 24576;

  /** The model decides. */
  private static final long DYNAMIC = -1;

  private final GeminiModel model;
  private final Losses losses;

  GeminiThinking(GeminiModel model, Losses losses) {
    this.model = model;
    this.losses = losses;
  }

  void write(@Nullable Reasoning reasoning, JsonWriter out) {
    if (reasoning == null) {
      return;
    }
    boolean off = reasoning instanceof Reasoning.Disabled
        || reasoning instanceof Reasoning.Effort(Level level) && level == Level.NONE;
    if (!model.thinks()) {
      if (!off) {
        losses.dropped(FIELD, "the model cannot think before it answers");
      }
      return;
    }
    out.name("thinkingConfig").beginObject();
    if (!off) {
      out.field("includeThoughts", true);
    }
    if (!model.levels()) {
      out.field("thinkingBudget", budget(reasoning));
    } else if (!(reasoning instanceof Reasoning.Adaptive)) {
      out.field("thinkingLevel", level(reasoning));
    }
    out.endObject();
  }

  private String level(Reasoning reasoning) {
    return switch (reasoning) {
      case Reasoning.Disabled() -> least();
      case Reasoning.Adaptive() -> "HIGH";
      case Reasoning.Effort(Level level) ->
        switch (level) {
          case NONE, MINIMAL -> least();
          case LOW -> "LOW";
          case MEDIUM -> "MEDIUM";
          case HIGH -> "HIGH";
          case XHIGH, MAX -> {
            losses.approximated(FIELD, "high is the most that the model takes");
            yield "HIGH";
          }
        };
      case Reasoning.Budget(long tokens) -> {
        losses.approximated(FIELD, "the model takes a level instead of a number of tokens");
        yield tokens <= LOW_BUDGET ? "LOW" : tokens <= MEDIUM_BUDGET ? "MEDIUM" : "HIGH";
      }
    };
  }

  private String least() {
    losses.approximated(FIELD, "low is the least that every model of its generation takes");
    return "LOW";
  }

  private long budget(Reasoning reasoning) {
    return switch (reasoning) {
      case Reasoning.Disabled() -> clamped(0);
      case Reasoning.Adaptive() -> DYNAMIC;
      case Reasoning.Effort(Level level) ->
        switch (level) {
          case NONE -> clamped(0);
          case MINIMAL, LOW -> approximate(1024);
          case MEDIUM -> approximate(8192);
          case HIGH, XHIGH, MAX -> approximate(MOST);
        };
      case Reasoning.Budget(long tokens) -> clamped(tokens);
    };
  }

  private long approximate(long tokens) {
    losses.approximated(FIELD, "the model takes a number of tokens instead of a level");
    return tokens;
  }

  private long clamped(long tokens) {
    long least = model.pro() ? LEAST_OF_PRO : 0;
    long most = model.pro() ? MOST_OF_PRO : MOST;
    long clamped = Math.clamp(tokens, least, most);
    if (clamped != tokens) {
      losses.approximated(FIELD, "the model thinks " + least + " to " + most + " tokens");
    }
    return clamped;
  }
}
