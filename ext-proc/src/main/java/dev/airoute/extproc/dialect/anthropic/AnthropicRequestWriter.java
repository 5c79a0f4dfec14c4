package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes one request. One instance per request. */
final class AnthropicRequestWriter {
  private final AnthropicHost host;
  private final JsonWriter out;
  private final Losses losses;
  private final AnthropicBlockWriter blocks;

  AnthropicRequestWriter(AnthropicHost host, JsonWriter out, Losses losses) {
    this.host = host;
    this.out = out;
    this.losses = losses;
    this.blocks = new AnthropicBlockWriter(out);
  }

  void write(ChatRequest request, String name) {
    ClaudeModel model = ClaudeModel.of(name);
    AnthropicToolWriter tools = new AnthropicToolWriter(request, host.takesStrict(model), losses);
    AnthropicThinking thinking = AnthropicThinking.of(request, tools.forced(), model, losses);
    boolean schemas = host.takesSchemas(model);
    out.beginObject();
    if (host.version() != null) {
      out.field("anthropic_version", host.version());
    }
    if (host.namesModel()) {
      out.field("model", name);
    }
    out.field("max_tokens", thinking.maxTokens());
    if (request.stream() && host.saysStream()) {
      out.field("stream", true);
    }
    conversation(request, schemas);
    tools.write(out);
    thinking.write(out);
    outputConfig(thinking.effort(), schemas ? request.outputFormat() : null);
    AnthropicSampling.of(request.sampling(), model, thinking.active(), losses).write(out);
    if (request.user() != null) {
      out.name("metadata").beginObject().field("user_id", request.user()).endObject();
    }
    losses.unsaid(request.settings(), "Anthropic");
    out.endObject();
  }

  private void conversation(ChatRequest request, boolean schemas) {
    AnthropicConversation conversation = AnthropicConversation.of(request.messages(), host, losses);
    List<Part> system = new ArrayList<>(conversation.system());
    Json words = JsonInWords.of(request.outputFormat(), schemas);
    if (words != null) {
      losses.approximated("response_format", "asked for in the system prompt");
      system.add(new Part.Text(words, null));
    }
    system(system);
    out.name("messages").beginArray();
    for (AnthropicConversation.Turn turn : conversation.turns()) {
      out.beginObject()
          .field("role", turn.role().name().toLowerCase(Locale.ROOT))
          .name("content");
      content(turn.parts());
      out.endObject();
    }
    out.endArray();
  }

  private void system(List<Part> system) {
    if (!system.isEmpty()) {
      out.name("system");
      content(system);
    }
  }

  /** A single text is written as a string, anything else as blocks. */
  private void content(List<Part> parts) {
    if (parts.size() == 1
        && parts.getFirst() instanceof Part.Text(Json text, Json cache, var _)
        && cache == null) {
      out.value(text);
    } else {
      blocks.array(parts);
    }
  }

  private void outputConfig(@Nullable String effort, @Nullable OutputFormat format) {
    Json schema = format instanceof OutputFormat.JsonSchema known ? known.schema() : null;
    if (effort == null && schema == null) {
      return;
    }
    out.name("output_config").beginObject();
    if (effort != null) {
      out.field("effort", effort);
    }
    if (schema != null) {
      out.name("format").beginObject();
      out.field("type", "json_schema").field("schema", schema).endObject();
    }
    out.endObject();
  }
}
