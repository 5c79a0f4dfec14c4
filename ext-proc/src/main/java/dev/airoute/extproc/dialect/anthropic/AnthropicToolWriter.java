package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tools and the choice among them. */
final class AnthropicToolWriter {
  private static final Json NO_ARGUMENTS = Json.parse("{\"type\":\"object\",\"properties\":{}}");
  private static final ObjectPatch AS_OBJECT =
      new ObjectPatch().setDefault("type", Json.string("object"));

  private final List<Tool> tools;
  private final @Nullable ToolChoice choice;
  private final boolean oneAtATime;
  private final boolean strict;

  /** @param strict whether the host knows {@code strict} */
  AnthropicToolWriter(ChatRequest request, boolean strict, Losses losses) {
    this.strict = strict;
    oneAtATime = Boolean.FALSE.equals(request.parallelToolCalls());
    if (request.toolChoice() instanceof ToolChoice.Allowed(boolean required, List<String> names)) {
      losses.approximated("tool_choice", "only the allowed tools are shown to the model");
      Set<String> allowed = new HashSet<>(names);
      tools =
          request.tools().stream().filter(tool -> allowed.contains(tool.name())).toList();
      choice = required ? new ToolChoice.Required() : new ToolChoice.Auto();
    } else {
      tools = request.tools();
      choice = request.toolChoice();
    }
    tools.forEach(losses::freeForm);
    if (!strict && tools.stream().anyMatch(tool -> Boolean.TRUE.equals(tool.strict()))) {
      losses.dropped("tools[].strict", "the provider does not know it");
    }
  }

  /** Whether the model must call a tool. */
  boolean forced() {
    return !tools.isEmpty()
        && (choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named);
  }

  void write(JsonWriter out) {
    if (tools.isEmpty()) {
      return;
    }
    out.name("tools").beginArray();
    tools.forEach(tool -> tool(tool, out));
    out.endArray();
    ToolChoice said = choice == null && oneAtATime ? new ToolChoice.Auto() : choice;
    if (said != null) {
      choice(said, out);
    }
  }

  private void tool(Tool tool, JsonWriter out) {
    out.beginObject().field("name", tool.name()).optional("description", tool.description());
    Json schema = tool.schema();
    out.field("input_schema", schema == null ? NO_ARGUMENTS : AS_OBJECT.apply(schema));
    if (strict && Boolean.TRUE.equals(tool.strict())) {
      out.field("strict", true);
    }
    out.optional("cache_control", tool.cache()).endObject();
  }

  private void choice(ToolChoice said, JsonWriter out) {
    out.name("tool_choice").beginObject();
    switch (said) {
      case ToolChoice.Auto() -> out.field("type", "auto");
      case ToolChoice.None() -> out.field("type", "none");
      case ToolChoice.Required() -> out.field("type", "any");
      case ToolChoice.Named(String name) -> out.field("type", "tool").field("name", name);
      case ToolChoice.Allowed _ -> throw new IllegalStateException("replaced by the constructor");
    }
    if (oneAtATime && !(said instanceof ToolChoice.None)) {
      out.field("disable_parallel_tool_use", true);
    }
    out.endObject();
  }
}
