package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools} and {@code tool_choice}. */
final class OpenAiToolReader {
  private static final String CHOICE = "tool_choice";

  private final Losses losses;

  OpenAiToolReader(Losses losses) {
    this.losses = losses;
  }

  List<Tool> tools(@Nullable Json array) {
    if (array == null) {
      return List.of();
    }
    List<Tool> tools = new ArrayList<>();
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json tool = cursor.value();
      Json function = Field.member(tool, "function");
      Json custom = Field.member(tool, "custom");
      if (function != null && function.isObject()) {
        tools.add(function(function, Field.member(tool, "cache_control")));
      } else if (custom != null && custom.isObject()) {
        tools.add(freeForm(custom));
      } else {
        Json type = Field.member(tool, "type");
        String kind = type != null && type.isString() ? type.text() : "untyped";
        losses.dropped("tools[]." + kind, "only function and custom tools can be carried");
      }
    }
    return tools;
  }

  private Tool function(Json function, @Nullable Json cache) {
    String name = null;
    Json description = null;
    Json parameters = null;
    Boolean strict = null;
    JsonCursor cursor = function.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "name" -> name = Field.text(cursor, "tools[].function.name");
        case "description" -> description = Field.string(cursor, "tools[].function.description");
        case "parameters" -> parameters = Field.object(cursor, "tools[].function.parameters");
        case "strict" -> strict = Field.bool(cursor, "tools[].function.strict");
        default ->
          losses.dropped("tools[].function." + cursor.name(), "only the OpenAI dialect has it");
      }
    }
    if (name == null || name.isEmpty()) {
      throw Field.missing("tools[].function.name");
    }
    return new Tool(name, description, parameters, strict, cache);
  }

  private static Tool freeForm(Json custom) {
    Json name = Field.member(custom, "name");
    if (name == null || !name.isString() || name.isEmptyString()) {
      throw Field.missing("tools[].custom.name");
    }
    Json format = Field.member(custom, "format");
    return Tool.freeForm(
        name.text(),
        Field.member(custom, "description"),
        format == null || !format.isObject() ? Json.EMPTY_OBJECT : format);
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
      case "function", "custom" -> new ToolChoice.Named(name(choice, type.text()));
      case "allowed_tools" -> allowed(Field.member(choice, "allowed_tools"));
      case "none", "auto", "required", "any" -> word(type.text());
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
      case "required", "any" -> new ToolChoice.Required();
      default -> throw Field.invalid(CHOICE, "none, auto, required or an object");
    };
  }

  private ToolChoice allowed(@Nullable Json body) {
    Json mode = Field.member(body, "mode");
    Json tools = Field.member(body, "tools");
    if (tools == null || !tools.isArray()) {
      throw Field.invalid(CHOICE + ".allowed_tools.tools", "an array");
    }
    List<String> names = new ArrayList<>();
    JsonCursor cursor = tools.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json tool = cursor.value();
      if (Field.member(tool, "function") != null) {
        names.add(name(tool, "function"));
      } else if (Field.member(tool, "custom") != null) {
        names.add(name(tool, "custom"));
      } else {
        losses.dropped(
            CHOICE + ".allowed_tools.tools[]", "only function and custom tools can be carried");
      }
    }
    boolean required = mode != null && mode.isString() && mode.text().equals("required");
    return new ToolChoice.Allowed(required, names);
  }

  private static String name(Json tool, String member) {
    Json body = Field.member(tool, member);
    Json name = Field.member(body, "name");
    if (name == null || !name.isString()) {
      throw Field.missing(CHOICE + "." + member + ".name");
    }
    return name.text();
  }
}
