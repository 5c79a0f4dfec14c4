package dev.airoute.extproc.dialect.cohere;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of tool calls. Cohere takes any that is not empty; empty ones are paired by their order. One instance per request.
 */
final class CohereToolIds {
  private int emptyCalls;
  private int emptyResults;

  String ofCall(String id) {
    return id.isEmpty() ? "call_unnamed_" + ++emptyCalls : id;
  }

  String ofResult(String id) {
    return id.isEmpty() ? "call_unnamed_" + ++emptyResults : id;
  }

  /** An id for a call to which the answer gives none. */
  static String made(String answer, int number) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest((answer + '/' + number).getBytes(UTF_8));
      return "call_" + HexFormat.of().formatHex(digest).substring(0, 24);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
