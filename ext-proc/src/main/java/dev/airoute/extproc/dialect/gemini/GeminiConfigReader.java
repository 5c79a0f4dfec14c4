package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import dev.airoute.extproc.model.Sampling;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code generationConfig}. */
final class GeminiConfigReader {
  static final String THINKING = "thinkingConfig";
  static final String INCLUDE_THOUGHTS = "includeThoughts";

  private static final String FORMAT_NAME = "response";

  private final Losses losses;

  GeminiConfigReader(Losses losses) {
    this.losses = losses;
  }

  /** All of it that has a place in the model. */
  record Config(
      Sampling sampling,
      @Nullable OutputFormat format,
      @Nullable Reasoning reasoning) {
    static final Config NONE = new Config(
        new Sampling(null, null, null, null, List.of(), null, null, null, null, null, null),
        null,
        null);
  }

  Config read(Json config) {
    Members members = Members.of(config, "generationConfig");
    Sampling sampling = new Sampling(
        members.number("maxOutputTokens"),
        members.number("temperature"),
        members.number("topP"),
        members.number("topK"),
        stops(members),
        members.number("frequencyPenalty"),
        members.number("presencePenalty"),
        members.number("seed"),
        members.number("candidateCount"),
        members.bool("responseLogprobs") ? Json.TRUE : null,
        members.number("logprobs"));
    OutputFormat format = format(members);
    Members thinking = members.inner(THINKING);
    Reasoning reasoning = thinking == null ? null : reasoning(thinking);
    modalities(members);
    members.dropRest(losses, "only Gemini has it");
    return new Config(sampling, format, reasoning);
  }

  private static List<Json> stops(Members members) {
    List<Json> stops = members.list("stopSequences");
    if (!stops.stream().allMatch(Json::isString)) {
      throw Members.invalid(members.path("stopSequences"), "strings");
    }
    return stops;
  }

  private @Nullable OutputFormat format(Members members) {
    String type = members.text("responseMimeType").toLowerCase(Locale.ROOT);
    Json subset = members.object("responseSchema");
    Json schema = members.object("responseJsonSchema");
    if (schema == null && subset != null) {
      schema = GeminiSchemaReader.read(subset);
    }
    if (!type.isEmpty() && !type.equals("text/plain") && !type.equals("application/json")) {
      losses.dropped(
          members.path("responseMimeType"), "other dialects answer with text or JSON objects");
      return null;
    }
    if (schema != null) {
      return new OutputFormat.JsonSchema(FORMAT_NAME, null, schema, null);
    }
    return type.equals("application/json") ? new OutputFormat.JsonObject() : null;
  }

  private void modalities(Members members) {
    boolean text = members.list("responseModalities").stream()
        .allMatch(modality -> modality.isString() && modality.text().equalsIgnoreCase("TEXT"));
    if (!text) {
      losses.dropped(members.path("responseModalities"), "the gateway translates text only");
    }
  }

  private @Nullable Reasoning reasoning(Members thinking) {
    Json budget = thinking.number("thinkingBudget");
    String word = thinking.text("thinkingLevel").toUpperCase(Locale.ROOT);
    boolean shown = thinking.bool(INCLUDE_THOUGHTS);
    String field = thinking.path("thinkingLevel");
    thinking.dropRest(losses, "only Gemini has it");
    if (budget != null) {
      long tokens = (long) budget.asDouble();
      return tokens < 0
          ? new Reasoning.Adaptive()
          : tokens == 0 ? new Reasoning.Disabled() : new Reasoning.Budget(tokens);
    }
    return switch (word) {
      // Whoever wants to see thoughts wants some.
      case "", "THINKING_LEVEL_UNSPECIFIED" -> shown ? new Reasoning.Adaptive() : null;
      case "MINIMAL" -> new Reasoning.Effort(Level.MINIMAL);
      case "LOW" -> new Reasoning.Effort(Level.LOW);
      case "MEDIUM" -> new Reasoning.Effort(Level.MEDIUM);
      case "HIGH" -> new Reasoning.Effort(Level.HIGH);
      default -> throw Members.invalid(field, "MINIMAL, LOW, MEDIUM or HIGH, not '" + word + "'");
    };
  }
}
