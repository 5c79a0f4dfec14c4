package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.dialect.gemini.GeminiGrounding.Cited;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent.Finished;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One candidate of a client's stream. Calls are pieces when they are complete. */
final class GeminiCandidateStream {
  private final GeminiPieces pieces;
  private final GeminiSaid said = new GeminiSaid();
  private final List<Citation> citations = new ArrayList<>();
  private final List<Cited> cited = new ArrayList<>();
  private final List<Json> logprobs = new ArrayList<>();

  /** Of the part that goes on, where it is not said piece by piece. */
  private final List<Json> text = new ArrayList<>();

  private @Nullable Opening open;
  private @Nullable Json signature;
  private @Nullable Finished finish;
  private boolean spoke;

  GeminiCandidateStream(boolean shown) {
    this.pieces = new GeminiPieces(shown);
  }

  void start(Opening opening) {
    open = opening;
    text.clear();
    signature = null;
    switch (opening) {
      case Opening.Text() -> {
        pieces.begin();
        said.start();
      }
      case Opening.Refusal() -> pieces.begin();
      case Opening.RedactedThinking(Json data) -> pieces.reasoned(new Part.RedactedThinking(data));
      case Opening.Thinking _, Opening.ToolCall _ -> {}
    }
  }

  void delta(Json delta) {
    switch (open) {
      case Opening.Text() -> {
        pieces.said(delta);
        said.add(delta);
      }
      case Opening.Refusal() -> pieces.said(delta);
      case Opening.Thinking() -> {
        pieces.thought(delta);
        text.add(delta);
      }
      case Opening.ToolCall _ -> text.add(delta);
      case Opening.RedactedThinking _ -> throw new IllegalStateException("a delta of opaque data");
      case null -> throw new IllegalStateException("a delta without a part");
    }
  }

  void sign(Json signature) {
    this.signature = signature;
  }

  void cite(Citation citation) {
    citations.add(citation);
  }

  void logprobs(Json some) {
    logprobs.add(some);
  }

  void end() {
    switch (open) {
      case Opening.Thinking() -> pieces.reasoned(new Part.Thinking(joined(), signature));
      case Opening.ToolCall(String id, String name) -> pieces.called(id, name, joined());
      case Opening.Text() -> {
        citations.forEach(each -> cited.add(new Cited(each, said.text(), said.before())));
        citations.clear();
      }
      case Opening.Refusal(), Opening.RedactedThinking _ -> {}
      case null -> throw new IllegalStateException("the end of no part");
    }
    open = null;
  }

  private Json joined() {
    JsonWriter out = new JsonWriter(16 + text.stream().mapToInt(Json::length).sum());
    out.beginString();
    text.forEach(out::piece);
    return out.endString().toJson();
  }

  void finish(Finished finished) {
    finish = finished;
    pieces.end();
  }

  /** What may go out, without the last so many pieces. */
  List<Piece> ready(int kept) {
    List<Piece> ready = pieces.taken(kept);
    spoke |= !ready.isEmpty();
    return ready;
  }

  void writeLogprobs(JsonWriter out) {
    GeminiLogprobs.write(logprobs, out);
    logprobs.clear();
  }

  /** Whether the prompt was refused, so that there is no candidate. */
  boolean blocked() {
    return finish != null
        && !spoke
        && pieces.isEmpty()
        && GeminiFinishReasons.blocks(finish.finish());
  }

  @Nullable
  String nativeFinish() {
    return finish == null ? null : finish.nativeFinish();
  }

  void writeEnd(int choice, JsonWriter out) {
    out.beginObject();
    GeminiResponseWriter.content(pieces.taken(0), out);
    FinishReason reason = finish == null ? FinishReason.OTHER : finish.finish();
    Json stop = finish == null ? null : finish.stopSequence();
    GeminiResponseWriter.finish(reason, nativeFinish(), stop, out);
    out.field("index", choice);
    writeLogprobs(out);
    GeminiGrounding.write(cited, out);
    out.endObject();
  }
}
