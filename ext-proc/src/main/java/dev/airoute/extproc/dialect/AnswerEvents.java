package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;

/** A whole answer as the stream that it would have been, for a client that asked for one. */
final class AnswerEvents {
  private final List<ChatEvent> events = new ArrayList<>();

  static List<ChatEvent> of(ChatResponse response) {
    return new AnswerEvents().all(response);
  }

  private List<ChatEvent> all(ChatResponse response) {
    events.add(new ChatEvent.Started(
        response.id(), response.model(), response.created(), response.usage()));
    response.choices().forEach(this::choice);
    events.add(new ChatEvent.Used(response.usage()));
    events.add(new ChatEvent.Ended());
    return events;
  }

  private void choice(Choice choice) {
    int number = 0;
    if (choice.logprobs() != null && choice.logprobs().isObject()) {
      events.add(new ChatEvent.Logprobs(choice.index(), choice.logprobs()));
    }
    for (Part part : choice.parts()) {
      number += part(choice.index(), number, part) ? 1 : 0;
    }
    events.add(new ChatEvent.Finished(
        choice.index(), choice.finish(), choice.nativeFinish(), choice.stopSequence()));
  }

  /** False for what no answer holds. */
  private boolean part(int choice, int number, Part part) {
    switch (part) {
      case Part.Text text -> {
        open(choice, number, new Opening.Text());
        delta(choice, number, text.text());
        text.citations()
            .forEach(citation -> events.add(new ChatEvent.Cited(choice, number, citation)));
      }
      case Part.Refusal refusal -> {
        open(choice, number, new Opening.Refusal());
        delta(choice, number, refusal.text());
      }
      case Part.Thinking thinking -> {
        open(choice, number, new Opening.Thinking());
        delta(choice, number, thinking.text());
        if (thinking.signature() != null) {
          events.add(new ChatEvent.Signature(choice, number, thinking.signature()));
        }
      }
      case Part.RedactedThinking redacted ->
        open(choice, number, new Opening.RedactedThinking(redacted.data()));
      case Part.ToolCall call -> {
        open(choice, number, new Opening.ToolCall(call.id(), call.name()));
        delta(choice, number, text(call.arguments()));
      }
      case Part.Image _, Part.Document _, Part.Audio _, Part.ToolResult _ -> {
        return false;
      }
    }
    events.add(new ChatEvent.PartEnded(choice, number));
    return true;
  }

  private void open(int choice, int number, Opening opening) {
    events.add(new ChatEvent.PartStarted(choice, number, opening));
  }

  private void delta(int choice, int number, Json text) {
    if (!text.isEmptyString()) {
      events.add(new ChatEvent.Delta(choice, number, text));
    }
  }

  private static Json text(Json arguments) {
    return arguments.isString()
        ? arguments
        : new JsonWriter(arguments.length() + 16).escaped(arguments).toJson();
  }
}
