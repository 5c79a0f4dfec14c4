package dev.airoute.extproc.dialect.completions;

import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.openai.OpenAiUsage;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.Usage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a client's stream: chunks of text, the finish reason in one of its own, usage in a last one without choices if it
 * was asked for, then {@code [DONE]}; after an error there is no {@code [DONE]}.
 */
final class CompletionsEventWriter implements EventWriter {
  static final String ONLY_TEXT = "legacy completions hold only text";

  private final ReplyContext context;
  private final CompletionsCodec codec;
  private final Json echoed;
  private final Map<Integer, Choice> choices = new HashMap<>();
  private Json id;
  private Json model;
  private long created;
  private Usage usage = Usage.ZERO;

  CompletionsEventWriter(CompletionsCodec codec, ReplyContext context) {
    this.codec = codec;
    this.context = context;
    echoed = CompletionsChoices.echoed(context);
    id = Json.string(CompletionsChoices.id("", context));
    model = Json.string(context.model());
    created = context.created();
  }

  /** What is open in a choice, and where its tokens are. */
  private static final class Choice {
    final CompletionsLogprobs logprobs;
    boolean shown;
    boolean spoke;

    /** Of the tokens that come next. */
    @Nullable
    Json pending;

    Choice(String echoed) {
      logprobs = new CompletionsLogprobs(echoed);
    }
  }

  @Override
  public void write(ChatEvent event, SseWriter out) {
    switch (event) {
      case ChatEvent.Started started -> start(started);
      case ChatEvent.PartStarted part -> open(choice(part.choice()), part.opening());
      case ChatEvent.Delta delta -> {
        if (choice(delta.choice()).shown) {
          chunk(delta.choice(), delta.text(), null, out);
        }
      }
      case ChatEvent.Logprobs(int index, Json logprobs) -> {
        if (choice(index).pending != null) {
          chunk(index, Json.EMPTY_STRING, null, out);
        }
        choice(index).pending = logprobs;
      }
      case ChatEvent.Finished finished ->
        chunk(finished.choice(), Json.EMPTY_STRING, finished, out);
      case ChatEvent.Used(Usage latest) -> usage = latest;
      case ChatEvent.Cited _ -> context.losses().dropped("answer.citations", ONLY_TEXT);
      case ChatEvent.Signature _, ChatEvent.PartEnded _ -> {}
      case ChatEvent.Ping() -> out.comment("ping");
      case ChatEvent.Ended() -> end(out);
      case ChatEvent.Failed(var error) -> {
        codec.writeError(error, context.requestId(), out.begin());
        out.end();
      }
    }
  }

  private void start(ChatEvent.Started started) {
    id = Json.string(CompletionsChoices.id(started.id(), context));
    model = Json.string(started.model().isEmpty() ? context.model() : started.model());
    created = started.created() == 0 ? context.created() : started.created();
    usage = started.usage() == null ? usage : started.usage();
  }

  private Choice choice(int index) {
    return choices.computeIfAbsent(index, _ -> new Choice(echoed.text()));
  }

  private void open(Choice choice, Opening opening) {
    switch (opening) {
      case Opening.Text _, Opening.Refusal _ -> choice.shown = true;
      case Opening.Thinking _, Opening.RedactedThinking _ -> {
        choice.shown = false;
        context.losses().dropped("answer.reasoning", ONLY_TEXT);
      }
      case Opening.ToolCall _ -> {
        choice.shown = false;
        context.losses().dropped("answer.tool_calls", ONLY_TEXT);
      }
    }
  }

  private void chunk(int index, Json text, ChatEvent.@Nullable Finished finished, SseWriter out) {
    Choice choice = choice(index);
    JsonWriter json = CompletionsChoices.envelope(id, model, created, out.begin());
    json.beginArray().beginObject().name("text").beginString();
    if (!choice.spoke) {
      choice.spoke = true;
      json.piece(echoed);
    }
    json.piece(text).endString().field("index", index).name("logprobs");
    choice.logprobs.write(choice.pending, json);
    choice.pending = null;
    if (finished == null) {
      json.name("finish_reason").nullValue();
    } else {
      CompletionsChoices.finish(
          finished.finish(), finished.nativeFinish(), finished.stopSequence(), json);
    }
    json.endObject().endArray();
    if (context.streamUsage()) {
      json.name("usage").nullValue();
    }
    json.endObject();
    out.end();
  }

  private void end(SseWriter out) {
    if (context.streamUsage()) {
      JsonWriter json = CompletionsChoices.envelope(id, model, created, out.begin());
      json.beginArray().endArray().name("usage");
      OpenAiUsage.write(usage, json);
      json.endObject();
      out.end();
    }
    out.data("[DONE]");
  }
}
