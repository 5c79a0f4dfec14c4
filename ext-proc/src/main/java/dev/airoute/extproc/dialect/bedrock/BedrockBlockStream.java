package dev.airoute.extproc.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Cited;
import dev.airoute.extproc.model.ChatEvent.Delta;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatEvent.PartEnded;
import dev.airoute.extproc.model.ChatEvent.PartStarted;
import dev.airoute.extproc.model.ChatEvent.Signature;
import dev.airoute.extproc.model.Citation;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content blocks of a stream, one after the other. Only calls have a start; what other blocks are, their deltas say. Parts are
 * numbered without gaps: blocks without a place in the model take no number. Appends to the list it was given.
 */
final class BedrockBlockStream {
  private static final Json NO_ARGUMENTS = Json.string("{}");
  private static final long NONE = -1;

  private final List<ChatEvent> events;
  private final Losses losses;
  private long index = NONE;
  private int part = -1;
  private @Nullable Opening open;
  private boolean argued;
  private boolean called;
  private boolean leftAway;
  private boolean any;
  private @Nullable ByteArrayOutputStream encrypted;

  BedrockBlockStream(List<ChatEvent> events, Losses losses) {
    this.events = events;
    this.losses = losses;
  }

  /** Whether a block was begun. */
  boolean any() {
    return any;
  }

  /** Whether the client is to call a tool. */
  boolean called() {
    return called;
  }

  void start(Json data) {
    at(data);
    Json start = BedrockAnswer.member(data, "start", Json.Kind.OBJECT);
    for (String kind : BedrockAnswer.names(start)) {
      Json call = Objects.requireNonNull(start.get(kind));
      if (kind.equals("toolUse") && call.get("type") == null) {
        String id = BedrockAnswer.text(call, "toolUseId");
        open(new Opening.ToolCall(id, BedrockAnswer.text(call, "name")));
        argued = false;
        called = true;
      } else {
        losses.dropped(
            BedrockResponseReader.CONTENT + (kind.equals("toolUse") ? "server_tool_use" : kind),
            BedrockResponseReader.NO_PLACE);
        leftAway = true;
      }
    }
  }

  void delta(Json data) {
    at(data);
    if (leftAway) {
      return;
    }
    Json delta = BedrockAnswer.member(data, "delta", Json.Kind.OBJECT);
    for (String kind : BedrockAnswer.names(delta)) {
      Json value = Objects.requireNonNull(delta.get(kind));
      switch (kind) {
        case "text" -> said(BedrockAnswer.string(delta, kind), new Opening.Text());
        case "toolUse" -> arguments(BedrockAnswer.string(value, "input"));
        case "reasoningContent" -> reasoning(value);
        case "citation" -> cited(value);
        default ->
          losses.dropped(BedrockResponseReader.CONTENT + kind, BedrockResponseReader.NO_PLACE);
      }
    }
  }

  void stop(Json data) {
    if (number(data) == index) {
      close();
    }
  }

  private void said(Json text, Opening opening) {
    if (open == null || !open.getClass().equals(opening.getClass())) {
      open(opening);
    }
    if (!text.isEmptyString()) {
      events.add(new Delta(0, part, text));
    }
  }

  private void arguments(Json text) {
    if (!(open instanceof Opening.ToolCall)) {
      throw BedrockAnswer.broken("arguments came without a call");
    }
    if (!text.isEmptyString()) {
      argued = true;
      events.add(new Delta(0, part, text));
    }
  }

  /** Unlike in a whole answer, text and signature come side by side. */
  private void reasoning(Json content) {
    Json data = BedrockAnswer.said(content, "redactedContent");
    if (data != null) {
      encrypted(data);
      return;
    }
    Json text = content.get("text");
    Json signature = BedrockAnswer.said(content, "signature");
    if (text != null || signature != null) {
      said(
          text == null ? Json.EMPTY_STRING : BedrockAnswer.string(content, "text"),
          new Opening.Thinking());
    }
    if (signature != null) {
      events.add(new Signature(0, part, signature));
    }
  }

  /** Its bytes may come in several pieces, and are a part only when they are all there. */
  private void encrypted(Json data) {
    if (open != null) {
      end();
    }
    if (encrypted == null) {
      encrypted = new ByteArrayOutputStream();
    }
    try {
      encrypted.writeBytes(Base64.getDecoder().decode(data.unquoted()));
    } catch (IllegalArgumentException _) {
      throw BedrockAnswer.broken("redactedContent is not base64");
    }
  }

  private void cited(Json said) {
    Citation citation = BedrockAnswer.citation(said);
    if (citation != null) {
      said(Json.EMPTY_STRING, new Opening.Text());
      events.add(new Cited(0, part, citation));
    }
  }

  /** Goes on with the block that the event is of; the one before it has ended, whether that was said or not. */
  private void at(Json data) {
    long number = number(data);
    if (number != index) {
      close();
      index = number;
    }
    any = true;
  }

  private static long number(Json data) {
    return BedrockAnswer.member(data, "contentBlockIndex", Json.Kind.NUMBER).asLong();
  }

  private void open(Opening opening) {
    end();
    open = opening;
    events.add(new PartStarted(0, ++part, opening));
  }

  /** Ends the open block, if there is one. */
  void close() {
    end();
    index = NONE;
    leftAway = false;
  }

  private void end() {
    if (open instanceof Opening.ToolCall && !argued) {
      events.add(new Delta(0, part, NO_ARGUMENTS));
    }
    if (open != null) {
      events.add(new PartEnded(0, part));
      open = null;
    }
    if (encrypted != null) {
      String data = new String(Base64.getEncoder().encode(encrypted.toByteArray()), UTF_8);
      Json marked = BedrockReasoning.marked(Json.string(data));
      events.add(new PartStarted(0, ++part, new Opening.RedactedThinking(marked)));
      events.add(new PartEnded(0, part));
      encrypted = null;
    }
  }
}
