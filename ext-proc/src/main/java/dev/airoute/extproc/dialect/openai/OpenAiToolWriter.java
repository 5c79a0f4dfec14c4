package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.OpenAiQuirks.Quirk;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}. */
final class OpenAiToolWriter {
  private final OpenAiQuirks quirks;
  private final Set<String> freeForm;
  private final JsonWriter out;
  private final Losses losses;

  /** @param freeForm names of the tools that take free text */
  OpenAiToolWriter(OpenAiQuirks quirks, Set<String> freeForm, JsonWriter out, Losses losses) {
    this.quirks = quirks;
    this.freeForm = freeForm;
    this.out = out;
    this.losses = losses;
  }

  void write(List<Tool> tools) {
    if (tools.isEmpty()) {
      return;
    }
    out.name("tools").beginArray();
    for (Tool tool : tools) {
      if (freeForm.contains(tool.name())) {
        custom(tool);
      } else {
        function(tool);
      }
      if (tool.cache() != null) {
        cache(tool);
      }
      out.endObject();
    }
    out.endArray();
  }

  private void function(Tool tool) {
    out.beginObject().field("type", "function").name("function").beginObject();
    out.field("name", tool.name()).optional("description", tool.description());
    out.optional("parameters", tool.schema());
    if (tool.strict() != null) {
      out.field("strict", tool.strict());
    }
    out.endObject();
    losses.freeForm(tool);
  }

  private void custom(Tool tool) {
    out.beginObject().field("type", "custom").name("custom").beginObject();
    out.field("name", tool.name()).optional("description", tool.description());
    if (!Json.EMPTY_OBJECT.equals(tool.custom())) {
      out.optional("format", tool.custom());
    }
    out.endObject();
  }

  private void cache(Tool tool) {
    if (quirks.has(Quirk.CACHE_CONTROL)) {
      out.optional("cache_control", tool.cache());
    } else {
      losses.approximated("cache_control", "the provider caches prompts by itself");
    }
  }

  /** @param any whether there are tools: without them the field is refused */
  void choice(@Nullable ToolChoice choice, boolean any) {
    if (choice == null || !any) {
      return;
    }
    if (!quirks.takes("tool_choice")) {
      if (!(choice instanceof ToolChoice.Auto)) {
        losses.dropped("tool_choice", quirks.vendor() + " does not take it");
      }
      return;
    }
    out.name("tool_choice");
    switch (choice) {
      case ToolChoice.Auto() -> out.string("auto");
      case ToolChoice.None() -> out.string("none");
      case ToolChoice.Required() -> out.string("required");
      case ToolChoice.Named(var name) -> named(name);
      case ToolChoice.Allowed(var required, var names) -> allowed(required, names);
    }
  }

  private void allowed(boolean required, List<String> names) {
    out.beginObject().field("type", "allowed_tools").name("allowed_tools").beginObject();
    out.field("mode", required ? "required" : "auto").name("tools").beginArray();
    names.forEach(this::named);
    out.endArray().endObject().endObject();
  }

  private void named(String name) {
    String type = freeForm.contains(name) ? "custom" : "function";
    out.beginObject().field("type", type).name(type).beginObject();
    out.field("name", name).endObject().endObject();
  }

  void parallel(@Nullable Boolean parallel, boolean any) {
    if (parallel != null && any) {
      out.field("parallel_tool_calls", parallel);
    }
  }
}
