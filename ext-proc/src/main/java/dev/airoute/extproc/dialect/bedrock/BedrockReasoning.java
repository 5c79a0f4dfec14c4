package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted reasoning. It is bytes of a form that only Bedrock knows, by several makers, so that it travels with a mark; Claude's
 * signatures are the same from whichever cloud they come, and travel as they are.
 */
final class BedrockReasoning {
  private static final String MARK = "bedrock:";

  static Json marked(Json data) {
    return new JsonWriter(data.length() + 16)
        .beginString()
        .piece(MARK)
        .piece(data)
        .endString()
        .toJson();
  }

  /** The bytes, as base64; null when they are another's. */
  static @Nullable Json unmarked(Json data) {
    String text = data.text();
    return text.startsWith(MARK) && isBase64(text.substring(MARK.length()))
        ? Json.string(text.substring(MARK.length()))
        : null;
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private BedrockReasoning() {}
}
