package dev.airoute.extproc.dialect.completions;

import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.openai.OpenAiUsage;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.Part;
import java.util.List;

/** Writes a whole answer for a client. */
final class CompletionsResponseWriter {
  private final ReplyContext context;
  private final JsonWriter out;
  private final Json echoed;

  CompletionsResponseWriter(ReplyContext context, JsonWriter out) {
    this.context = context;
    this.out = out;
    this.echoed = CompletionsChoices.echoed(context);
  }

  void write(ChatResponse response) {
    String model = response.model().isEmpty() ? context.model() : response.model();
    CompletionsChoices.envelope(
        Json.string(CompletionsChoices.id(response.id(), context)),
        Json.string(model),
        response.created() == 0 ? context.created() : response.created(),
        out);
    out.beginArray();
    response.choices().forEach(this::choice);
    out.endArray().name("usage");
    OpenAiUsage.write(response.usage(), out);
    out.endObject();
  }

  private void choice(Choice choice) {
    out.beginObject().name("text");
    text(choice.parts());
    out.field("index", choice.index()).name("logprobs");
    new CompletionsLogprobs(echoed.text()).write(choice.logprobs(), out);
    CompletionsChoices.finish(choice.finish(), choice.nativeFinish(), choice.stopSequence(), out);
    out.endObject();
  }

  private void text(List<Part> parts) {
    out.beginString().piece(echoed);
    for (Part part : parts) {
      switch (part) {
        case Part.Text said -> {
          out.piece(said.text());
          if (!said.citations().isEmpty()) {
            context.losses().dropped("answer.citations", CompletionsEventWriter.ONLY_TEXT);
          }
        }
        case Part.Refusal(Json text) -> out.piece(text);
        case Part.Thinking _, Part.RedactedThinking _ ->
          context.losses().dropped("answer.reasoning", CompletionsEventWriter.ONLY_TEXT);
        case Part.ToolCall _ ->
          context.losses().dropped("answer.tool_calls", CompletionsEventWriter.ONLY_TEXT);
        case Part.Image _, Part.Document _, Part.Audio _, Part.ToolResult _ ->
          context.losses().dropped("answer.content[]", CompletionsEventWriter.ONLY_TEXT);
      }
    }
    out.endString();
  }
}
