package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What a candidate has said in its texts, because the places of sources are counted in bytes of all that was said. */
final class GeminiSaid {
  private final List<Json> pieces = new ArrayList<>();
  private int before;

  /** Another text begins. */
  void start() {
    String text = text();
    before += GeminiSource.bytes(text, 0, text.length());
    pieces.clear();
  }

  void add(Json text) {
    pieces.add(text);
  }

  /** The text that goes on. */
  String text() {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  /** How many bytes were said before it. */
  int before() {
    return before;
  }
}
