package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tools and the choice among them. Schemas stay as they are: Gemini takes all of JSON Schema under another name. */
final class GeminiToolWriter {
  static final String CACHES = "the provider caches prompts by itself";

  private final JsonWriter out;
  private final Losses losses;

  GeminiToolWriter(JsonWriter out, Losses losses) {
    this.out = out;
    this.losses = losses;
  }

  void write(ChatRequest request) {
    List<Tool> tools = shown(request);
    if (tools.isEmpty()) {
      return;
    }
    out.name("tools").beginArray().beginObject().name("functionDeclarations").beginArray();
    tools.forEach(this::tool);
    out.endArray().endObject().endArray();
    choice(request.toolChoice());
    if (Boolean.FALSE.equals(request.parallelToolCalls())) {
      losses.dropped("parallel_tool_calls", "Gemini cannot be told to make one call at a time");
    }
  }

  /** Gemini knows allowed names only where it must call. */
  private List<Tool> shown(ChatRequest request) {
    if (request.toolChoice() instanceof ToolChoice.Allowed(boolean required, List<String> names)
        && !required) {
      losses.approximated("tool_choice", "only the allowed tools are shown to the model");
      return request.tools().stream()
          .filter(tool -> names.contains(tool.name()))
          .toList();
    }
    return request.tools();
  }

  private void tool(Tool tool) {
    losses.freeForm(tool);
    out.beginObject().field("name", tool.name()).optional("description", tool.description());
    out.optional("parametersJsonSchema", tool.schema()).endObject();
    if (tool.cache() != null) {
      losses.approximated("cache_control", CACHES);
    }
    if (Boolean.TRUE.equals(tool.strict())) {
      losses.dropped("tools[].strict", "Gemini has no such choice");
    }
  }

  private void choice(@Nullable ToolChoice choice) {
    switch (choice) {
      case null -> {}
      case ToolChoice.Auto() -> mode("AUTO", List.of());
      case ToolChoice.None() -> mode("NONE", List.of());
      case ToolChoice.Required() -> mode("ANY", List.of());
      case ToolChoice.Named(String name) -> mode("ANY", List.of(name));
      case ToolChoice.Allowed(boolean required, List<String> names) ->
        mode(required ? "ANY" : "AUTO", required ? names : List.of());
    }
  }

  private void mode(String mode, List<String> names) {
    out.name("toolConfig").beginObject().name("functionCallingConfig").beginObject();
    out.field("mode", mode);
    if (!names.isEmpty()) {
      out.name("allowedFunctionNames").beginArray();
      names.forEach(out::string);
      out.endArray();
    }
    out.endObject().endObject();
  }
}
