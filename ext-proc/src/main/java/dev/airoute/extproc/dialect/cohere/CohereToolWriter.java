package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.cohere.com/docs/tool-use-overview">Tools</a>. Cohere can be told to call one, or none, but not
 * which: where a client names tools, the others are not shown.
 */
final class CohereToolWriter {
  static final String CACHES = "the provider caches prompts by itself";
  private static final String CHOICE = "tool_choice";
  private static final Json NO_PARAMETERS = Json.parse("{\"type\":\"object\",\"properties\":{}}");

  private final JsonWriter out;
  private final Losses losses;

  CohereToolWriter(JsonWriter out, Losses losses) {
    this.out = out;
    this.losses = losses;
  }

  void write(ChatRequest request) {
    List<Tool> tools = shown(request.tools(), request.toolChoice());
    if (tools.isEmpty()) {
      if (!request.tools().isEmpty()) {
        losses.dropped(CHOICE, "it names none of the tools");
      }
      return;
    }
    out.name("tools").beginArray();
    tools.forEach(this::tool);
    out.endArray();
    strict(tools);
    String choice = word(request.toolChoice());
    if (choice != null) {
      out.field(CHOICE, choice);
    }
    if (Boolean.FALSE.equals(request.parallelToolCalls())) {
      losses.dropped("parallel_tool_calls", "Cohere cannot be told to make one call at a time");
    }
  }

  private List<Tool> shown(List<Tool> tools, @Nullable ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Named(String name) -> only(List.of(name), tools);
      case ToolChoice.Allowed(boolean _, List<String> names) -> only(names, tools);
      case null -> tools;
      case ToolChoice.Auto(), ToolChoice.None(), ToolChoice.Required() -> tools;
    };
  }

  private List<Tool> only(List<String> names, List<Tool> tools) {
    List<Tool> shown =
        tools.stream().filter(tool -> names.contains(tool.name())).toList();
    if (shown.size() < tools.size()) {
      losses.approximated(CHOICE, "only the tools that may be called are shown to the model");
    }
    return shown;
  }

  private void tool(Tool tool) {
    out.beginObject().field("type", "function").name("function").beginObject();
    out.field("name", tool.name()).optional("description", tool.description());
    out.field("parameters", tool.schema() == null ? NO_PARAMETERS : tool.schema());
    out.endObject().endObject();
    if (tool.cache() != null) {
      losses.approximated("cache_control", CACHES);
    }
    if (tool.custom() != null) {
      losses.approximated("tools[].custom", "free text is asked for as a field 'input'");
    }
  }

  /** Cohere is strict about all tools or about none. */
  private void strict(List<Tool> tools) {
    long strict =
        tools.stream().filter(tool -> Boolean.TRUE.equals(tool.strict())).count();
    if (strict == tools.size()) {
      out.field("strict_tools", true);
    } else if (strict > 0) {
      losses.dropped("tools[].strict", "Cohere takes it for all tools or for none");
    }
  }

  private static @Nullable String word(@Nullable ToolChoice choice) {
    return switch (choice) {
      case null -> null;
      case ToolChoice.Auto() -> null;
      case ToolChoice.None() -> "NONE";
      case ToolChoice.Required(), ToolChoice.Named _ -> "REQUIRED";
      case ToolChoice.Allowed(boolean required, List<String> _) -> required ? "REQUIRED" : null;
    };
  }
}
