package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.ToolIds;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes {@code input}: one item for each thing that was thought, said, called or returned, in the order of the conversation.
 * Results of tools come in front of what else the user said, because they must follow the calls.
 */
final class ResponsesInputWriter {
  private final Set<String> customTools = new HashSet<>();
  private final Set<String> customCalls = new HashSet<>();
  private final JsonWriter out;
  private final Losses losses;
  private final ResponsesContentWriter content;

  ResponsesInputWriter(List<Tool> tools, JsonWriter out, Losses losses) {
    for (Tool tool : tools) {
      if (tool.custom() != null) {
        customTools.add(tool.name());
      }
    }
    this.out = out;
    this.losses = losses;
    this.content = new ResponsesContentWriter(out, losses);
  }

  void write(List<Message> messages) {
    out.name("input").beginArray();
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM -> message("system", texts(message.parts()));
        case DEVELOPER -> message("developer", texts(message.parts()));
        case USER -> user(message.parts());
        case ASSISTANT -> message.parts().forEach(this::assistant);
      }
    }
    out.endArray();
  }

  private void message(String role, List<Part> parts) {
    out.beginObject().field("type", "message").field("role", role).name("content");
    content.write(parts);
    out.endObject();
  }

  private List<Part> texts(List<Part> parts) {
    List<Part> texts = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Text) {
        texts.add(part);
      } else {
        losses.dropped("messages[].content[]", "a system message holds only text");
      }
    }
    return texts;
  }

  private void user(List<Part> parts) {
    List<Part> said = new ArrayList<>();
    boolean results = false;
    for (Part part : parts) {
      switch (part) {
        case Part.ToolResult result -> {
          result(result);
          results = true;
        }
        case Part.Text _, Part.Image _, Part.Audio _, Part.Document _, Part.Refusal _ ->
          said.add(part);
        case Part.Thinking _, Part.RedactedThinking _, Part.ToolCall _ ->
          losses.dropped("messages[].content[]", "a user's message holds texts and media");
      }
    }
    if (!said.isEmpty() || !results) {
      message("user", said);
    }
  }

  private void result(Part.ToolResult result) {
    if (result.error()) {
      losses.dropped(
          "messages[].content[].is_error", "a tool's output says in its text that it failed");
    }
    if (result.cache() != null) {
      content.uncached();
    }
    boolean custom = customCalls.contains(result.callId());
    out.beginObject().field("type", custom ? "custom_tool_call_output" : "function_call_output");
    out.field("call_id", ToolIds.fit(result.callId(), false)).name("output");
    content.write(result.content());
    out.endObject();
  }

  private void assistant(Part part) {
    switch (part) {
      case Part.Text text -> said(text);
      case Part.Refusal(var text) -> refused(text);
      case Part.ToolCall call -> call(call);
      case Part.Thinking thinking -> thought(thinking);
      case Part.RedactedThinking _ ->
        losses.dropped("messages[].content[].redacted_thinking", "only its maker can read it");
      case Part.Image _, Part.Document _, Part.Audio _, Part.ToolResult _ ->
        losses.dropped("messages[].content[]", "an assistant's message holds text and tool calls");
    }
  }

  private void said(Part.Text text) {
    if (text.cache() != null) {
      content.uncached();
    }
    out.beginObject().field("type", "message").field("role", "assistant");
    out.field("content", text.text()).endObject();
  }

  /** The only form that has a place for it is that of an answer, which has an id. */
  private void refused(Json text) {
    String id = ToolIds.made(text.toString(), 0, 0).replace("call_", "msg_");
    out.beginObject().field("type", "message").field("id", id).field("status", "completed");
    out.field("role", "assistant").name("content").beginArray();
    out.beginObject().field("type", "refusal").field("refusal", text).endObject();
    out.endArray().endObject();
  }

  private void call(Part.ToolCall call) {
    if (call.cache() != null) {
      content.uncached();
    }
    boolean custom = customTools.contains(call.name());
    out.beginObject().field("type", custom ? "custom_tool_call" : "function_call");
    out.field("call_id", ToolIds.fit(call.id(), false)).field("name", call.name());
    if (custom) {
      customCalls.add(call.id());
      out.field("input", FreeForm.input(call.arguments()));
    } else {
      out.field("arguments", Items.arguments(call.arguments()));
    }
    out.endObject();
  }

  private void thought(Part.Thinking thinking) {
    Signatures.Own own = thinking.signature() == null ? null : Signatures.own(thinking.signature());
    if (own == null) {
      losses.approximated(
          "messages[].content[].thinking", "thinking that another model signed is not sent");
      return;
    }
    out.value(Items.reasoning(own.id(), thinking.text(), Json.string(own.encrypted())));
  }
}
