package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code messages}. Results of tools become messages of their own, in front of what else the user said; media in a
 * result follow in a message of the user, because a tool's message holds only text. One instance per request.
 */
final class CohereMessageWriter {
  private static final String CONTENT = "messages[].content[]";

  /** Holds the arguments of a call that are no JSON object, for instance because a token cap cut them. */
  private static final String INVALID_ARGUMENTS = "invalid_arguments";

  private final CohereModel model;
  private final CohereContentWriter content;
  private final CohereToolIds ids = new CohereToolIds();
  private final JsonWriter out;
  private final Losses losses;

  CohereMessageWriter(
      CohereModel model, CohereContentWriter content, JsonWriter out, Losses losses) {
    this.model = model;
    this.content = content;
    this.out = out;
    this.losses = losses;
  }

  void write(List<Message> messages) {
    out.name("messages").beginArray();
    for (Message message : messages) {
      if (message.parts().stream().anyMatch(part -> part.cache() != null)) {
        losses.approximated("cache_control", CohereToolWriter.CACHES);
      }
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> system(message.parts());
        case USER -> user(message.parts());
        case ASSISTANT -> assistant(message.parts());
      }
    }
    out.endArray();
  }

  private void system(List<Part> parts) {
    List<Part> texts = new ArrayList<>(content.sent(parts));
    if (texts.removeIf(part -> !(part instanceof Part.Text))) {
      losses.dropped(CONTENT, "a system message holds only text");
    }
    if (!texts.isEmpty()) {
      message("system", texts);
    }
  }

  private void message(String role, List<Part> sent) {
    out.beginObject().field("role", role).name("content");
    content.write(sent);
    out.endObject();
  }

  private void user(List<Part> parts) {
    List<Part> said = new ArrayList<>();
    boolean results = false;
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        result(result, said);
        results = true;
      }
    }
    said.addAll(content.sent(
        parts.stream().filter(part -> !(part instanceof Part.ToolResult)).toList()));
    if (said.removeIf(Part.Thinking.class::isInstance)) {
      losses.dropped(CONTENT, "a user's message holds texts and media");
    }
    if (!said.isEmpty() || !results) {
      message("user", said);
    }
  }

  private void result(Part.ToolResult result, List<Part> media) {
    List<Part> texts = new ArrayList<>();
    List<Part> moved = new ArrayList<>();
    for (Part part : content.sent(result.content())) {
      (part instanceof Part.Text ? texts : moved).add(part);
    }
    if (result.error()) {
      losses.dropped(CONTENT + ".is_error", "a tool's message says in its text that it failed");
    }
    String id = ids.ofResult(result.callId());
    if (!moved.isEmpty()) {
      losses.approximated(
          CONTENT + ".tool_result.content", "media follow in a message of the user");
      media.add(new Part.Text(Json.string("Returned by tool call " + id + ":"), null));
      media.addAll(moved);
    }
    out.beginObject().field("role", "tool").field("tool_call_id", id).name("content");
    content.write(texts);
    out.endObject();
  }

  /** One that has nothing to say is left away: Cohere refuses it. */
  private void assistant(List<Part> parts) {
    List<Part.ToolCall> calls = new ArrayList<>();
    List<Part> said = new ArrayList<>();
    List<Json> plans = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.ToolCall call -> calls.add(call);
        case Part.Thinking thinking -> thinking(thinking, said, plans);
        case Part.RedactedThinking _ -> foreign();
        case Part.Text _, Part.Refusal _ -> said.add(part);
        case Part.Image _, Part.Document _, Part.Audio _, Part.ToolResult _ ->
          losses.dropped(CONTENT, "an assistant's message holds text and tool calls");
      }
    }
    List<Part> sent = content.sent(said);
    boolean onlyThought = sent.stream().allMatch(Part.Thinking.class::isInstance);
    if (calls.isEmpty() && onlyThought) {
      return;
    }
    out.beginObject().field("role", "assistant");
    if (!sent.isEmpty()) {
      out.name("content");
      content.write(sent);
    }
    calls(calls, plans);
    out.endObject();
  }

  private void thinking(Part.Thinking thinking, List<Part> said, List<Json> plans) {
    switch (CohereSignature.of(thinking.signature())) {
      case null -> foreign();
      case THINKING -> {
        if (model.thinks()) {
          said.add(thinking);
        } else {
          losses.dropped(CONTENT + ".reasoning", "the model cannot think before it answers");
        }
      }
      case PLAN -> {
        if (model.thinks()) {
          losses.dropped(CONTENT + ".reasoning", "models that think take no plan");
        } else {
          plans.add(thinking.text());
        }
      }
    }
  }

  private void foreign() {
    losses.dropped(CONTENT + ".reasoning", "it is not Cohere's own");
  }

  private void calls(List<Part.ToolCall> calls, List<Json> plans) {
    if (calls.isEmpty()) {
      return;
    }
    if (!plans.isEmpty()) {
      out.name("tool_plan").beginString();
      plans.forEach(out::piece);
      out.endString();
    }
    out.name("tool_calls").beginArray();
    for (Part.ToolCall call : calls) {
      out.beginObject().field("id", ids.ofCall(call.id())).field("type", "function");
      out.name("function").beginObject().field("name", call.name()).name("arguments");
      arguments(call.arguments());
      out.endObject().endObject();
    }
    out.endArray();
  }

  /** The text of a JSON object. */
  private void arguments(Json arguments) {
    if (arguments.isObject()) {
      out.escaped(arguments);
    } else if (arguments.isBlankString()) {
      out.string("{}");
    } else if (holdsObject(arguments)) {
      out.value(arguments);
    } else {
      Json text =
          arguments.isString() ? arguments : new JsonWriter().escaped(arguments).toJson();
      out.escaped(new JsonWriter()
          .beginObject()
          .field(INVALID_ARGUMENTS, text)
          .endObject()
          .toJson());
    }
  }

  private static boolean holdsObject(Json text) {
    try {
      return text.isString() && Json.parse(text.unquoted()).isObject();
    } catch (JsonException _) {
      return false;
    }
  }
}
