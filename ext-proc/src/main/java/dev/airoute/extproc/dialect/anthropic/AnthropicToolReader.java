package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools} and {@code tool_choice}. */
final class AnthropicToolReader {
  /** @param parallel null when the client said nothing */
  record Choice(@Nullable ToolChoice choice, @Nullable Boolean parallel) {
    static final Choice UNSAID = new Choice(null, null);
  }

  private final Losses losses;

  AnthropicToolReader(Losses losses) {
    this.losses = losses;
  }

  List<Tool> tools(JsonCursor cursor) {
    if (cursor.kind() != Json.Kind.ARRAY) {
      throw DialectException.invalid("tools", "an array");
    }
    List<Tool> tools = new ArrayList<>();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Members tool = Members.read(cursor, "tools[]");
      String type = tool.text("type");
      if (type.isEmpty() || type.equals("custom")) {
        tools.add(custom(tool));
      } else {
        losses.dropped("tools[]." + type, "only Anthropic runs this tool");
      }
    }
    return tools;
  }

  private Tool custom(Members tool) {
    Tool read = new Tool(
        tool.requiredText("name"),
        tool.string("description"),
        tool.object("input_schema"),
        tool.bool("strict"),
        tool.object("cache_control"));
    tool.dropRest(losses, "only the Anthropic dialect has it");
    return read;
  }

  Choice choice(JsonCursor cursor) {
    Members choice = Members.read(cursor, "tool_choice");
    Boolean disabled = choice.bool("disable_parallel_tool_use");
    ToolChoice read = switch (choice.requiredText("type")) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "any" -> new ToolChoice.Required();
      case "tool" -> new ToolChoice.Named(choice.requiredText("name"));
      default -> throw DialectException.invalid("tool_choice.type", "auto, any, tool or none");
    };
    choice.dropRest(losses, "only the Anthropic dialect has it");
    return new Choice(read, disabled == null ? null : !disabled);
  }
}
