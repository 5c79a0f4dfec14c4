package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * What Gemini signs is a tool call or a text; what clients give back signed is reasoning. So the signature of a call travels
 * as that of the reasoning in front of it, as {@code gemini:CALL:SIGNATURE}, and that of a text likewise, as {@code
 * gemini:tTEXT:SIGNATURE}: the mark tells whose it is, and the number finds what was signed again where a dialect keeps
 * reasoning apart from it.
 *
 * @param kind what is signed
 * @param number which of its kind in its answer, counted from 0; a text that is not there is an empty one at the end
 * @param signature base64, a JSON string
 */
public record CallSignature(Kind kind, int number, Json signature) {
  private static final String MARK = "gemini:";
  private static final String TEXT = "t";

  /** What a signature is for. */
  public enum Kind {
    CALL,
    TEXT
  }

  /** The signature of a call, as one of reasoning. */
  public static Json ofCall(int call, Json signature) {
    return marked(MARK + call + ":", signature);
  }

  /** The signature of a text, as one of reasoning. */
  public static Json ofText(int text, Json signature) {
    return marked(MARK + TEXT + text + ":", signature);
  }

  private static Json marked(String mark, Json signature) {
    return new JsonWriter(signature.length() + 16)
        .beginString()
        .piece(mark)
        .piece(signature)
        .endString()
        .toJson();
  }

  /** Whether a signature names its maker, as all do but Claude's; base64 has no colon. */
  public static boolean namesItsMaker(Json signature) {
    return signature.text().indexOf(':') >= 0;
  }

  /** What this signature of reasoning is of; null when it is another maker's. */
  public static @Nullable CallSignature of(Json marked) {
    String text = marked.text();
    int end = text.indexOf(':', MARK.length());
    if (!text.startsWith(MARK) || end < 0) {
      return null;
    }
    Kind kind = text.startsWith(TEXT, MARK.length()) ? Kind.TEXT : Kind.CALL;
    int start = MARK.length() + (kind == Kind.TEXT ? TEXT.length() : 0);
    try {
      int number = Integer.parseUnsignedInt(text, start, end, 10);
      return new CallSignature(kind, number, Json.string(text.substring(end + 1)));
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
