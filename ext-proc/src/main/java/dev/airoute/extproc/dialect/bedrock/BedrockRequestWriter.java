package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.anthropic.JsonInWords;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Family;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one request; the model is in the path, not in here. One instance per request. */
final class BedrockRequestWriter {
  private static final String NO_CALLS = "Answer without calling any tool.";

  private final BedrockModel model;
  private final JsonWriter out;
  private final Losses losses;

  BedrockRequestWriter(BedrockModel model, JsonWriter out, Losses losses) {
    this.model = model;
    this.out = out;
    this.losses = losses;
  }

  void write(ChatRequest request) {
    BedrockSampling.checkCap(request.sampling().maxTokens());
    BedrockConversation conversation = BedrockConversation.of(request.messages(), model, losses);
    BedrockToolWriter tools = new BedrockToolWriter(request, conversation, model, losses);
    BedrockThinking thinking = BedrockThinking.of(request, tools.forced(), model, losses);
    BedrockSampling sampling = BedrockSampling.of(request.sampling(), thinking, model, losses);
    OutputFormat.JsonSchema schema = schema(request.outputFormat());
    out.beginObject();
    conversation(conversation, words(request.outputFormat(), tools));
    sampling.write(out);
    tools.write(out);
    models(thinking, sampling, tools);
    stopSequence(request, sampling);
    outputConfig(thinking.effort(), schema);
    new BedrockSettings(out, losses).write(request.settings());
    out.endObject();
    if (request.user() != null) {
      losses.dropped("user", "Bedrock has no such parameter");
    }
  }

  /** The schema that the answer is to keep to, if Bedrock takes one for the model. */
  private OutputFormat.@Nullable JsonSchema schema(@Nullable OutputFormat format) {
    return format instanceof OutputFormat.JsonSchema asked && model.takesSchemas() ? asked : null;
  }

  /** What can be asked for in words only. */
  private List<Part> words(@Nullable OutputFormat format, BedrockToolWriter tools) {
    List<Part> words = new ArrayList<>();
    if (tools.forbiddenInWords()) {
      words.add(new Part.Text(Json.string(NO_CALLS), null));
    }
    Json json = JsonInWords.of(format, model.takesSchemas());
    if (json != null) {
      losses.approximated("response_format", "asked for in the system prompt");
      words.add(new Part.Text(json, null));
    }
    return words;
  }

  private void conversation(BedrockConversation conversation, List<Part> words) {
    BedrockBlockWriter blocks = new BedrockBlockWriter(model, out, losses);
    out.name("messages").beginArray();
    for (BedrockConversation.Turn turn : conversation.turns()) {
      out.beginObject()
          .field("role", turn.role() == Role.ASSISTANT ? "assistant" : "user")
          .name("content");
      blocks.array(turn.parts());
      out.endObject();
    }
    out.endArray();
    List<Part> system = new ArrayList<>(conversation.system());
    system.addAll(words);
    if (!system.isEmpty()) {
      out.name("system");
      blocks.array(system);
    }
  }

  /** What Bedrock hands to the model as it is. */
  private void models(BedrockThinking thinking, BedrockSampling sampling, BedrockToolWriter tools) {
    JsonWriter fields = new JsonWriter().beginObject();
    thinking.write(fields);
    sampling.writeTopK(model, fields, losses);
    tools.writeClaudesChoice(fields);
    Json all = fields.endObject().toJson();
    if (!all.equals(Json.EMPTY_OBJECT)) {
      out.field("additionalModelRequestFields", all);
    }
  }

  /** Which stop sequence was met, Claude tells when it is asked. */
  private void stopSequence(ChatRequest request, BedrockSampling sampling) {
    if (model.family() == Family.CLAUDE && !sampling.stop().isEmpty()) {
      out.name("additionalModelResponseFieldPaths").beginArray();
      out.string(request.stream() ? "/delta/stop_sequence" : "/stop_sequence").endArray();
    }
  }

  private void outputConfig(@Nullable String effort, OutputFormat.@Nullable JsonSchema schema) {
    if (effort == null && schema == null) {
      return;
    }
    out.name("outputConfig").beginObject();
    if (schema != null) {
      out.name("textFormat").beginObject().field("type", "json_schema");
      out.name("structure").beginObject().name("jsonSchema").beginObject();
      out.name("schema").escaped(schema.schema());
      out.field("name", schema.name()).optional("description", schema.description());
      out.endObject().endObject().endObject();
    }
    if (effort != null) {
      out.field("effort", effort);
    }
    out.endObject();
  }
}
