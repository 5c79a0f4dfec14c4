package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.CallNames;
import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.OpenAiQuirks.Quirk;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes {@code messages}. Results of tools become messages of their own, in front of what else the user said, because
 * they must follow the calls; media in a result move into the user message behind them, because a tool's message holds
 * only text.
 */
final class OpenAiMessageWriter {
  private static final int LONGEST_NAME = 64;

  private final OpenAiQuirks quirks;
  private final JsonWriter out;
  private final Losses losses;
  private final OpenAiPartWriter parts;

  private final OpenAiToolCalls toolCalls;

  /** @param freeForm names of the tools that take free text */
  OpenAiMessageWriter(OpenAiQuirks quirks, Set<String> freeForm, JsonWriter out, Losses losses) {
    this.toolCalls = new OpenAiToolCalls(freeForm);
    this.quirks = quirks;
    this.out = out;
    this.losses = losses;
    this.parts = new OpenAiPartWriter(quirks, out, losses);
  }

  void write(List<Message> messages) {
    out.name("messages").beginArray();
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM -> plain("system", message.parts());
        case DEVELOPER ->
          plain(quirks.has(Quirk.DEVELOPER_ROLE) ? "developer" : "system", message.parts());
        case USER -> user(message.parts());
        case ASSISTANT -> assistant(message.parts());
      }
    }
    out.endArray();
  }

  private void plain(String role, List<Part> content) {
    out.beginObject().field("role", role).name("content");
    parts.texts(texts(content));
    out.endObject();
  }

  private void user(List<Part> content) {
    List<Part> said = new ArrayList<>();
    boolean results = false;
    for (Part part : content) {
      if (part instanceof Part.ToolResult result) {
        result(result, said);
        results = true;
      }
    }
    content.stream()
        .filter(part -> !(part instanceof Part.ToolResult))
        .filter(this::saidByUsers)
        .forEach(said::add);
    if (said.isEmpty() && results) {
      return;
    }
    out.beginObject().field("role", "user").name("content");
    parts.content(said);
    out.endObject();
  }

  private boolean saidByUsers(Part part) {
    return switch (part) {
      case Part.Text _, Part.Image _, Part.Audio _, Part.Document _, Part.Refusal _ -> true;
      case Part.Thinking _, Part.RedactedThinking _, Part.ToolCall _, Part.ToolResult _ -> {
        losses.dropped("messages[].content[]", "a user's message holds texts and media");
        yield false;
      }
    };
  }

  private void result(Part.ToolResult result, List<Part> media) {
    List<Part> texts = new ArrayList<>();
    List<Part> moved = new ArrayList<>();
    for (Part part : result.content()) {
      if (part instanceof Part.Text) {
        texts.add(part);
      } else if (saidByUsers(part)) {
        moved.add(part);
      }
    }
    if (result.error()) {
      losses.dropped(
          "messages[].content[].is_error", "a tool's message says in its text that it failed");
    }
    if (!moved.isEmpty()) {
      losses.approximated(
          "messages[].content[].tool_result.content", "media follow in a message of the user");
      media.add(new Part.Text(Json.string("Returned by tool call " + result.callId() + ":"), null));
      media.addAll(moved);
    }
    out.beginObject().field("role", "tool");
    out.field("tool_call_id", id(result.callId())).name("content");
    parts.texts(texts(texts));
    out.endObject();
  }

  private void assistant(List<Part> content) {
    List<Part> said = new ArrayList<>();
    List<Part> thought = new ArrayList<>();
    List<Part.ToolCall> calls = new ArrayList<>();
    for (Part part : content) {
      switch (part) {
        case Part.Text text -> said.add(text);
        case Part.Refusal refusal -> said.add(refusal);
        case Part.Thinking thinking -> thought.add(thinking);
        case Part.RedactedThinking redacted -> thought.add(redacted);
        case Part.ToolCall call -> calls.add(call);
        case Part.Image _, Part.Document _, Part.Audio _, Part.ToolResult _ ->
          losses.dropped(
              "messages[].content[]", "an assistant's message holds text and tool calls");
      }
    }
    out.beginObject().field("role", "assistant");
    List<Part> shown = thought(thought, said);
    if (shown.isEmpty()) {
      out.name("content").value(calls.isEmpty() ? Json.EMPTY_STRING : Json.NULL);
    } else {
      out.name("content");
      parts.content(shown);
    }
    toolCalls(calls);
    out.endObject();
  }

  /** Writes the earlier thinking in the vendor's form, or says that it is left out; gives what is content. */
  private List<Part> thought(List<Part> thought, List<Part> said) {
    if (thought.isEmpty()) {
      return said;
    }
    if (quirks.has(Quirk.REPLAYS_REASONING_DETAILS)) {
      details(thought);
      return said;
    }
    List<Part.Thinking> readable = new ArrayList<>();
    for (Part part : thought) {
      if (part instanceof Part.Thinking thinking) {
        readable.add(thinking);
      } else {
        losses.dropped("messages[].content[].redacted_thinking", "only its maker can read it");
      }
    }
    return readable.isEmpty() ? said : replayed(readable, said);
  }

  private void details(List<Part> thought) {
    List<Part> own = new ArrayList<>();
    for (Part part : thought) {
      if (part instanceof Part.Thinking thinking
          && thinking.signature() != null
          && CallSignature.namesItsMaker(thinking.signature())) {
        losses.dropped("messages[].content[].thinking", "only its maker can check its signature");
      } else {
        own.add(part);
      }
    }
    if (!own.isEmpty()) {
      OpenAiThinking.writeDetails(own, out);
    }
  }

  private List<Part> replayed(List<Part.Thinking> thought, List<Part> said) {
    List<Json> texts = thought.stream().map(Part.Thinking::text).toList();
    if (quirks.has(Quirk.REPLAYS_REASONING_CONTENT)) {
      OpenAiThinking.joined("reasoning_content", texts, out);
    } else if (quirks.has(Quirk.REPLAYS_REASONING)) {
      OpenAiThinking.joined("reasoning", texts, out);
    } else if (quirks.has(Quirk.REPLAYS_THINKING_PARTS)) {
      List<Part> all = new ArrayList<>(thought);
      all.addAll(said);
      return all;
    } else {
      losses.approximated(
          "messages[].content[].thinking",
          "thinking of earlier turns is not sent to " + quirks.vendor());
    }
    return said;
  }

  private void toolCalls(List<Part.ToolCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    out.name("tool_calls").beginArray();
    for (Part.ToolCall call : calls) {
      String name = CallNames.fit(call.name(), "", LONGEST_NAME);
      toolCalls.write(id(call.id()), name, call.arguments(), out);
    }
    out.endArray();
  }

  private String id(String id) {
    return ToolIds.fit(id, quirks.has(Quirk.SHORT_TOOL_IDS));
  }

  private List<Part.Text> texts(List<Part> content) {
    List<Part.Text> texts = new ArrayList<>();
    for (Part part : content) {
      if (part instanceof Part.Text text) {
        texts.add(text);
      } else {
        losses.dropped("messages[].content[]", "a system message holds only text");
      }
    }
    return texts;
  }
}
