package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.json.Json;

/** A text that is cited: Cohere counts characters where the neutral model counts UTF-16 units. One thread. */
final class CohereText {
  private final StringBuilder text = new StringBuilder();

  /** Where the last place asked for was, in either count: citations come in order. */
  private int characters;

  private int units;

  void add(Json piece) {
    text.append(piece.text());
  }

  /** Whether the text says this there. */
  boolean says(String words, int at) {
    if (at < 0 || at > text.length() - words.length()) {
      return false;
    }
    for (int i = 0; i < words.length(); i++) {
      if (text.charAt(at + i) != words.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The place behind so many characters, in UTF-16 units; -1 when the text is shorter, or that is unknown. */
  int place(int count) {
    if (count < 0) {
      return -1;
    }
    try {
      units = text.offsetByCodePoints(units, count - characters);
      characters = count;
      return units;
    } catch (IndexOutOfBoundsException _) {
      return -1;
    }
  }
}
