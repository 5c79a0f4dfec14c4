package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import org.jspecify.annotations.Nullable;

/** <a href="https://docs.cohere.com/docs/reasoning">{@code thinking}</a>: on or off, and a cap if one is wanted. */
final class CohereThinking {
  private static final String FIELD = "reasoning";
  private static final long LOW = 1024;
  private static final long MEDIUM = 8192;

  private final CohereModel model;
  private final Losses losses;

  CohereThinking(CohereModel model, Losses losses) {
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
    out.name("thinking").beginObject().field("type", off ? "disabled" : "enabled");
    switch (reasoning) {
      case Reasoning.Disabled(), Reasoning.Adaptive() -> {}
      case Reasoning.Budget(long tokens) -> out.field("token_budget", tokens);
      case Reasoning.Effort(Level level) -> effort(level, out);
    }
    out.endObject();
  }

  private void effort(Level level, JsonWriter out) {
    switch (level) {
      case NONE -> {}
      case MINIMAL, LOW -> capped(LOW, out);
      case MEDIUM -> capped(MEDIUM, out);
      case HIGH, XHIGH, MAX -> losses.approximated(FIELD, "the model thinks as much as it wants");
    }
  }

  private void capped(long tokens, JsonWriter out) {
    losses.approximated(FIELD, "the model takes a number of tokens instead of a level");
    out.field("token_budget", tokens);
  }
}
