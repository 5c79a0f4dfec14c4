package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Delta;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatEvent.PartEnded;
import dev.airoute.extproc.model.ChatEvent.PartStarted;
import dev.airoute.extproc.model.ChatEvent.Signature;
import dev.airoute.extproc.model.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content blocks of a stream, one after the other. Parts are numbered without gaps: blocks without a place in the model
 * take no number. Appends to the list it was given.
 */
final class AnthropicBlockStream {
  private static final int CLOSED = -1;

  private final List<ChatEvent> events;
  private final Losses losses;
  private String answer = "";
  private int index = CLOSED;
  private int part = -1;

  /** Of the open block; null when it has no place in the model. */
  private @Nullable Opening opening;

  /** Arguments that came with the start of a call, in case no delta brings any. */
  private Json arguments = Json.EMPTY_OBJECT;

  private boolean argued;
  private boolean any;

  AnthropicBlockStream(List<ChatEvent> events, Losses losses) {
    this.events = events;
    this.losses = losses;
  }

  /** @param id of the answer, from which calls get one that come without */
  void answer(String id) {
    answer = id;
  }

  /** Whether a block was begun. */
  boolean any() {
    return any;
  }

  void start(Members data) {
    close();
    any = true;
    Members block = data.inner("content_block");
    if (block == null) {
      throw DialectException.missing("content_block");
    }
    index = index(data);
    String type = block.requiredText("type");
    opening = opening(type, block);
    if (opening == null) {
      losses.dropped("answer.content[]." + type, "only the Anthropic dialect has it");
      return;
    }
    events.add(new PartStarted(0, ++part, opening));
    Json text = block.string(type);
    if (text != null && !text.isEmptyString()) {
      events.add(new Delta(0, part, text));
    }
    Json signature = block.string("signature");
    if (signature != null && !signature.isEmptyString()) {
      events.add(new Signature(0, part, signature));
    }
  }

  private @Nullable Opening opening(String type, Members block) {
    return switch (type) {
      case "text" -> new Opening.Text();
      case "thinking" -> new Opening.Thinking();
      case "redacted_thinking" -> new Opening.RedactedThinking(block.requiredString("data"));
      case "tool_use" -> {
        Json input = block.object("input");
        arguments = input == null ? Json.EMPTY_OBJECT : input;
        argued = false;
        String id = block.text("id");
        yield new Opening.ToolCall(
            id.isEmpty() ? AnthropicToolIds.made(answer, part + 1) : id,
            block.requiredText("name"));
      }
      default -> null;
    };
  }

  void delta(Members data) {
    int of = index(data);
    if (index == CLOSED || of != index) {
      throw DialectException.invalid("index", "that of the open content block");
    }
    Members delta = data.inner("delta");
    if (delta == null) {
      throw DialectException.missing("delta");
    }
    String type = delta.requiredText("type");
    if (opening == null) {
      return;
    }
    switch (type) {
      case "text_delta" -> text(delta.string("text"), opening instanceof Opening.Text, type);
      case "thinking_delta" ->
        text(delta.string("thinking"), opening instanceof Opening.Thinking, type);
      case "input_json_delta" ->
        text(delta.string("partial_json"), opening instanceof Opening.ToolCall, type);
      case "signature_delta" -> {
        Json signature = delta.requiredString("signature");
        fits(opening instanceof Opening.Thinking, type);
        events.add(new Signature(0, part, signature));
      }
      case "citations_delta" -> cite(delta.any("citation"), type);
      default -> losses.dropped("answer.content[]." + type, "only the Anthropic dialect has it");
    }
  }

  private void cite(@Nullable Json citation, String type) {
    fits(opening instanceof Opening.Text, type);
    Citation read = citation == null ? null : AnthropicCitations.one(citation);
    if (read != null) {
      events.add(new ChatEvent.Cited(0, part, read));
    }
  }

  private void text(@Nullable Json text, boolean fits, String type) {
    fits(fits, type);
    if (text != null && !text.isEmptyString()) {
      argued = true;
      events.add(new Delta(0, part, text));
    }
  }

  private static void fits(boolean fits, String type) {
    if (!fits) {
      throw DialectException.invalid("delta.type", "one for the open content block, not " + type);
    }
  }

  void stop(Members data) {
    if (index(data) == index) {
      close();
    }
  }

  /** Ends the open block, if there is one. */
  void close() {
    if (index != CLOSED && opening != null) {
      if (opening instanceof Opening.ToolCall && !argued) {
        Json text = new JsonWriter(arguments.length() + 2).escaped(arguments).toJson();
        events.add(new Delta(0, part, text));
      }
      events.add(new PartEnded(0, part));
    }
    index = CLOSED;
    opening = null;
  }

  /** A whole refusal, which Anthropic says beside the blocks. */
  void refusal(Json text) {
    events.add(new PartStarted(0, ++part, new Opening.Refusal()));
    events.add(new Delta(0, part, text));
    events.add(new PartEnded(0, part));
  }

  private static int index(Members data) {
    Long index = data.count("index");
    if (index == null || index < 0 || index > Integer.MAX_VALUE) {
      throw DialectException.invalid("index", "the number of a content block");
    }
    return index.intValue();
  }
}
