package dev.airoute.extproc.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Ids and names of tool calls as the model takes them. An id that does not fit is replaced by a digest of itself, so that a call
 * and its result stay a pair in every request of a conversation; empty ids are paired by their order. One instance per request.
 */
final class BedrockToolIds {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final Pattern UNFIT = Pattern.compile("[^a-zA-Z0-9_-]");
  private static final int MOST_OF_NAME = 55;

  private enum Form {
    BEDROCKS("[a-zA-Z0-9_.:-]{1,64}", "tooluse_", 32),
    /** Behind Bedrock, Anthropic's own pattern holds. */
    CLAUDES("[a-zA-Z0-9_-]{1,64}", "tooluse_", 32),
    MISTRALS("[a-zA-Z0-9]{9}", "", 9);

    final Pattern pattern;
    final String prefix;
    final int digits;

    Form(String pattern, String prefix, int digits) {
      this.pattern = Pattern.compile(pattern);
      this.prefix = prefix;
      this.digits = digits;
    }
  }

  private final Form form;
  private int emptyCalls;
  private int emptyResults;

  BedrockToolIds(BedrockModel model) {
    form = switch (model.family()) {
      case CLAUDE, UNKNOWN -> Form.CLAUDES;
      case MISTRAL -> Form.MISTRALS;
      case NOVA, LLAMA, COHERE, QWEN, GLM_OR_KIMI, WRITER, OPENAI, OTHER -> Form.BEDROCKS;
    };
  }

  String ofCall(String id) {
    return fit(id.isEmpty() ? "unnamed " + ++emptyCalls : id);
  }

  String ofResult(String id) {
    return fit(id.isEmpty() ? "unnamed " + ++emptyResults : id);
  }

  private String fit(String id) {
    return form.pattern.matcher(id).matches()
        ? id
        : form.prefix + digest(id).substring(0, form.digits);
  }

  /**
   * The name under which a tool is known to the model. Tools of other dialects have longer names, and models make up names that
   * hold anything; a digest keeps apart what would become one.
   */
  static String name(String name) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    String fit = UNFIT.matcher(name).replaceAll("_");
    return fit.substring(0, Math.min(fit.length(), MOST_OF_NAME))
        + "_"
        + digest(name).substring(0, 8);
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
