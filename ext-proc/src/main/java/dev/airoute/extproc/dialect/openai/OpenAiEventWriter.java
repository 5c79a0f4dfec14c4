package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a client's stream. The role comes with the first delta of a choice, the finish reason in a chunk of its own, usage
 * in a last chunk without choices if it was asked for, then {@code [DONE]}; after an error there is no {@code [DONE]}.
 */
final class OpenAiEventWriter implements EventWriter {
  private final ReplyContext context;
  private final Map<Integer, Choice> choices = new HashMap<>();
  private final Set<String> freeForm;
  private Json id;
  private Json model;
  private long created;
  private Usage usage = Usage.ZERO;

  OpenAiEventWriter(ReplyContext context) {
    this.context = context;
    freeForm = OpenAiFreeForm.names(context.echo());
    id = Json.string(OpenAiResponseWriter.id("", context));
    model = Json.string(context.model());
    created = context.created();
  }

  /** What the parts of a choice so far were. */
  private static final class Choice {
    boolean spoke;
    int calls;
    int thoughts;

    @Nullable
    Opening part;

    boolean arguments;

    /** Arguments so far of a free-form call, which is said at its end; null: another call. */
    @Nullable
    StringBuilder input;

    @Nullable
    Json logprobs;

    /** Of the content: where its open text begins, and where it ends so far. */
    int textStart;

    int textEnd;
  }

  @Override
  public void write(ChatEvent event, SseWriter out) {
    switch (event) {
      case ChatEvent.Started started -> start(started);
      case ChatEvent.PartStarted part -> open(part.choice(), part.opening(), out);
      case ChatEvent.Delta delta -> delta(delta.choice(), delta.text(), out);
      case ChatEvent.Signature signed -> sign(signed.choice(), signed.signature(), out);
      case ChatEvent.Cited cited -> cite(cited.choice(), cited.citation(), out);
      case ChatEvent.Logprobs said -> choice(said.choice()).logprobs = said.logprobs();
      case ChatEvent.PartEnded part -> close(part.choice(), out);
      case ChatEvent.Finished finished -> finish(finished, out);
      case ChatEvent.Used(var latest) -> usage = latest;
      case ChatEvent.Ping() -> out.comment("ping");
      case ChatEvent.Ended() -> end(out);
      case ChatEvent.Failed(var error) -> {
        OpenAiErrors.write(error, out.begin());
        out.end();
      }
    }
  }

  private void start(ChatEvent.Started started) {
    id = Json.string(OpenAiResponseWriter.id(started.id(), context));
    model = Json.string(started.model().isEmpty() ? context.model() : started.model());
    created = started.created() == 0 ? context.created() : started.created();
    usage = started.usage() == null ? usage : started.usage();
  }

  private Choice choice(int index) {
    return choices.computeIfAbsent(index, _ -> new Choice());
  }

  private void open(int index, Opening opening, SseWriter out) {
    Choice choice = choice(index);
    choice.part = opening;
    choice.arguments = false;
    choice.input = null;
    choice.textStart = choice.textEnd;
    switch (opening) {
      case Opening.Text _, Opening.Thinking _, Opening.Refusal _ -> {}
      case Opening.ToolCall(var callId, var name)
      when freeForm.contains(name) -> {
        choice.input = new StringBuilder();
        JsonWriter json = begin(index, choice, false, out);
        json.name("tool_calls").beginArray().beginObject().field("index", choice.calls++);
        json.field("id", callId).field("type", "custom").name("custom").beginObject();
        json.field("name", name).field("input", "").endObject().endObject().endArray();
        end(json, choice, null, out);
      }
      case Opening.ToolCall(var callId, var name) -> {
        JsonWriter json = begin(index, choice, false, out);
        json.name("tool_calls").beginArray().beginObject().field("index", choice.calls++);
        json.field("id", callId).field("type", "function").name("function").beginObject();
        json.field("name", name).field("arguments", "").endObject().endObject().endArray();
        end(json, choice, null, out);
      }
      case Opening.RedactedThinking(var data) -> {
        JsonWriter json = begin(index, choice, false, out);
        json.name(OpenAiThinking.DETAILS).beginArray();
        OpenAiThinking.dataDetail(choice.thoughts++, data, json);
        json.endArray();
        end(json, choice, null, out);
      }
    }
  }

  private void delta(int index, Json text, SseWriter out) {
    Choice choice = choice(index);
    if (choice.input != null) {
      choice.input.append(text.text());
      return;
    }
    boolean isText = choice.part instanceof Opening.Text;
    choice.textEnd += isText ? text.textLength() : 0;
    JsonWriter json = begin(index, choice, isText, out);
    switch (choice.part) {
      case Opening.Text() -> json.field("content", text);
      case Opening.Refusal() -> json.field("refusal", text);
      case Opening.Thinking() -> {
        json.field(OpenAiThinking.TEXT, text).name(OpenAiThinking.DETAILS).beginArray();
        OpenAiThinking.textDetail(choice.thoughts, text, null, json);
        json.endArray();
      }
      case Opening.ToolCall _ -> {
        choice.arguments |= !text.isEmptyString();
        arguments(choice, text, json);
      }
      case Opening.RedactedThinking _ -> throw new IllegalStateException("a delta of opaque data");
      case null -> throw new IllegalStateException("a delta without a part");
    }
    end(json, choice, null, out);
  }

  private void cite(int index, Citation citation, SseWriter out) {
    Choice choice = choice(index);
    if (citation.url() == null) {
      context.losses().dropped("answer.citations", "this dialect cites addresses only");
      return;
    }
    JsonWriter json = begin(index, choice, false, out);
    json.name("annotations").beginArray();
    int length = choice.textEnd - choice.textStart;
    OpenAiCitations.write(citation, choice.textStart, length, json, context.losses());
    json.endArray();
    end(json, choice, null, out);
  }

  private static void arguments(Choice choice, Json text, JsonWriter json) {
    json.name("tool_calls").beginArray().beginObject().field("index", choice.calls - 1);
    json.name("function")
        .beginObject()
        .field("arguments", text)
        .endObject()
        .endObject()
        .endArray();
  }

  private void sign(int index, Json signature, SseWriter out) {
    Choice choice = choice(index);
    JsonWriter json = begin(index, choice, false, out);
    json.name(OpenAiThinking.DETAILS).beginArray();
    OpenAiThinking.textDetail(choice.thoughts, null, signature, json);
    json.endArray();
    end(json, choice, null, out);
  }

  /** A call without arguments has an empty object, which clients can parse. */
  private void close(int index, SseWriter out) {
    Choice choice = choice(index);
    if (choice.part instanceof Opening.Thinking) {
      choice.thoughts++;
    }
    if (choice.input != null) {
      JsonWriter json = begin(index, choice, false, out);
      json.name("tool_calls").beginArray().beginObject().field("index", choice.calls - 1);
      json.name("custom").beginObject();
      json.field("input", FreeForm.input(Json.string(choice.input)));
      json.endObject().endObject().endArray();
      end(json, choice, null, out);
    } else if (choice.part instanceof Opening.ToolCall && !choice.arguments) {
      JsonWriter json = begin(index, choice, false, out);
      arguments(choice, Json.string("{}"), json);
      end(json, choice, null, out);
    }
    choice.part = null;
  }

  private void finish(ChatEvent.Finished finished, SseWriter out) {
    Choice choice = choice(finished.choice());
    if (!choice.spoke) {
      JsonWriter json = begin(finished.choice(), choice, true, out);
      json.field("content", "");
      end(json, choice, null, out);
    }
    end(begin(finished.choice(), choice, true, out), choice, finished, out);
  }

  /** Up to the fields of the delta. @param content whether the delta itself says what the content is */
  private JsonWriter begin(int index, Choice choice, boolean content, SseWriter out) {
    JsonWriter json = envelope(out);
    json.beginArray().beginObject().field("index", index).name("delta").beginObject();
    if (!choice.spoke) {
      choice.spoke = true;
      json.field("role", "assistant");
      if (!content) {
        json.name("content").nullValue();
      }
    }
    return json;
  }

  private void end(
      JsonWriter json, Choice choice, ChatEvent.@Nullable Finished finished, SseWriter out) {
    json.endObject().field("logprobs", choice.logprobs == null ? Json.NULL : choice.logprobs);
    choice.logprobs = null;
    json.name("finish_reason");
    if (finished == null) {
      json.nullValue();
    } else {
      json.string(OpenAiFinishReasons.word(finished.finish()));
      String nativeWord =
          OpenAiFinishReasons.nativeWord(finished.finish(), finished.nativeFinish());
      if (nativeWord != null) {
        json.field("native_finish_reason", nativeWord);
      }
      json.optional("stop_reason", finished.stopSequence());
    }
    json.endObject().endArray();
    if (context.streamUsage()) {
      json.name("usage").nullValue();
    }
    json.endObject();
    out.end();
  }

  /** Up to the value of {@code choices}. */
  private JsonWriter envelope(SseWriter out) {
    JsonWriter json = out.begin().beginObject().field("id", id);
    json.field("object", "chat.completion.chunk").field("created", created);
    return json.field("model", model).name("choices");
  }

  private void end(SseWriter out) {
    if (context.streamUsage()) {
      JsonWriter json = envelope(out).beginArray().endArray().name("usage");
      OpenAiUsage.write(usage, json);
      json.endObject();
      out.end();
    }
    out.data("[DONE]");
  }
}
