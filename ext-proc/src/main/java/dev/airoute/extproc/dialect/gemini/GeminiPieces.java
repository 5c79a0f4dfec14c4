package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate says to a client, piece by piece. Signatures, ours and others', stand on the pieces behind the reasoning
 * that they are of. One instance per candidate.
 */
final class GeminiPieces {
  private final boolean shown;
  private final List<Piece> pieces = new ArrayList<>();

  /** Other makers' reasoning that waits for a piece to stand on. */
  private final List<Part> reasoning = new ArrayList<>();

  private final Map<Integer, Json> callSignatures = new HashMap<>();
  private @Nullable Json lastSignature;
  private int calls;
  private int texts;

  /** @param shown whether the client wants to see thoughts */
  GeminiPieces(boolean shown) {
    this.shown = shown;
  }

  /** A text begins, which {@link #said} goes on with. */
  void begin() {
    texts++;
  }

  void said(Json text) {
    if (!text.isEmptyString()) {
      pieces.add(new Piece.Said(text, false, carried()));
    }
  }

  void thought(Json text) {
    if (shown && !text.isEmptyString()) {
      pieces.add(new Piece.Said(text, true, null));
    }
  }

  /** Reasoning that is over, if it must come back. */
  void reasoned(Part part) {
    if (part instanceof Part.Thinking(Json _, Json marked)) {
      CallSignature own = marked == null ? null : CallSignature.of(marked);
      if (own != null) {
        signed(own);
        return;
      }
      if (marked == null) {
        return;
      }
    }
    reasoning.add(part);
  }

  private void signed(CallSignature own) {
    switch (own.kind()) {
      case CALL -> callSignatures.put(own.number(), own.signature());
      case TEXT -> {
        boolean last = own.number() == texts - 1
            && !pieces.isEmpty()
            && pieces.getLast() instanceof Piece.Said(Json _, boolean thought, Json known)
            && !thought
            && known == null;
        if (last) {
          Piece.Said piece = (Piece.Said) pieces.removeLast();
          pieces.add(new Piece.Said(piece.text(), false, own.signature()));
        } else {
          lastSignature = own.signature();
        }
      }
    }
  }

  /** @param arguments an object, or the text of what was to become one */
  void called(String id, String name, Json arguments) {
    Json own = callSignatures.get(calls++);
    Json carried = carried();
    pieces.add(new Piece.Called(
        id, name, GeminiArgumentText.object(arguments), own == null ? carried : own));
  }

  /** Nothing follows. What still waits stands alone. */
  void end() {
    Json carried = carried();
    Json signature = lastSignature == null ? carried : lastSignature;
    if (signature != null) {
      pieces.add(new Piece.Said(Json.EMPTY_STRING, false, signature));
    }
  }

  private @Nullable Json carried() {
    if (reasoning.isEmpty()) {
      return null;
    }
    Json signature = GeminiSignature.of(reasoning);
    reasoning.clear();
    return signature;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** All pieces but the last so many, which are then gone from here. */
  List<Piece> taken(int kept) {
    List<Piece> first = pieces.subList(0, Math.max(0, pieces.size() - kept));
    List<Piece> taken = List.copyOf(first);
    first.clear();
    return taken;
  }

  static void write(Piece piece, JsonWriter out) {
    out.beginObject();
    switch (piece) {
      case Piece.Said(Json text, boolean thought, Json signature) -> {
        // Clients take an answer for broken that holds an empty text.
        boolean alone = text.isEmptyString() && signature != null;
        if (!alone || !GeminiSignature.isMarked(signature)) {
          out.field("text", text);
        }
        if (thought) {
          out.field("thought", true);
        }
      }
      case Piece.Called(String id, String name, Json arguments, Json _) ->
        out.name("functionCall")
            .beginObject()
            .field("id", id)
            .field("name", name)
            .field("args", arguments)
            .endObject();
      case Piece.Calling _ -> throw new IllegalStateException("calls are written whole");
    }
    out.optional("thoughtSignature", piece.signature()).endObject();
  }
}
