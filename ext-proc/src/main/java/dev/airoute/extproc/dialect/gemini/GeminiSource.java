package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Citation;
import org.jspecify.annotations.Nullable;

/**
 * A source as Google names it.
 *
 * @param start in bytes of UTF-8 from the beginning of what was said; -1 where nothing is said of the place
 * @param end behind it
 */
record GeminiSource(
    @Nullable Json url, @Nullable Json title, @Nullable Json citedText, int start, int end) {
  /**
   * The source as the model has it.
   *
   * @param text in which it counts
   * @param before how many bytes were said before the text
   */
  Citation within(String text, int before) {
    if (start < 0) {
      return new Citation(url, title, citedText, -1, -1);
    }
    int from = units(text, start - before);
    return new Citation(url, title, citedText, from, Math.max(from, units(text, end - before)));
  }

  /** How many UTF-16 units the first so many bytes are; ends with the text. */
  private static int units(String text, int bytes) {
    int left = bytes;
    int unit = 0;
    while (unit < text.length() && left > 0) {
      int point = text.codePointAt(unit);
      left -= bytes(point);
      unit += Character.charCount(point);
    }
    return unit;
  }

  /** The length in UTF-8. */
  static int bytes(String text, int from, int to) {
    int bytes = 0;
    int unit = from;
    while (unit < Math.min(to, text.length())) {
      int point = text.codePointAt(unit);
      bytes += bytes(point);
      unit += Character.charCount(point);
    }
    return bytes;
  }

  private static int bytes(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
}
