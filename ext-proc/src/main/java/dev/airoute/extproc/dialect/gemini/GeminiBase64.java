package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import java.util.Arrays;

/**
 * Bytes as text. Google takes both of its alphabets, with and without padding, and some of its SDKs send the one that is
 * meant for addresses; everybody else takes the standard one only.
 */
final class GeminiBase64 {
  /** @param text a JSON string */
  static Json standard(Json text) {
    byte[] quoted = text.toByteArray();
    boolean changed = false;
    int size = 0;
    for (int i = 1; i < quoted.length - 1; i++) {
      if (quoted[i] == '-') {
        quoted[i] = '+';
        changed = true;
      } else if (quoted[i] == '_') {
        quoted[i] = '/';
        changed = true;
      }
      // Some writers escape the slash.
      size += quoted[i] == '\\' ? 0 : 1;
    }
    int missing = (4 - size % 4) % 4;
    if (missing == 0 || missing == 3) {
      return changed ? Json.parse(quoted) : text;
    }
    byte[] padded = Arrays.copyOf(quoted, quoted.length + missing);
    Arrays.fill(padded, quoted.length - 1, padded.length - 1, (byte) '=');
    padded[padded.length - 1] = '"';
    return Json.parse(padded);
  }

  private GeminiBase64() {}
}
