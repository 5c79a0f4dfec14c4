package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one whole answer. */
final class AnthropicResponseReader {
  private final Losses losses;

  AnthropicResponseReader(Losses losses) {
    this.losses = losses;
  }

  /** How a refusal says why: its category, and an explanation as a JSON string. */
  record StopDetails(@Nullable String category, @Nullable Json explanation) {
    static StopDetails read(@Nullable Json details) {
      if (details == null || !details.isObject()) {
        return new StopDetails(null, null);
      }
      Json category = string(details, "category");
      return new StopDetails(
          category == null ? null : category.text(), string(details, "explanation"));
    }

    private static @Nullable Json string(Json details, String name) {
      Json value = details.get(name);
      return value != null && value.isString() && !value.isBlankString() ? value : null;
    }
  }

  ChatResponse read(Json body) {
    if (!body.isObject()) {
      throw DialectException.invalid("body", "a JSON object");
    }
    Members message = Members.of(body, "");
    Json content = message.array("content");
    if (content == null) {
      throw DialectException.missing("content");
    }
    String word = message.requiredText("stop_reason");
    FinishReason finish = AnthropicFinishReasons.read(word);
    StopDetails details = StopDetails.read(message.any("stop_details"));
    String id = message.text("id");
    List<Part> parts = parts(content, id);
    if (details.explanation() != null) {
      parts.add(new Part.Refusal(details.explanation()));
    }
    ChatResponse.Choice choice = new ChatResponse.Choice(
        0,
        parts,
        finish,
        AnthropicFinishReasons.nativeWord(finish, word, details.category()),
        message.string("stop_sequence"),
        null);
    return new ChatResponse(
        id,
        message.text("model"),
        0,
        List.of(choice),
        AnthropicUsage.NONE.with(message.any("usage")).toModel());
  }

  /** Model and usage alone, of whatever has a list of content; null when it has none. */
  static @Nullable ChatResponse outline(Json body) {
    Json content = body.isObject() ? body.get("content") : null;
    if (content == null || !content.isArray()) {
      return null;
    }
    Json model = body.get("model");
    return new ChatResponse(
        "",
        model != null && model.isString() ? model.text() : "",
        0,
        List.of(),
        AnthropicUsage.NONE.with(body.get("usage")).toModel());
  }

  private List<Part> parts(Json content, String answer) {
    List<Part> parts = new ArrayList<>();
    JsonCursor cursor = content.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Part part = part(Members.read(cursor, "content[]"), answer, parts.size());
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private @Nullable Part part(Members block, String answer, int position) {
    String type = block.requiredText("type");
    return switch (type) {
      case "text" ->
        new Part.Text(
            block.requiredString("text"), null, AnthropicCitations.read(block.any("citations")));
      case "thinking" -> {
        Json signature = block.string("signature");
        boolean unsigned = signature == null || signature.isEmptyString();
        yield new Part.Thinking(block.requiredString("thinking"), unsigned ? null : signature);
      }
      case "redacted_thinking" -> new Part.RedactedThinking(block.requiredString("data"));
      case "tool_use" -> {
        Json input = block.any("input");
        String id = block.text("id");
        yield new Part.ToolCall(
            id.isEmpty() ? AnthropicToolIds.made(answer, position) : id,
            block.requiredText("name"),
            input == null || input.isEmptyString() ? Json.EMPTY_OBJECT : input,
            null);
      }
      default -> {
        losses.dropped("answer.content[]." + type, "only the Anthropic dialect has it");
        yield null;
      }
    };
  }
}
