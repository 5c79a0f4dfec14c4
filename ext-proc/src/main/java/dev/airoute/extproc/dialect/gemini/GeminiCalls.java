package dev.airoute.extproc.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.CallNames;
import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The calls of one candidate, counted: what they are called, and how their signatures travel. */
final class GeminiCalls {
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,40}");

  private static final int LONGEST_NAME = 64;

  private final int choice;
  private int count;

  GeminiCalls(int choice) {
    this.choice = choice;
  }

  boolean any() {
    return count > 0;
  }

  /** The signature of the next call, marked as one of reasoning; null when it is unsigned. */
  @Nullable
  Json signature(Piece.Called call) {
    Json signature = call.signature();
    return signature == null || signature.isEmptyString()
        ? null
        : new CallSignature(count, signature).marked();
  }

  /** An id for the next call: Gemini's own if every dialect takes it, otherwise one derived from what is known. */
  String next(String answer, Piece.Called call) {
    int number = count++;
    if (ID.matcher(call.id()).matches()) {
      return call.id();
    }
    String source = String.join(
        "\n",
        answer,
        Integer.toString(choice),
        Integer.toString(number),
        call.id(),
        call.name(),
        call.arguments().toString());
    return "call_" + digest(source).substring(0, 24);
  }

  /** A name must begin with a letter or an underscore. */
  static String fitName(String name) {
    String fit = CallNames.fit(name, ".:", LONGEST_NAME);
    char first = fit.charAt(0);
    boolean begins = first == '_' || first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z';
    return begins ? fit : "_" + fit.substring(0, Math.min(fit.length(), LONGEST_NAME - 1));
  }

  private static String digest(String source) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
