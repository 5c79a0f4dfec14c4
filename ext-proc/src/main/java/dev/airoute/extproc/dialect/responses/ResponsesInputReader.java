package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code input}. This dialect has one item for each thing that was thought, said, called or returned; what an assistant
 * did in a row becomes one message, and results in a row become one user message, which is what other dialects call them.
 */
final class ResponsesInputReader {
  private static final String INPUT = "input";

  /** Of every item, and nothing that a model is told. */
  private static final List<String> OF_THE_ITEM = List.of("type", "id", "status", "async");

  private final ToolNames names;
  private final Losses losses;
  private final ResponsesContentReader content;
  private final List<Message> messages = new ArrayList<>();
  private List<Part> turn = new ArrayList<>();
  private List<Part> results = new ArrayList<>();
  private int index = -1;

  ResponsesInputReader(ToolNames names, Losses losses) {
    this.names = names;
    this.losses = losses;
    this.content = new ResponsesContentReader(losses);
  }

  List<Message> read(Json input) {
    if (input.isString()) {
      return List.of(new Message(Role.USER, List.of(new Part.Text(input, null))));
    }
    if (!input.isArray()) {
      throw Field.invalid(INPUT, "a string or an array of items");
    }
    JsonCursor cursor = input.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      index++;
      if (cursor.kind() != Json.Kind.OBJECT) {
        throw Field.invalid(at(), "an object");
      }
      item(Item.read(cursor));
    }
    endTurn();
    endResults();
    return messages;
  }

  private void item(Item item) {
    String type = item.word("type");
    switch (type.isEmpty() && item.has("role") ? "message" : type) {
      case "message" -> message(item);
      case "agent_message" -> said(item, "agent_message");
      case "function_call" -> call(item, arguments(item), "arguments");
      case "custom_tool_call" -> call(item, freeText(item), "input");
      case "function_call_output", "custom_tool_call_output" -> result(item);
      case "reasoning" -> reasoning(item);
      case "additional_tools" -> {} // read with the tools
      case "item_reference" ->
        throw Field.refused(
            at(),
            at() + " refers to a stored item, and only a provider of this dialect may have it:"
                + " send the item itself");
      case "" -> throw Field.missing(at("type"));
      default -> losses.dropped("input[]." + type, "items of this type cannot be carried");
    }
  }

  private void message(Item item) {
    String role = item.word("role");
    switch (role) {
      case "assistant" -> said(item, "message");
      case "user" -> add(Role.USER, item);
      case "system" -> add(Role.SYSTEM, item);
      case "developer" -> add(Role.DEVELOPER, item);
      default ->
        throw Field.invalid(at("role"), "user, assistant, system or developer, not '" + role + "'");
    }
  }

  private void add(Role role, Item item) {
    endTurn();
    endResults();
    messages.add(new Message(role, content(item, "content")));
    report(item, List.of("role", "content"));
  }

  private void said(Item item, String type) {
    endResults();
    List<Part> parts = new ArrayList<>(content(item, "content"));
    parts.removeIf(part -> part instanceof Part.Text text && text.text().isEmptyString());
    turn.addAll(parts);
    if (!type.equals("message")) {
      losses.approximated("input[]." + type, "what another agent said is taken for the model's");
    }
    report(item, List.of("role", "content", "author", "recipient"));
  }

  private void reasoning(Item item) {
    endResults();
    Part part = Signatures.read(item.json(), ReasoningText.of(item.json()));
    if (part != null) {
      turn.add(part);
    }
    report(item, List.of("summary", "content", "encrypted_content"));
  }

  private void call(Item item, Json arguments, String member) {
    endResults();
    String namespace = item.has("namespace") ? item.word("namespace") : null;
    String name = names.flat(namespace, needed(item, "name"));
    turn.add(new Part.ToolCall(needed(item, "call_id"), name, arguments, null));
    report(item, List.of("call_id", "name", "namespace", member));
  }

  private Json arguments(Item item) {
    Json arguments = item.get("arguments");
    if (arguments == null || arguments.isEmptyString()) {
      return Json.EMPTY_OBJECT;
    }
    if (!arguments.isString() && !arguments.isObject()) {
      throw Field.invalid(at("arguments"), "a string");
    }
    return arguments;
  }

  private Json freeText(Item item) {
    Json input = item.get("input");
    if (input == null || !input.isString()) {
      throw Field.invalid(at("input"), "a string");
    }
    return FreeForm.arguments(input);
  }

  private void result(Item item) {
    endTurn();
    results.add(new Part.ToolResult(needed(item, "call_id"), content(item, "output"), false, null));
    report(item, List.of("call_id", "output", "name", "namespace"));
  }

  private List<Part> content(Item item, String member) {
    Json value = item.get(member);
    if (value == null) {
      throw Field.missing(at(member));
    }
    return content.read(value, at(member), "input[]." + member);
  }

  private String needed(Item item, String member) {
    String value = item.word(member);
    if (value.isEmpty()) {
      throw Field.missing(at(member));
    }
    return value;
  }

  private void report(Item item, List<String> known) {
    for (String name : item.members().keySet()) {
      if (!known.contains(name) && !OF_THE_ITEM.contains(name)) {
        losses.dropped("input[]." + name, "only the Responses dialect has it");
      }
    }
  }

  private void endTurn() {
    if (!turn.isEmpty()) {
      messages.add(new Message(Role.ASSISTANT, turn));
      turn = new ArrayList<>();
    }
  }

  private void endResults() {
    if (!results.isEmpty()) {
      messages.add(new Message(Role.USER, results));
      results = new ArrayList<>();
    }
  }

  private String at() {
    return INPUT + "[" + index + "]";
  }

  private String at(String member) {
    return at() + "." + member;
  }

  /** The members of an item that are there and not null. */
  private record Item(Json json, Map<String, Json> members) {
    static Item read(JsonCursor cursor) {
      Json json = cursor.value();
      Map<String, Json> members = new LinkedHashMap<>();
      JsonCursor inside = json.cursor();
      inside.enterObject();
      while (inside.nextField()) {
        String name = inside.name();
        Json value = Field.any(inside);
        if (value != null) {
          members.put(name, value);
        }
      }
      return new Item(json, members);
    }

    boolean has(String member) {
      return members.containsKey(member);
    }

    @Nullable
    Json get(String member) {
      return members.get(member);
    }

    String word(String member) {
      Json value = members.get(member);
      return value != null && value.isString() ? value.text() : "";
    }
  }
}
