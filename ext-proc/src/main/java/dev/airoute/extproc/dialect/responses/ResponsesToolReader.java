package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools}, those that come as items, and {@code tool_choice}. */
final class ResponsesToolReader {
  private static final String CHOICE = "tool_choice";

  private final ToolNames names;
  private final Losses losses;
  private final List<Tool> tools = new ArrayList<>();

  ResponsesToolReader(ToolNames names, Losses losses) {
    this.names = names;
    this.losses = losses;
  }

  /** The tools that a request gives, wherever it gives them. */
  static List<Json> arrays(@Nullable Json tools, @Nullable Json input) {
    List<Json> arrays = new ArrayList<>();
    if (tools != null) {
      arrays.add(tools);
    }
    if (input == null || !input.isArray()) {
      return arrays;
    }
    JsonCursor cursor = input.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json item = cursor.value();
      Json type = Field.member(item, "type");
      Json added = type == null || !type.isString() || !type.text().equals("additional_tools")
          ? null
          : Field.member(item, "tools");
      if (added != null && added.isArray()) {
        arrays.add(added);
      }
    }
    return arrays;
  }

  List<Tool> tools(List<Json> arrays) {
    arrays.forEach(array -> all(array, null));
    return tools;
  }

  private void all(Json array, @Nullable String namespace) {
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json tool = Field.object(cursor, "tools[]");
      if (tool != null) {
        tool(tool, namespace);
      }
    }
  }

  private void tool(Json tool, @Nullable String namespace) {
    Json type = Field.member(tool, "type");
    if (type == null || !type.isString()) {
      throw Field.missing("tools[].type");
    }
    switch (type.text()) {
      case "function" -> function(tool, namespace);
      case "custom" -> custom(tool, namespace);
      case "namespace" -> namespace(tool);
      default -> losses.dropped("tools[]." + type.text(), "only the provider's own models have it");
    }
  }

  private void namespace(Json tool) {
    Json name = Field.member(tool, "name");
    Json inner = Field.member(tool, "tools");
    if (name == null || !name.isString()) {
      throw Field.missing("tools[].name");
    }
    losses.approximated("tools[].namespace", "its tools are called NAMESPACE__NAME");
    if (inner != null && inner.isArray()) {
      all(inner, name.text());
    }
  }

  private void function(Json tool, @Nullable String namespace) {
    String name = null;
    Json description = null;
    Json parameters = null;
    Boolean strict = null;
    JsonCursor cursor = tool.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "type" -> cursor.skip();
        case "name" -> name = Field.text(cursor, "tools[].name");
        case "description" -> description = Field.string(cursor, "tools[].description");
        case "parameters" -> parameters = Field.object(cursor, "tools[].parameters");
        case "strict" -> strict = Field.bool(cursor, "tools[].strict");
        default -> unknown(cursor);
      }
    }
    add(new Tool(flat(namespace, name), description, parameters, strict, null));
  }

  private void custom(Json tool, @Nullable String namespace) {
    String name = null;
    Json description = null;
    Json format = null;
    JsonCursor cursor = tool.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "type" -> cursor.skip();
        case "name" -> name = Field.text(cursor, "tools[].name");
        case "description" -> description = Field.string(cursor, "tools[].description");
        case "format" -> format = Field.object(cursor, "tools[].format");
        default -> unknown(cursor);
      }
    }
    Json shape = format == null ? Json.EMPTY_OBJECT : GrammarFormats.nested(format);
    add(Tool.freeForm(flat(namespace, name), description, shape));
  }

  /** A tool that is given twice counts once, as providers refuse two of one name. */
  private void add(Tool tool) {
    if (tools.stream().noneMatch(known -> known.name().equals(tool.name()))) {
      tools.add(tool);
    }
  }

  private String flat(@Nullable String namespace, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw Field.missing("tools[].name");
    }
    return names.flat(namespace, name);
  }

  /** False is what every other dialect does anyway. */
  private void unknown(JsonCursor cursor) {
    String name = cursor.name();
    Json value = Field.any(cursor);
    if (value != null && !value.equals(Json.FALSE)) {
      losses.dropped("tools[]." + name, "only the Responses dialect has it");
    }
  }

  @Nullable
  ToolChoice choice(@Nullable Json choice) {
    if (choice == null) {
      return null;
    }
    if (choice.isString()) {
      return word(choice.text());
    }
    Json type = Field.member(choice, "type");
    if (type == null || !type.isString()) {
      throw Field.invalid(CHOICE, "none, auto, required or an object with a type");
    }
    return switch (type.text()) {
      case "function", "custom" -> new ToolChoice.Named(named(choice));
      case "allowed_tools" -> allowed(choice);
      default -> {
        losses.dropped(CHOICE, "a tool of type " + type.text() + " cannot be carried");
        yield null;
      }
    };
  }

  private static ToolChoice word(String word) {
    return switch (word) {
      case "none" -> new ToolChoice.None();
      case "auto" -> new ToolChoice.Auto();
      case "required" -> new ToolChoice.Required();
      default -> throw Field.invalid(CHOICE, "none, auto, required or an object");
    };
  }

  private @Nullable ToolChoice allowed(Json body) {
    Json mode = Field.member(body, "mode");
    Json array = Field.member(body, "tools");
    if (array == null || !array.isArray()) {
      throw Field.invalid(CHOICE + ".tools", "an array");
    }
    List<String> allowed = new ArrayList<>();
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json tool = cursor.value();
      if (Field.member(tool, "name") == null) {
        losses.dropped(CHOICE + ".tools[]", "only functions and custom tools can be carried");
      } else {
        allowed.add(named(tool));
      }
    }
    boolean required = mode != null && mode.isString() && mode.text().equals("required");
    return new ToolChoice.Allowed(required, allowed);
  }

  private String named(Json tool) {
    Json name = Field.member(tool, "name");
    if (name == null || !name.isString()) {
      throw Field.missing(CHOICE + ".name");
    }
    Json namespace = Field.member(tool, "namespace");
    return names.flat(
        namespace == null || !namespace.isString() ? null : namespace.text(), name.text());
  }
}
