package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code messages}. Messages of role {@code tool} that follow each other become one user message of results, which
 * is what the other dialects call it.
 */
final class OpenAiMessageReader {
  private final Losses losses;
  private final OpenAiPartReader parts;
  private final List<Message> messages = new ArrayList<>();
  private List<Part> results = new ArrayList<>();
  private int index = -1;

  OpenAiMessageReader(Losses losses) {
    this.losses = losses;
    this.parts = new OpenAiPartReader(losses);
  }

  /** One message's fields, in whatever order they came. */
  private static final class Fields {
    String role = "";

    @Nullable
    Json content;

    @Nullable
    Json refusal;

    @Nullable
    Json toolCalls;

    @Nullable
    Json thinking;

    @Nullable
    Json thinkingDetails;

    @Nullable
    String toolCallId;
  }

  /** @param cursor in front of the array; it is entered, so that a large content is not read once more */
  List<Message> read(JsonCursor cursor) {
    if (cursor.kind() != Json.Kind.ARRAY) {
      throw Field.invalid("messages", "an array");
    }
    cursor.enterArray();
    while (cursor.nextElement()) {
      index++;
      if (cursor.kind() != Json.Kind.OBJECT) {
        throw Field.invalid(at(), "an object");
      }
      message(fields(cursor));
    }
    endResults();
    return messages;
  }

  private Fields fields(JsonCursor cursor) {
    Fields fields = new Fields();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      switch (name) {
        case "role" -> {
          String role = Field.text(cursor, at("role"));
          fields.role = role == null ? "" : role;
        }
        case "content" -> fields.content = Field.any(cursor);
        case "refusal" -> fields.refusal = Field.string(cursor, at(name));
        case "tool_calls" -> fields.toolCalls = Field.array(cursor, at(name));
        case "tool_call_id" -> fields.toolCallId = Field.text(cursor, at(name));
        case "reasoning_content", "reasoning" -> {
          Json thinking = Field.any(cursor);
          fields.thinking = thinking == null ? fields.thinking : thinking;
        }
        case "reasoning_details" -> fields.thinkingDetails = Field.any(cursor);
        default -> {
          if (Field.any(cursor) != null && !name.equals("annotations")) {
            losses.dropped("messages[]." + name, "only the OpenAI dialect has it");
          }
        }
      }
    }
    return fields;
  }

  private void message(Fields fields) {
    if (fields.role.equals("tool")) {
      results.add(result(fields));
      return;
    }
    endResults();
    messages.add(
        switch (fields.role) {
          case "system" -> new Message(Role.SYSTEM, content(fields));
          case "developer" -> new Message(Role.DEVELOPER, content(fields));
          case "user" -> new Message(Role.USER, content(fields));
          case "assistant" -> new Message(Role.ASSISTANT, assistant(fields));
          default ->
            throw Field.invalid(
                at("role"),
                "system, developer, user, assistant or tool, not '" + fields.role + "'");
        });
  }

  private List<Part> content(Fields fields) {
    if (fields.content == null) {
      throw Field.missing(at("content"));
    }
    return parts.read(fields.content, at("content"));
  }

  private Part result(Fields fields) {
    if (fields.toolCallId == null) {
      throw Field.missing(at("tool_call_id"));
    }
    List<Part> content =
        fields.content == null ? List.of() : parts.read(fields.content, at("content"));
    return new Part.ToolResult(fields.toolCallId, content, false, null);
  }

  private List<Part> assistant(Fields fields) {
    List<Part> all = new ArrayList<>(OpenAiThinking.read(fields.thinkingDetails, fields.thinking));
    if (fields.content != null) {
      all.addAll(parts.read(fields.content, at("content")));
    }
    if (fields.refusal != null) {
      all.add(new Part.Refusal(fields.refusal));
    }
    if (fields.toolCalls != null) {
      all.addAll(toolCalls(fields.toolCalls));
    }
    if (all.size() > 1) {
      all.removeIf(part -> part instanceof Part.Text text && text.text().isEmptyString());
    }
    return all;
  }

  private List<Part> toolCalls(Json array) {
    List<Part> calls = new ArrayList<>();
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json call = Field.object(cursor, at("tool_calls[]"));
      if (call == null) {
        continue;
      }
      Json custom = Field.member(call, "custom");
      Json function = custom == null ? Field.member(call, "function") : custom;
      Json id = Field.member(call, "id");
      Json name = Field.member(function, "name");
      if (function == null) {
        throw Field.missing(at("tool_calls[].function"));
      }
      if (name == null || !name.isString()) {
        throw Field.missing(at("tool_calls[].function.name"));
      }
      if (id == null || !id.isString()) {
        throw Field.missing(at("tool_calls[].id"));
      }
      calls.add(new Part.ToolCall(
          id.text(),
          name.text(),
          custom == null ? arguments(Field.member(function, "arguments")) : input(custom),
          Field.member(call, "cache_control")));
    }
    return calls;
  }

  private Json input(Json custom) {
    Json input = Field.member(custom, "input");
    if (input == null || !input.isString()) {
      throw Field.invalid(at("tool_calls[].custom.input"), "a string");
    }
    return FreeForm.arguments(input);
  }

  private Json arguments(@Nullable Json arguments) {
    if (arguments == null || arguments.isNull()) {
      return Json.EMPTY_OBJECT;
    }
    if (!arguments.isString() && !arguments.isObject()) {
      throw Field.invalid(at("tool_calls[].function.arguments"), "a string");
    }
    return arguments.isEmptyString() ? Json.EMPTY_OBJECT : arguments;
  }

  private void endResults() {
    if (!results.isEmpty()) {
      messages.add(new Message(Role.USER, results));
      results = new ArrayList<>();
    }
  }

  private String at() {
    return "messages[" + index + "]";
  }

  private String at(String field) {
    return at() + "." + field;
  }
}
