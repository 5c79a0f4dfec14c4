package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.dialect.gemini.GeminiGrounding.Cited;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer for a client. */
final class GeminiResponseWriter {
  private final ReplyContext context;
  private final JsonWriter out;

  GeminiResponseWriter(ReplyContext context, JsonWriter out) {
    this.context = context;
    this.out = out;
  }

  void write(ChatResponse response) {
    out.beginObject();
    if (response.choices().stream().allMatch(GeminiResponseWriter::blocked)) {
      String reason =
          response.choices().isEmpty() ? null : response.choices().getFirst().nativeFinish();
      blocked(reason, out);
    } else {
      out.name("candidates").beginArray();
      response.choices().forEach(this::candidate);
      out.endArray();
    }
    GeminiUsage.write(response.usage(), out);
    names(response.id(), response.model(), context, out);
    out.endObject();
  }

  private static boolean blocked(Choice choice) {
    return choice.parts().isEmpty() && GeminiFinishReasons.blocks(choice.finish());
  }

  static void blocked(@Nullable String reason, JsonWriter out) {
    out.name("promptFeedback").beginObject();
    out.field("blockReason", GeminiFinishReasons.blockReason(reason)).endObject();
  }

  static void names(String id, String model, ReplyContext context, JsonWriter out) {
    out.field("modelVersion", model.isEmpty() ? context.model() : model);
    out.field("responseId", id.isEmpty() ? context.requestId() : id);
  }

  private void candidate(Choice choice) {
    GeminiPieces pieces = new GeminiPieces(GeminiEcho.showsThoughts(context.echo()));
    List<Cited> cited = new ArrayList<>();
    int before = 0;
    for (Part part : choice.parts()) {
      switch (part) {
        case Part.Text text -> {
          before = cited(text, before, cited);
          said(text.text(), pieces);
        }
        case Part.Refusal(Json text) -> said(text, pieces);
        case Part.Thinking thinking -> {
          pieces.thought(thinking.text());
          pieces.reasoned(thinking);
        }
        case Part.RedactedThinking redacted -> pieces.reasoned(redacted);
        case Part.ToolCall call -> pieces.called(call.id(), call.name(), call.arguments());
        case Part.Image _, Part.Document _, Part.Audio _, Part.ToolResult _ -> {}
      }
    }
    pieces.end();
    out.beginObject();
    content(pieces.taken(0), out);
    finish(choice.finish(), choice.nativeFinish(), choice.stopSequence(), out);
    out.field("index", choice.index());
    if (choice.logprobs() != null) {
      GeminiLogprobs.write(List.of(choice.logprobs()), out);
    }
    GeminiGrounding.write(cited, out);
    out.endObject();
  }

  private static void said(Json text, GeminiPieces pieces) {
    pieces.begin();
    pieces.said(text);
  }

  /** How much was said then. */
  private static int cited(Part.Text text, int before, List<Cited> cited) {
    String said = text.text().text();
    text.citations().forEach(citation -> cited.add(new Cited(citation, said, before)));
    return before + GeminiSource.bytes(said, 0, said.length());
  }

  /** Without parts where nothing was said, as Gemini does. */
  static void content(List<Piece> pieces, JsonWriter out) {
    out.name("content").beginObject();
    if (!pieces.isEmpty()) {
      out.name("parts").beginArray();
      pieces.forEach(piece -> GeminiPieces.write(piece, out));
      out.endArray();
    }
    out.field("role", "model").endObject();
  }

  static void finish(
      FinishReason reason, @Nullable String nativeWord, @Nullable Json stop, JsonWriter out) {
    out.field("finishReason", GeminiFinishReasons.word(reason, nativeWord));
    String message = GeminiFinishReasons.message(reason, nativeWord, stop);
    if (message != null) {
      out.field("finishMessage", message);
    }
  }
}
