package dev.airoute.extproc.stream;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.json.JsonWriter;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.util.List;
import java.util.Map;

/**
 * The models that a visitor may use, as the visitor's dialect lists them. Wildcards are not listed, but a name that
 * matches one can be asked for. All models come on one page; there is no date to tell, so it is the epoch, as Anthropic
 * defines it for an unknown one.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/models">OpenAI: models</a>
 * @see <a href="https://docs.anthropic.com/en/api/models-list">Anthropic: models</a>
 * @see <a href="https://ai.google.dev/api/models">Gemini: models</a>
 */
final class ModelListing {
  private static final String DETAILS = ErrorReplies.DETAILS + "models";

  private final Dialect dialect;
  private final String requestId;
  private final Visitor visitor;

  ModelListing(Dialect dialect, String requestId, Visitor visitor) {
    this.dialect = dialect;
    this.requestId = requestId;
    this.visitor = visitor;
  }

  ProcessingResponse all() {
    List<String> models =
        visitor.rules().modelNames().stream().filter(visitor::mayUse).toList();
    JsonWriter out = new JsonWriter();
    out.beginObject();
    switch (dialect) {
      case GEMINI -> entries("models", models, out);
      case ANTHROPIC_MESSAGES -> {
        entries("data", models, out);
        out.field("has_more", false);
        cursor(out, "first_id", models.isEmpty() ? "" : models.getFirst());
        cursor(out, "last_id", models.isEmpty() ? "" : models.getLast());
      }
      default -> {
        out.field("object", "list");
        entries("data", models, out);
      }
    }
    out.endObject();
    return answer(out);
  }

  private void entries(String name, List<String> models, JsonWriter out) {
    out.name(name).beginArray();
    models.forEach(model -> entry(model, out));
    out.endArray();
  }

  ProcessingResponse one(String model) {
    if (!visitor.mayUse(model)) {
      throw Refusals.unknownModel(model);
    }
    JsonWriter out = new JsonWriter();
    entry(model, out);
    return answer(out);
  }

  private void entry(String model, JsonWriter out) {
    out.beginObject();
    switch (dialect) {
      case GEMINI -> gemini(model, out);
      case ANTHROPIC_MESSAGES -> {
        out.field("type", "model");
        out.field("id", model);
        out.field("display_name", model);
        out.field("created_at", "1970-01-01T00:00:00Z");
      }
      default -> {
        out.field("id", model);
        out.field("object", "model");
        out.field("created", 0);
        out.field("owned_by", "airoute");
      }
    }
    out.endObject();
  }

  /** Tuned models stand in a collection of their own. */
  private static void gemini(String model, JsonWriter out) {
    out.field("name", model.startsWith("tunedModels/") ? model : "models/" + model);
    out.field("displayName", model);
    out.name("supportedGenerationMethods").beginArray();
    out.string("generateContent").string("countTokens").endArray();
  }

  private ProcessingResponse answer(JsonWriter body) {
    Map<String, String> headers =
        Map.of("content-type", "application/json", ErrorReplies.REQUEST_ID, requestId);
    return Answers.immediate(200, headers, body.toByteArray(), DETAILS);
  }

  private static void cursor(JsonWriter out, String name, String model) {
    out.name(name);
    if (model.isEmpty()) {
      out.nullValue();
    } else {
      out.string(model);
    }
  }
}
