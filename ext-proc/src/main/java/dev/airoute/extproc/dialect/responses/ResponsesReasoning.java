package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.OpenAiReasoning;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import org.jspecify.annotations.Nullable;

/** How much to think: {@code reasoning}. */
final class ResponsesReasoning {
  private static final String FIELD = "reasoning";

  static @Nullable Reasoning read(@Nullable Json object, Losses losses) {
    if (object == null) {
      return null;
    }
    Reasoning reasoning = null;
    JsonCursor cursor = object.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      String field = FIELD + "." + name;
      switch (name) {
        case "effort" -> reasoning = OpenAiReasoning.level(Field.text(cursor, field), field);
        case "summary", "generate_summary" -> summary(Field.text(cursor, field), field, losses);
        default -> {
          if (Field.any(cursor) != null) {
            losses.dropped(field, "only providers that speak the Responses dialect take it");
          }
        }
      }
    }
    return reasoning;
  }

  private static void summary(@Nullable String kind, String field, Losses losses) {
    if (kind != null) {
      losses.approximated(field, "other providers show their thinking as it is");
    }
  }

  /**
   * Whoever asks for thinking by a budget, or leaves it to the model, expects to see it; whoever names an effort does not. A
   * model that does not think refuses the field, and silence is what all take.
   */
  static void write(Reasoning reasoning, JsonWriter out, Losses losses) {
    switch (reasoning) {
      case Reasoning.Disabled() ->
        losses.approximated(FIELD, "the model's own default applies instead of none");
      case Reasoning.Adaptive() ->
        out.name(FIELD).beginObject().field("summary", "auto").endObject();
      case Reasoning.Effort(var level) ->
        out.name(FIELD)
            .beginObject()
            .field("effort", OpenAiReasoning.word(level))
            .endObject();
      case Reasoning.Budget(var tokens) -> {
        Level level = OpenAiReasoning.level(tokens);
        losses.approximated(FIELD, "a budget becomes the effort " + OpenAiReasoning.word(level));
        out.name(FIELD).beginObject().field("effort", OpenAiReasoning.word(level));
        out.field("summary", "auto").endObject();
      }
    }
  }

  private ResponsesReasoning() {}
}
