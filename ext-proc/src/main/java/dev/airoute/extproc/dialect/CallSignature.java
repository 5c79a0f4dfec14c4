package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * What Gemini signs is a tool call; what clients give back signed is reasoning. So the signature of a call travels as that
 * of the reasoning in front of it, as {@code gemini:CALL:SIGNATURE}: the mark tells whose it is, and the number finds the
 * call again where a dialect keeps reasoning apart from calls.
 *
 * @param call which call of its answer is signed, counted from 0
 * @param signature base64, a JSON string
 */
public record CallSignature(int call, Json signature) {
  private static final String MARK = "gemini:";

  /** As the signature of reasoning. */
  public Json marked() {
    return new JsonWriter(signature.length() + 16)
        .beginString()
        .piece(MARK + call + ":")
        .piece(signature)
        .endString()
        .toJson();
  }

  /** Whether a signature names its maker, as all do but Claude's; base64 has no colon. */
  public static boolean namesItsMaker(Json signature) {
    return signature.text().indexOf(':') >= 0;
  }

  /** The signature of a call that this one of reasoning holds; null when it is another maker's. */
  public static @Nullable CallSignature of(Json marked) {
    String text = marked.text();
    int end = text.indexOf(':', MARK.length());
    if (!text.startsWith(MARK) || end < 0) {
      return null;
    }
    try {
      int call = Integer.parseInt(text, MARK.length(), end, 10);
      return new CallSignature(call, Json.string(text.substring(end + 1)));
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
