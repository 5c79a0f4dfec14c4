package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads {@code system} and {@code messages}. Arrays are entered, so that a large content is not read once more. */
final class AnthropicMessageReader {
  private final Losses losses;
  private final AnthropicBlockReader blocks;

  AnthropicMessageReader(Losses losses) {
    this.losses = losses;
    this.blocks = new AnthropicBlockReader(losses);
  }

  /** The system prompt as a message; null when it is empty. */
  @Nullable
  Message system(JsonCursor cursor) {
    List<Part> parts = blocks.content(cursor, "system");
    return parts.isEmpty() ? null : new Message(Role.SYSTEM, parts);
  }

  List<Message> messages(JsonCursor cursor) {
    if (cursor.kind() != Json.Kind.ARRAY) {
      throw DialectException.invalid("messages", "an array");
    }
    List<Message> messages = new ArrayList<>();
    cursor.enterArray();
    while (cursor.nextElement()) {
      if (cursor.kind() != Json.Kind.OBJECT) {
        throw DialectException.invalid("messages[]", "an object");
      }
      messages.add(message(cursor));
    }
    return messages;
  }

  private Message message(JsonCursor cursor) {
    Role role = null;
    List<Part> parts = null;
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("role")) {
        role = role(cursor.value());
      } else if (cursor.nameIs("content")) {
        parts = blocks.content(cursor, "messages[].content");
      } else if (!cursor.value().isNull()) {
        losses.dropped("messages[]." + cursor.name(), "only the Anthropic dialect has it");
      }
    }
    if (role == null) {
      throw DialectException.missing("messages[].role");
    }
    if (parts == null) {
      throw DialectException.missing("messages[].content");
    }
    parts.forEach(belongs(role));
    return new Message(role, parts);
  }

  /** Refuses a block that Anthropic takes only from the other side; looked at last, because the role may come last. */
  private static Consumer<Part> belongs(Role role) {
    return part -> {
      String type = switch (part) {
        case Part.ToolCall _ -> role == Role.ASSISTANT ? null : "tool_use";
        case Part.Thinking _ -> role == Role.ASSISTANT ? null : "thinking";
        case Part.RedactedThinking _ -> role == Role.ASSISTANT ? null : "redacted_thinking";
        case Part.ToolResult _ -> role == Role.USER ? null : "tool_result";
        case Part.Text _, Part.Image _, Part.Audio _, Part.Document _, Part.Refusal _ -> null;
      };
      if (type != null) {
        String place = type.equals("tool_result") ? "a user" : "an assistant";
        throw DialectException.invalid(
            "messages[].content[].type", "something else: only " + place + " turn holds " + type);
      }
    };
  }

  /** {@code system} within the conversation: Claude Code sends it. */
  private static Role role(Json value) {
    return switch (value.isString() ? value.text() : "") {
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "system" -> Role.SYSTEM;
      default -> throw DialectException.invalid("messages[].role", "user, assistant or system");
    };
  }
}
