package dev.airoute.extproc.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.util.regex.Pattern;

/** Ids of tool calls that others made, in a form that the vendor takes. The same id always becomes the same one. */
public final class ToolIds {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Pattern SHORT = Pattern.compile("[a-zA-Z0-9]{9}");

  /** OpenAI's own limit is between 40 and 64, depending on the model. */
  private static final int LONGEST = 40;

  private static final int GENERATED = 24;

  /** @param nine whether the vendor wants nine letters or digits */
  public static String fit(String id, boolean nine) {
    if (nine) {
      return SHORT.matcher(id).matches() ? id : digest(id, 9);
    }
    return id.isEmpty() || id.length() > LONGEST ? "call_" + digest(id, GENERATED) : id;
  }

  /** An id for a call that the provider gave none. */
  public static String made(String answerId, int choice, int ordinal) {
    return "call_" + digest(answerId + '/' + choice + '/' + ordinal, GENERATED);
  }

  private static String digest(String text, int length) {
    byte[] hash = Hashing.sha256().hashString(text, UTF_8).asBytes();
    StringBuilder digits = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      digits.append(DIGITS.charAt((hash[i] & 0xff) % DIGITS.length()));
    }
    return digits.toString();
  }

  private ToolIds() {}
}
