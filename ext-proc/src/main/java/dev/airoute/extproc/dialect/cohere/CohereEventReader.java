package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.cohere.CohereFinishReasons.Finish;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Ended;
import dev.airoute.extproc.model.ChatEvent.Failed;
import dev.airoute.extproc.model.ChatEvent.Finished;
import dev.airoute.extproc.model.ChatEvent.Logprobs;
import dev.airoute.extproc.model.ChatEvent.Started;
import dev.airoute.extproc.model.ChatEvent.Used;
import dev.airoute.extproc.model.GatewayError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a <a href="https://docs.cohere.com/docs/streaming">stream</a>. It is over with {@code message-end}, whether {@code
 * [DONE]} follows or not.
 */
final class CohereEventReader implements EventReader {
  private static final Logger log = LoggerFactory.getLogger(CohereEventReader.class);

  private final List<ChatEvent> events = new ArrayList<>();
  private final CohereParts parts;
  private String id = "";
  private boolean started;
  private boolean over;

  CohereEventReader(Losses losses) {
    this.parts = new CohereParts(events, losses);
  }

  @Override
  public List<ChatEvent> read(SseEvent frame) {
    if (!over && !frame.dataIs("") && !frame.dataIs("[DONE]")) {
      try {
        event(frame.json());
      } catch (JsonException e) {
        fail(CohereCodec.unusable(e.reason()));
      }
    }
    return taken();
  }

  private void event(Json event) {
    String type = CohereJson.text(event, "type");
    if (type.isEmpty()) {
      untyped(event);
      return;
    }
    if (!started) {
      start(type.equals("message-start") ? CohereJson.text(event, "id") : "");
    }
    switch (type) {
      case "content-start", "content-delta" -> content(event);
      case "tool-plan-delta" -> {
        Json piece = CohereJson.string(event, "delta", "message", "tool_plan");
        if (piece != null && !piece.isEmptyString()) {
          parts.planned(piece);
        }
      }
      case "tool-call-start" -> call(event);
      case "tool-call-delta" -> arguments(event, toolCall(event));
      case "citation-start" -> cited(CohereJson.at(event, "delta", "message", "citations"));
      case "message-end" -> end(CohereJson.at(event, "delta"));
      case "message-start", "content-end", "tool-call-end", "citation-end" -> {}
      default -> log.debug("left away event of a stream type={}", type);
    }
  }

  /** An error in the form of one that comes with a status. */
  private void untyped(Json event) {
    if (!CohereCodec.saysError(event)) {
      throw new JsonException("an event has no type", 0);
    }
    fail(CohereErrors.read(200, "", event.toByteArray()));
  }

  private void start(String answer) {
    started = true;
    id = answer;
    events.add(new Started(id, "", 0, null));
  }

  private void content(Json event) {
    int index = Math.max(0, CohereJson.number(event, "index"));
    Json content = CohereJson.at(event, "delta", "message", "content");
    Json thought = CohereJson.string(content, "thinking");
    Json text = CohereJson.string(content, "text");
    Json logprobs = CohereLogprobs.read(CohereJson.at(event, "logprobs"));
    if (logprobs != null) {
      events.add(new Logprobs(0, logprobs));
    }
    if (thought != null && !thought.isEmptyString()) {
      parts.thought(index, thought);
    }
    if (text != null && !text.isEmptyString()) {
      parts.said(index, text);
    }
  }

  private static Json toolCall(Json event) {
    Json call = CohereJson.at(event, "delta", "message", "tool_calls");
    return call == null ? Json.EMPTY_OBJECT : call;
  }

  private void call(Json event) {
    Json call = toolCall(event);
    String name = CohereJson.text(call, "function", "name");
    parts.call(CohereJson.number(event, "index"), CohereJson.text(call, "id"), name, id);
    arguments(event, call);
  }

  private void arguments(Json event, Json call) {
    Json piece = CohereJson.string(call, "function", "arguments");
    if (piece != null && !piece.isEmptyString()) {
      parts.arguments(CohereJson.number(event, "index"), piece);
    }
  }

  /** One, though the name says several. */
  private void cited(@Nullable Json citation) {
    if (citation != null && citation.isObject()) {
      parts.cited(citation);
    }
  }

  private void end(@Nullable Json delta) {
    String word = CohereJson.text(delta, "finish_reason");
    GatewayError failure = CohereFinishReasons.failure(word, CohereJson.text(delta, "error"));
    if (failure == null && word.isEmpty()) {
      failure = CohereCodec.unusable("the stream ended without a finish_reason");
    }
    Used used = new Used(CohereUsage.read(CohereJson.at(delta, "usage")));
    if (failure != null) {
      events.add(used);
      fail(failure);
      return;
    }
    parts.close();
    Finish finish = CohereFinishReasons.read(word);
    events.add(new Finished(0, finish.reason(), finish.nativeWord(), null));
    events.add(used);
    events.add(new Ended());
    over = true;
  }

  @Override
  public List<ChatEvent> end() {
    if (!over) {
      fail(CohereCodec.unusable("the stream ended before it was complete"));
    }
    return taken();
  }

  private void fail(GatewayError error) {
    events.add(new Failed(error));
    over = true;
  }

  private List<ChatEvent> taken() {
    List<ChatEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }
}
