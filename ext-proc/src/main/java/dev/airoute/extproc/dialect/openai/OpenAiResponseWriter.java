package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;

/** Writes a whole answer for a client. */
final class OpenAiResponseWriter {
  private final ReplyContext context;
  private final JsonWriter out;

  private final OpenAiToolCalls toolCalls;

  OpenAiResponseWriter(ReplyContext context, JsonWriter out) {
    this.toolCalls = new OpenAiToolCalls(OpenAiFreeForm.names(context.echo()));
    this.context = context;
    this.out = out;
  }

  void write(ChatResponse response) {
    out.beginObject();
    out.field("id", id(response.id(), context)).field("object", "chat.completion");
    out.field("created", response.created() == 0 ? context.created() : response.created());
    out.field("model", response.model().isEmpty() ? context.model() : response.model());
    out.name("choices").beginArray();
    response.choices().forEach(this::choice);
    out.endArray().name("usage");
    OpenAiUsage.write(response.usage(), out);
    out.endObject();
  }

  static String id(String given, ReplyContext context) {
    return given.isEmpty() ? "chatcmpl-" + context.requestId() : given;
  }

  private void choice(Choice choice) {
    out.beginObject().field("index", choice.index()).name("message");
    message(choice.parts());
    out.field("logprobs", choice.logprobs() == null ? Json.NULL : choice.logprobs());
    out.field("finish_reason", OpenAiFinishReasons.word(choice.finish()));
    String nativeWord = OpenAiFinishReasons.nativeWord(choice.finish(), choice.nativeFinish());
    if (nativeWord != null) {
      out.field("native_finish_reason", nativeWord);
    }
    out.optional("stop_reason", choice.stopSequence()).endObject();
  }

  private void message(List<Part> parts) {
    List<Part.Text> texts = new ArrayList<>();
    List<Json> refusals = new ArrayList<>();
    List<Part.ToolCall> calls = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Text text -> texts.add(text);
        case Part.Refusal refusal -> refusals.add(refusal.text());
        case Part.ToolCall call -> calls.add(call);
        case Part.Thinking _, Part.RedactedThinking _ -> {}
        case Part.Image _, Part.Document _, Part.Audio _, Part.ToolResult _ -> {}
      }
    }
    out.beginObject().field("role", "assistant");
    boolean silent = texts.isEmpty() && (!calls.isEmpty() || !refusals.isEmpty());
    if (silent) {
      out.name("content").nullValue();
    } else {
      OpenAiThinking.joined("content", texts.stream().map(Part.Text::text).toList(), out);
    }
    if (refusals.isEmpty()) {
      out.name("refusal").nullValue();
    } else {
      OpenAiThinking.joined("refusal", refusals, out);
    }
    OpenAiCitations.write(texts, out, context.losses());
    OpenAiThinking.write(parts, out);
    if (!calls.isEmpty()) {
      out.name("tool_calls").beginArray();
      calls.forEach(call -> toolCalls.write(call.id(), call.name(), call.arguments(), out));
      out.endArray();
    }
    out.endObject();
  }
}
