package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Family;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Trait;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Part.ToolCall;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code toolConfig}: tools and the choice among them. A conversation that has called tools needs one, whatever the client says
 * of tools now. What Bedrock's own choice does not know, Claude is told in Anthropic's, which then stands alone.
 */
final class BedrockToolWriter {
  private static final Json NO_ARGUMENTS = Json.parse("{\"type\":\"object\",\"properties\":{}}");
  private static final Json ANY_ARGUMENTS = Json.parse("{\"type\":\"object\"}");
  private static final ObjectPatch AS_OBJECT =
      new ObjectPatch().setDefault("type", Json.string("object"));
  private static final String CHOICE = "tool_choice";

  private final BedrockModel model;
  private final Losses losses;
  private final List<Tool> tools;
  private final @Nullable ToolChoice choice;
  private final boolean oneAtATime;
  private final boolean forbidden;

  BedrockToolWriter(
      ChatRequest request, BedrockConversation conversation, BedrockModel model, Losses losses) {
    this.model = model;
    this.losses = losses;
    boolean used = conversation.usesTools();
    List<Tool> shown = shown(request);
    ToolChoice said = request.toolChoice();
    boolean none = said instanceof ToolChoice.None && !shown.isEmpty();
    if (shown.isEmpty() && used) {
      losses.approximated(
          "tools", "Bedrock wants the tools of a conversation that has called some");
      tools = called(conversation);
    } else if (none && !used && !claude()) {
      losses.approximated(CHOICE, "the model is not shown the tools that it must not call");
      tools = List.of();
    } else {
      tools = shown;
    }
    forbidden = !tools.isEmpty() && (none || shown.isEmpty());
    if (forbiddenInWords()) {
      losses.approximated(CHOICE, "asked for in the system prompt");
    }
    choice = choice(said);
    oneAtATime = oneAtATime(request);
  }

  private List<Tool> shown(ChatRequest request) {
    if (request.toolChoice() instanceof ToolChoice.Allowed(boolean _, List<String> names)) {
      losses.approximated(CHOICE, "only the allowed tools are shown to the model");
      return request.tools().stream()
          .filter(tool -> names.contains(tool.name()))
          .toList();
    }
    return request.tools();
  }

  private static List<Tool> called(BedrockConversation conversation) {
    List<Tool> called = conversation.calls().stream()
        .map(ToolCall::name)
        .distinct()
        .map(BedrockToolWriter::anyArguments)
        .toList();
    return called.isEmpty() ? List.of(anyArguments("unknown")) : called;
  }

  private static Tool anyArguments(String name) {
    return new Tool(name, null, ANY_ARGUMENTS, null, null);
  }

  private @Nullable ToolChoice choice(@Nullable ToolChoice said) {
    ToolChoice plain = said instanceof ToolChoice.Allowed(boolean required, List<String> _)
        ? required ? new ToolChoice.Required() : new ToolChoice.Auto()
        : said;
    boolean forces = plain instanceof ToolChoice.Required || plain instanceof ToolChoice.Named;
    if (tools.isEmpty() || forbidden) {
      return null;
    }
    if (forces && !model.takes(Trait.FORCED_CALLS)) {
      losses.dropped(CHOICE, "the model cannot be told to call a tool");
      return null;
    }
    return plain;
  }

  private boolean oneAtATime(ChatRequest request) {
    boolean asked = Boolean.FALSE.equals(request.parallelToolCalls())
        && !request.tools().isEmpty()
        && !forbidden;
    if (asked && !claude()) {
      losses.dropped("parallel_tool_calls", "the model cannot be told to make one call at a time");
    }
    return asked && claude() && !tools.isEmpty();
  }

  private boolean claude() {
    return model.family() == Family.CLAUDE;
  }

  /** Whether the model must call a tool. */
  boolean forced() {
    return choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
  }

  /** Whether the model is shown tools and must be asked, in words, to leave them alone. */
  boolean forbiddenInWords() {
    return forbidden && !claude();
  }

  void write(JsonWriter out) {
    if (tools.isEmpty()) {
      return;
    }
    out.name("toolConfig").beginObject().name("tools").beginArray();
    tools.forEach(tool -> tool(tool, out));
    out.endArray();
    if (!oneAtATime) {
      ownChoice(out);
    }
    out.endObject();
  }

  private void tool(Tool tool, JsonWriter out) {
    String name = BedrockToolIds.name(tool.name());
    if (!name.equals(tool.name())) {
      losses.approximated("tools[].name", "the model knows the tool by another name");
    }
    out.beginObject().name("toolSpec").beginObject().field("name", name);
    Json description = tool.description();
    if (description != null && !description.isBlankString()) {
      out.field("description", description);
    }
    Json schema = tool.schema();
    out.name("inputSchema").beginObject();
    out.field("json", schema == null ? NO_ARGUMENTS : AS_OBJECT.apply(schema)).endObject();
    losses.freeForm(tool);
    if (Boolean.TRUE.equals(tool.strict())) {
      if (model.takesSchemas()) {
        out.field("strict", true);
      } else {
        losses.dropped("tools[].strict", "Bedrock does not take it for this model");
      }
    }
    out.endObject().endObject();
    BedrockBlockWriter.cachePoint(tool.cache(), Trait.CACHE_OF_TOOLS, model, out, losses);
  }

  private void ownChoice(JsonWriter out) {
    switch (choice) {
      case null -> {}
      case ToolChoice.None(), ToolChoice.Allowed _ -> throw replaced();
      case ToolChoice.Auto() -> member("auto", out);
      case ToolChoice.Required() -> member("any", out);
      case ToolChoice.Named(String name) -> {
        out.name("toolChoice").beginObject().name("tool").beginObject();
        out.field("name", BedrockToolIds.name(name)).endObject().endObject();
      }
    }
  }

  private static void member(String name, JsonWriter out) {
    out.name("toolChoice").beginObject().name(name).beginObject().endObject().endObject();
  }

  /** {@code tool_choice}, among the fields that only Claude knows. */
  void writeClaudesChoice(JsonWriter out) {
    if (!oneAtATime && !(forbidden && claude())) {
      return;
    }
    out.name(CHOICE).beginObject();
    if (forbidden) {
      out.field("type", "none");
    } else {
      switch (choice) {
        case null -> out.field("type", "auto");
        case ToolChoice.None(), ToolChoice.Allowed _ -> throw replaced();
        case ToolChoice.Auto() -> out.field("type", "auto");
        case ToolChoice.Required() -> out.field("type", "any");
        case ToolChoice.Named(String name) ->
          out.field("type", "tool").field("name", BedrockToolIds.name(name));
      }
      out.field("disable_parallel_tool_use", true);
    }
    out.endObject();
  }

  private static IllegalStateException replaced() {
    return new IllegalStateException("replaced by the constructor");
  }
}
