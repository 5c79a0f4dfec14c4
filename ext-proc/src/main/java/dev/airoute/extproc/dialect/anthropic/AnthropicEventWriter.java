package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream. {@code message_delta} waits for the end, because usage may come last. What a model says when it refuses
 * waits too: it becomes {@code stop_details} if the answer ends as a refusal, and a text block otherwise. Only the first
 * choice has a place.
 */
final class AnthropicEventWriter implements EventWriter {
  private final ReplyContext context;

  /** Index of the open or next block. */
  private int index;

  /** Of the open part; null when none is. */
  private @Nullable Opening opening;

  private @Nullable JsonWriter refusal;
  private Usage usage = Usage.ZERO;
  private FinishReason finish = FinishReason.OTHER;
  private @Nullable String nativeFinish;
  private @Nullable Json stopSequence;

  AnthropicEventWriter(ReplyContext context) {
    this.context = context;
  }

  @Override
  public void write(ChatEvent event, SseWriter out) {
    switch (event) {
      case ChatEvent.Started started -> start(started, out);
      case ChatEvent.PartStarted begun when begun.choice() == 0 -> open(begun.opening(), out);
      case ChatEvent.Delta delta when delta.choice() == 0 -> delta(delta.text(), out);
      case ChatEvent.Signature signed
      when signed.choice() == 0 -> signature(signed.signature(), out);
      case ChatEvent.PartEnded ended when ended.choice() == 0 -> close(out);
      case ChatEvent.Finished finished
      when finished.choice() == 0 -> {
        finish = finished.finish();
        nativeFinish = finished.nativeFinish();
        stopSequence = finished.stopSequence();
      }
      case ChatEvent.PartStarted _,
          ChatEvent.Delta _,
          ChatEvent.Signature _,
          ChatEvent.PartEnded _,
          ChatEvent.Finished _ ->
        context.losses().dropped("answer.choices", "Anthropic knows one answer per request");
      case ChatEvent.Cited _ ->
        context
            .losses()
            .dropped("answer.citations", "only Anthropic can make the index that they need");
      case ChatEvent.Logprobs _ ->
        context.losses().dropped("answer.logprobs", "the Anthropic dialect has none");
      case ChatEvent.Used(Usage latest) -> usage = latest;
      case ChatEvent.Ping() -> {
        end(begin("ping", out), out);
      }
      case ChatEvent.Ended() -> end(finish, out);
      case ChatEvent.Failed(var error) -> {
        AnthropicErrors.write(error, context.requestId(), out.begin("error"));
        out.end();
      }
    }
  }

  private static JsonWriter begin(String type, SseWriter out) {
    return out.begin(type).beginObject().field("type", type);
  }

  /** Ends the data and its event. */
  private static void end(JsonWriter data, SseWriter out) {
    data.endObject();
    out.end();
  }

  private void start(ChatEvent.Started started, SseWriter out) {
    usage = started.usage() == null ? Usage.ZERO : started.usage();
    JsonWriter data = begin("message_start", out).name("message").beginObject();
    AnthropicResponseWriter.head(started.id(), context, data);
    data.name("content").beginArray().endArray();
    data.field("stop_reason", Json.NULL).field("stop_sequence", Json.NULL).name("usage");
    AnthropicUsage.write(usage, data);
    end(data.endObject(), out);
  }

  private void open(Opening opened, SseWriter out) {
    opening = opened;
    if (opened instanceof Opening.Refusal) {
      refusal = refusal == null ? new JsonWriter().beginString() : refusal;
      return;
    }
    JsonWriter data = begin("content_block_start", out).field("index", index);
    block(opened, data.name("content_block").beginObject());
    end(data.endObject(), out);
  }

  private void block(Opening opened, JsonWriter data) {
    switch (opened) {
      case Opening.Text(), Opening.Refusal() -> data.field("type", "text").field("text", "");
      case Opening.Thinking() ->
        data.field("type", "thinking").field("thinking", "").field("signature", "");
      case Opening.RedactedThinking(Json opaque) ->
        data.field("type", "redacted_thinking").field("data", opaque);
      case Opening.ToolCall(String id, String name) ->
        data.field("type", "tool_use")
            .field("id", id.isEmpty() ? AnthropicResponseWriter.callId(context, index) : id)
            .field("name", name)
            .field("input", Json.EMPTY_OBJECT);
    }
  }

  private void delta(Json text, SseWriter out) {
    switch (opening) {
      case Opening.Text() -> delta("text_delta", "text", text, out);
      case Opening.Thinking() -> delta("thinking_delta", "thinking", text, out);
      case Opening.ToolCall _ -> delta("input_json_delta", "partial_json", text, out);
      case Opening.Refusal() -> {
        if (refusal != null) {
          refusal.piece(text);
        }
      }
      case Opening.RedactedThinking _ -> {}
      case null -> throw new IllegalStateException("a delta outside of any part");
    }
  }

  private void delta(String type, String member, Json text, SseWriter out) {
    JsonWriter data = begin("content_block_delta", out).field("index", index);
    data.name("delta").beginObject().field("type", type).field(member, text).endObject();
    end(data, out);
  }

  private void signature(Json signature, SseWriter out) {
    if (opening instanceof Opening.Thinking) {
      delta("signature_delta", "signature", signature, out);
    }
  }

  private void close(SseWriter out) {
    if (opening != null && !(opening instanceof Opening.Refusal)) {
      end(begin("content_block_stop", out).field("index", index++), out);
    }
    opening = null;
  }

  private void end(FinishReason reason, SseWriter out) {
    Json said = refusal == null ? null : refusal.endString().toJson();
    boolean refused = AnthropicFinishReasons.refuses(reason);
    if (said != null && !refused) {
      open(new Opening.Text(), out);
      delta(said, out);
      close(out);
    }
    JsonWriter data = begin("message_delta", out).name("delta").beginObject();
    AnthropicResponseWriter.stop(reason, nativeFinish, stopSequence, said, data);
    data.endObject().name("usage");
    AnthropicUsage.write(usage, data);
    end(data, out);
    end(begin("message_stop", out), out);
  }
}
