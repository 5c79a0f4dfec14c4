package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;

/** The parts of one candidate of a whole answer: texts that follow each other are one, as they would be in a stream. */
final class GeminiChoiceParts {
  private final List<GeminiSource> sources;
  private final List<Part> parts = new ArrayList<>();
  private final List<Json> open = new ArrayList<>();
  private boolean thought;
  private int texts;
  private int before;
  private int cited;

  GeminiChoiceParts(List<GeminiSource> sources) {
    this.sources = sources;
  }

  void said(Piece.Said piece) {
    if (!piece.text().isEmptyString()) {
      if (piece.thought() != thought) {
        close();
      }
      thought = piece.thought();
      open.add(piece.text());
    }
    if (piece.signature() != null) {
      boolean inText = !piece.text().isEmptyString() && !piece.thought();
      boolean going = !open.isEmpty() && !thought;
      sign(CallSignature.ofText(texts + (going && !inText ? 1 : 0), piece.signature()));
    }
  }

  /** Signs the reasoning that is going on, or an empty one. */
  void sign(Json signature) {
    Json text = open.isEmpty() || !thought ? Json.EMPTY_STRING : joined();
    if (thought) {
      open.clear();
    }
    close();
    parts.add(new Part.Thinking(text, signature));
  }

  void add(Part part) {
    close();
    parts.add(part);
  }

  List<Part> end(Losses losses) {
    close();
    if (cited < sources.size()) {
      losses.dropped(GeminiGrounding.FIELD, "there is no text where it points to");
    }
    return parts;
  }

  private void close() {
    if (open.isEmpty()) {
      return;
    }
    Json text = joined();
    open.clear();
    if (thought) {
      parts.add(new Part.Thinking(text, null));
      return;
    }
    parts.add(new Part.Text(text, null, citations(text.text())));
    texts++;
  }

  /** Those whose places begin in this text. */
  private List<Citation> citations(String text) {
    int bytes = GeminiSource.bytes(text, 0, text.length());
    List<Citation> citations = new ArrayList<>();
    for (GeminiSource source : sources) {
      if (source.start() >= before && source.start() < before + bytes) {
        citations.add(source.within(text, before));
      }
    }
    before += bytes;
    cited += citations.size();
    return citations;
  }

  private Json joined() {
    if (open.size() == 1) {
      return open.getFirst();
    }
    JsonWriter out = new JsonWriter(open.stream().mapToInt(Json::length).sum());
    out.beginString();
    open.forEach(out::piece);
    return out.endString().toJson();
  }
}
