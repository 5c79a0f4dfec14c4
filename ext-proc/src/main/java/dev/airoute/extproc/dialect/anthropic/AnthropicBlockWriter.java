package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.List;

/** Writes content blocks. One instance per request or answer. */
final class AnthropicBlockWriter {
  /** Holds the arguments of a call that are no JSON object, for instance because a token cap cut them. */
  static final String INVALID_ARGUMENTS = "invalid_arguments";

  private final JsonWriter out;
  private final AnthropicToolIds ids = new AnthropicToolIds();

  AnthropicBlockWriter(JsonWriter out) {
    this.out = out;
  }

  void array(List<Part> parts) {
    out.beginArray();
    parts.forEach(this::block);
    out.endArray();
  }

  private void block(Part part) {
    out.beginObject();
    switch (part) {
      case Part.Text said -> out.field("type", "text").field("text", said.text());
      case Part.Image image -> {
        out.field("type", "image");
        source(image.media());
      }
      case Part.Document document -> {
        out.field("type", "document");
        source(document.media());
        out.optional("title", document.title());
      }
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Thinking(Json text, Json signature) ->
        out.field("type", "thinking")
            .field("thinking", text)
            .field("signature", signature == null ? Json.EMPTY_STRING : signature);
      case Part.RedactedThinking(Json data) ->
        out.field("type", "redacted_thinking").field("data", data);
      case Part.Refusal(Json text) -> out.field("type", "text").field("text", text);
      case Part.Audio _ -> throw new IllegalStateException("audio must have been left away");
    }
    out.optional("cache_control", part.cache());
    out.endObject();
  }

  private void source(Media media) {
    out.name("source").beginObject();
    switch (media) {
      case Media.Base64(String type, Json data) ->
        out.field("type", "base64").field("media_type", type).field("data", data);
      case Media.Url(Json url) -> out.field("type", "url").field("url", url);
      case Media.FileId(Json id) -> out.field("type", "file").field("file_id", id);
      case Media.PlainText(Json text) ->
        out.field("type", "text").field("media_type", "text/plain").field("data", text);
    }
    out.endObject();
  }

  private void call(Part.ToolCall call) {
    out.field("type", "tool_use").field("id", ids.ofCall(call.id()));
    out.field("name", AnthropicToolIds.fitName(call.name())).name("input");
    input(call.arguments(), out);
  }

  /** Arguments as an object: none at all are an empty one, and what is no object is wrapped. */
  static void input(Json arguments, JsonWriter out) {
    if (arguments.isObject()) {
      out.value(arguments);
    } else if (!arguments.isString()) {
      wrapped(new JsonWriter().escaped(arguments).toJson(), out);
    } else if (arguments.isBlankString()) {
      out.value(Json.EMPTY_OBJECT);
    } else {
      try {
        out.unescaped(arguments, Json.Kind.OBJECT);
      } catch (JsonException _) {
        wrapped(arguments, out);
      }
    }
  }

  private static void wrapped(Json text, JsonWriter out) {
    out.beginObject().field(INVALID_ARGUMENTS, text).endObject();
  }

  private void result(Part.ToolResult result) {
    out.field("type", "tool_result").field("tool_use_id", ids.ofResult(result.callId()));
    List<Part> content = result.content();
    if (content.size() == 1
        && content.getFirst() instanceof Part.Text(Json text, Json cache, var _)
        && cache == null) {
      out.field("content", text);
    } else if (!content.isEmpty()) {
      out.name("content");
      array(content);
    }
    if (result.error()) {
      out.field("is_error", true);
    }
  }
}
