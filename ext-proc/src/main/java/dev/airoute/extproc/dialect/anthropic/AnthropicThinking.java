package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the model is to think, and the cap on its answer, which depend on each other: a budget is at least 1024 tokens and
 * below {@code max_tokens}.
 *
 * @param type of {@code thinking}; null: not sent
 * @param budget of type enabled
 * @param effort of {@code output_config}; null: not sent
 */
public record AnthropicThinking(
    @Nullable String type, long budget, @Nullable String effort, long maxTokens) {
  /** Anthropic requires {@code max_tokens}; every model takes this many. */
  static final long DEFAULT_MAX_TOKENS = 4096;

  private static final long LEAST_BUDGET = 1024;
  private static final String FIELD = "reasoning";

  /** Thinking tokens up to which a budget counts as this level. */
  private static final long LOW_BUDGET = 2048;

  private static final long MEDIUM_BUDGET = 8192;

  /** Whether the model's thinking is on. */
  public boolean active() {
    return type != null && !type.equals("disabled");
  }

  /**
   * How a model is to think for a request.
   *
   * @param forced whether the model must call a tool
   */
  public static AnthropicThinking of(
      ChatRequest request, boolean forced, ClaudeModel model, Losses losses) {
    return of(
        request.reasoning(),
        request.sampling().maxTokens(),
        model,
        noBudget(request, forced),
        losses);
  }

  /** Why the model cannot think by budget, null when it can. */
  private static @Nullable String noBudget(ChatRequest request, boolean forced) {
    if (forced) {
      return "the model cannot think by budget when it must call a tool";
    }
    return AnthropicConversation.callsUnthought(request.messages())
        ? "the model cannot go on thinking by budget when its last turn called a tool without"
            + " signed thinking before it"
        : null;
  }

  /**
   * @param asked the client's cap, null when it gave none
   * @param noBudget why the model cannot think by budget in this request, null when it can
   */
  private static AnthropicThinking of(
      @Nullable Reasoning reasoning,
      @Nullable Json asked,
      ClaudeModel model,
      @Nullable String noBudget,
      Losses losses) {
    long cap = asked == null ? DEFAULT_MAX_TOKENS : Numbers.whole(asked, "max_tokens");
    AnthropicThinking none = new AnthropicThinking(null, 0, null, cap);
    if (reasoning == null) {
      return none;
    }
    if (isOff(reasoning)) {
      return model.thinks() ? new AnthropicThinking("disabled", 0, null, cap) : none;
    }
    if (!model.thinks()) {
      losses.dropped(FIELD, "the model cannot think before it answers");
      return none;
    }
    Planner planner = new Planner(asked != null, cap, model, noBudget, losses);
    return switch (reasoning) {
      case Reasoning.Disabled() -> none;
      case Reasoning.Adaptive() -> planner.adaptive(Level.MEDIUM, null);
      case Reasoning.Effort(Level level) -> planner.adaptive(level, effort(level, losses));
      case Reasoning.Budget(long tokens) -> planner.budget(tokens);
    };
  }

  private static boolean isOff(Reasoning reasoning) {
    return reasoning instanceof Reasoning.Disabled
        || (reasoning instanceof Reasoning.Effort effort && effort.level() == Level.NONE);
  }

  /** What the cases share. */
  private record Planner(
      boolean capped, long cap, ClaudeModel model, @Nullable String noBudget, Losses losses) {
    AnthropicThinking adaptive(Level level, @Nullable String effort) {
      if (model.adapts()) {
        return new AnthropicThinking("adaptive", 0, effort, cap);
      }
      losses.approximated(FIELD, "the model takes a number of tokens instead of a level");
      // Half of the cap is left for the answer.
      return enabled(tokens(level), capped ? cap / 2 : Long.MAX_VALUE);
    }

    AnthropicThinking budget(long tokens) {
      if (model.refusesBudgetsAndSampling()) {
        losses.approximated(FIELD, "the model takes a level instead of a number of tokens");
        return new AnthropicThinking("adaptive", 0, word(level(tokens)), cap);
      }
      AnthropicThinking plan = enabled(tokens, capped ? cap - 1 : Long.MAX_VALUE);
      if (plan.active() && plan.budget() != tokens) {
        losses.approximated(FIELD, "the budget must be at least 1024 and below max_tokens");
      }
      return plan;
    }

    private AnthropicThinking enabled(long tokens, long most) {
      if (most < LEAST_BUDGET || noBudget != null) {
        losses.dropped(
            FIELD,
            noBudget == null ? "max_tokens leaves no room for the least budget of 1024" : noBudget);
        return new AnthropicThinking(null, 0, null, cap);
      }
      long budget = Math.clamp(tokens, LEAST_BUDGET, most);
      return new AnthropicThinking("enabled", budget, null, capped ? cap : budget + cap);
    }
  }

  private static String effort(Level level, Losses losses) {
    if (level == Level.MINIMAL) {
      losses.approximated(FIELD, "low is the least effort");
      return word(Level.LOW);
    }
    return word(level);
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static Level level(long budget) {
    if (budget <= LOW_BUDGET) {
      return Level.LOW;
    }
    return budget <= MEDIUM_BUDGET ? Level.MEDIUM : Level.HIGH;
  }

  private static long tokens(Level level) {
    return switch (level) {
      case NONE, MINIMAL, LOW -> 1024;
      case MEDIUM -> 4096;
      case HIGH -> 16384;
      case XHIGH, MAX -> 32000;
    };
  }

  /** Writes {@code thinking}, if there is anything to say. */
  public void write(JsonWriter out) {
    if (type != null) {
      out.name("thinking").beginObject().field("type", type);
      if (type.equals("enabled")) {
        out.field("budget_tokens", budget);
      }
      out.endObject();
    }
  }
}
