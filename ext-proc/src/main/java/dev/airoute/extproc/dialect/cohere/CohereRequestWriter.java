package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.OutputFormat;
import org.jspecify.annotations.Nullable;

/** Writes one request. One instance per request. */
final class CohereRequestWriter {
  private final CohereModel model;
  private final JsonWriter out;
  private final Losses losses;

  CohereRequestWriter(CohereModel model, JsonWriter out, Losses losses) {
    this.model = model;
    this.out = out;
    this.losses = losses;
  }

  /** @param name the provider's name of the model */
  void write(ChatRequest request, String name) {
    boolean plain = request.tools().isEmpty() && request.outputFormat() == null;
    CohereDocuments documents = new CohereDocuments(plain);
    CohereContentWriter content = new CohereContentWriter(documents, out, losses);
    out.beginObject().field("model", name);
    new CohereMessageWriter(model, content, out, losses).write(request.messages());
    out.field("stream", request.stream());
    documents.write(out);
    new CohereToolWriter(out, losses).write(request);
    format(request.outputFormat(), !request.tools().isEmpty());
    new CohereSampling(out, losses).write(request.sampling());
    new CohereThinking(model, losses).write(request.reasoning(), out);
    new CohereSettings(plain && !documents.any(), out, losses).write(request.settings());
    out.endObject();
    if (request.user() != null) {
      losses.dropped("user", "Cohere has no such parameter");
    }
  }

  private void format(@Nullable OutputFormat format, boolean tools) {
    if (format == null) {
      return;
    }
    if (tools) {
      losses.dropped("response_format", "Cohere takes no output format beside tools");
      return;
    }
    out.name("response_format").beginObject().field("type", "json_object");
    if (format instanceof OutputFormat.JsonSchema asked) {
      out.field("json_schema", asked.schema());
      if (asked.description() != null) {
        losses.dropped("response_format.json_schema.description", "Cohere takes the schema alone");
      }
    }
    out.endObject();
  }
}
