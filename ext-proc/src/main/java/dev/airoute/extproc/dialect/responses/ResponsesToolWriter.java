package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes {@code tools} and {@code tool_choice}. */
final class ResponsesToolWriter {
  private static final Json NO_PARAMETERS = Json.parse("{\"type\":\"object\",\"properties\":{}}");

  private final JsonWriter out;
  private final Losses losses;

  ResponsesToolWriter(JsonWriter out, Losses losses) {
    this.out = out;
    this.losses = losses;
  }

  void write(List<Tool> tools) {
    if (tools.isEmpty()) {
      return;
    }
    out.name("tools").beginArray();
    for (Tool tool : tools) {
      if (tool.cache() != null) {
        losses.approximated("cache_control", "the provider caches prompts by itself");
      }
      if (tool.custom() == null) {
        function(tool);
      } else {
        custom(tool, tool.custom());
      }
    }
    out.endArray();
  }

  /** Here a function is strict unless it says that it is not, which most schemas do not bear. */
  private void function(Tool tool) {
    out.beginObject().field("type", "function").field("name", tool.name());
    out.optional("description", tool.description());
    out.field("parameters", tool.schema() == null ? NO_PARAMETERS : tool.schema());
    out.field("strict", Boolean.TRUE.equals(tool.strict())).endObject();
  }

  private void custom(Tool tool, Json format) {
    out.beginObject().field("type", "custom").field("name", tool.name());
    out.optional("description", tool.description());
    if (!format.equals(Json.EMPTY_OBJECT)) {
      out.field("format", GrammarFormats.flat(format));
    }
    out.endObject();
  }

  /** Without tools there is nothing to choose. */
  void choice(@Nullable ToolChoice choice, List<Tool> tools) {
    if (choice == null || tools.isEmpty()) {
      return;
    }
    out.name("tool_choice");
    switch (choice) {
      case ToolChoice.Auto() -> out.string("auto");
      case ToolChoice.None() -> out.string("none");
      case ToolChoice.Required() -> out.string("required");
      case ToolChoice.Named(var name) -> named(name, tools);
      case ToolChoice.Allowed(var required, var names) -> {
        out.beginObject().field("type", "allowed_tools");
        out.field("mode", required ? "required" : "auto").name("tools").beginArray();
        names.forEach(name -> named(name, tools));
        out.endArray().endObject();
      }
    }
  }

  private void named(String name, List<Tool> tools) {
    boolean custom =
        tools.stream().anyMatch(tool -> tool.name().equals(name) && tool.custom() != null);
    out.beginObject().field("type", custom ? "custom" : "function");
    out.field("name", name).endObject();
  }
}
