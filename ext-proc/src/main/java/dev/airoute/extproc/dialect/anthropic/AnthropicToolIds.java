package dev.airoute.extproc.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.CallNames;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Ids and names of tool calls as Anthropic takes them: {@code ^[a-zA-Z0-9_-]+$}, ids of at most 64 characters. An id that
 * does not fit is replaced by a digest of itself, so that a call and its result stay a pair in every request of a
 * conversation; empty ids are paired by their order. One instance per request.
 */
final class AnthropicToolIds {
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private int emptyCalls;
  private int emptyResults;

  String ofCall(String id) {
    return id.isEmpty() ? "toolu_unnamed_" + ++emptyCalls : fit(id);
  }

  String ofResult(String id) {
    return id.isEmpty() ? "toolu_unnamed_" + ++emptyResults : fit(id);
  }

  /** For a call of an answer that came without. @param answer the answer's id @param position among its blocks */
  static String made(String answer, int position) {
    return fit("toolu_" + answer + "_" + position);
  }

  static String fit(String id) {
    return ID.matcher(id).matches() ? id : "toolu_" + digest(id).substring(0, 32);
  }

  static String fitName(String name) {
    return CallNames.fit(name, "", 128);
  }

  private static String digest(String id) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
