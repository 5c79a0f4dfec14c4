package dev.airoute.extproc.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.CallNames;
import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one candidate, counted: what they are called, how their signatures travel, and what their pieces amount to.
 */
final class GeminiCalls {
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,40}");

  private static final int LONGEST_NAME = 64;

  private final int choice;
  private GeminiArguments arguments = new GeminiArguments();
  private Piece.@Nullable Calling open;
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
    return signature == null ? null : CallSignature.ofCall(count, signature);
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

  /** The pieces without those of calls: in their places the calls that they make whole. */
  List<Piece> whole(List<Piece> pieces) {
    List<Piece> whole = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Calling calling) {
        calling(calling, whole);
      } else {
        end(whole);
        whole.add(piece);
      }
    }
    return whole;
  }

  private void calling(Piece.Calling piece, List<Piece> whole) {
    if (!piece.name().isEmpty()) {
      end(whole);
      open = piece;
      arguments = new GeminiArguments();
    } else if (open == null) {
      if (piece.more() || piece.arguments() != null) {
        throw new JsonException("a functionCall has no name", 0);
      }
      return;
    }
    if (piece.arguments() != null) {
      arguments.add(piece.arguments());
    }
    if (!piece.more()) {
      end(whole);
    }
  }

  /** Nothing more comes for the call that is open: some streams leave away its last, empty piece. */
  void end(List<Piece> whole) {
    Piece.Calling begun = open;
    if (begun != null) {
      whole.add(new Piece.Called(begun.id(), begun.name(), arguments.object(), begun.signature()));
      open = null;
    }
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
