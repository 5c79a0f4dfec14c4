package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much to think: {@code reasoning_effort}, and what vendors have beside it. */
public final class OpenAiReasoning {
  /** Thinking tokens up to which a budget counts as this level; the peers' tables differ, all are near these. */
  private static final long LOW_BUDGET = 2048;

  private static final long MEDIUM_BUDGET = 8192;

  /** {@code reasoning_effort}; {@code default} is Groq's word for saying nothing. */
  public static @Nullable Reasoning level(@Nullable String word, String field) {
    if (word == null || word.equals("default")) {
      return null;
    }
    if (word.equals("none")) {
      return new Reasoning.Disabled();
    }
    for (Level level : Level.values()) {
      if (word(level).equals(word)) {
        return new Reasoning.Effort(level);
      }
    }
    throw Field.invalid(field, "none, minimal, low, medium, high, xhigh or max");
  }

  /** OpenRouter's {@code reasoning}. */
  static @Nullable Reasoning object(@Nullable Json reasoning, @Nullable Reasoning known) {
    if (reasoning == null) {
      return known;
    }
    Json effort = Field.member(reasoning, "effort");
    if (effort != null && effort.isString()) {
      return level(effort.text(), "reasoning.effort");
    }
    Json budget = Field.member(reasoning, "max_tokens");
    if (budget != null && budget.isNumber()) {
      return new Reasoning.Budget(budget.asLong());
    }
    Json enabled = Field.member(reasoning, "enabled");
    if (enabled == null || !enabled.isBoolean()) {
      return known;
    }
    return enabled.asBoolean() ? new Reasoning.Adaptive() : new Reasoning.Disabled();
  }

  /** DeepSeek's and others' {@code thinking: {type: enabled | disabled, budget_tokens}}. */
  static @Nullable Reasoning thinking(@Nullable Json thinking, @Nullable Reasoning known) {
    Json type = Field.member(thinking, "type");
    if (thinking == null || type == null || !type.isString()) {
      return known;
    }
    if (type.text().equals("disabled")) {
      return new Reasoning.Disabled();
    }
    Json budget = Field.member(thinking, "budget_tokens");
    if (budget != null && budget.isNumber()) {
      return new Reasoning.Budget(budget.asLong());
    }
    return known == null ? new Reasoning.Adaptive() : known;
  }

  /** The level that a budget comes nearest to. */
  public static Level level(long budget) {
    if (budget <= LOW_BUDGET) {
      return Level.LOW;
    }
    return budget <= MEDIUM_BUDGET ? Level.MEDIUM : Level.HIGH;
  }

  public static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /** OpenRouter takes every form as it is: https://openrouter.ai/docs/guides/best-practices/reasoning-tokens */
  static void writeObject(Reasoning reasoning, JsonWriter out) {
    out.name("reasoning").beginObject();
    switch (reasoning) {
      case Reasoning.Disabled() -> out.field("enabled", false);
      case Reasoning.Adaptive() -> out.field("enabled", true);
      case Reasoning.Effort(var level) -> out.field("effort", word(level));
      case Reasoning.Budget(var tokens) -> out.field("max_tokens", tokens);
    }
    out.endObject();
  }

  private OpenAiReasoning() {}
}
