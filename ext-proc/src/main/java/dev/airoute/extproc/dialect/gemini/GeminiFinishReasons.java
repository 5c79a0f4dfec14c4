package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://ai.google.dev/api/generate-content#FinishReason">{@code finishReason}</a>. It says STOP when tools are
 * called, too.
 */
final class GeminiFinishReasons {
  /** @param nativeWord Gemini's own word where the reason does not say it all */
  record Finish(FinishReason reason, @Nullable String nativeWord) {}

  /** @param called whether any event of the answer held a call */
  static Finish read(String word, boolean called) {
    FinishReason reason = switch (word) {
      case "STOP" -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "RECITATION",
          "MODEL_ARMOR",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
    boolean plain = word.equals("STOP") || word.equals("MAX_TOKENS");
    return new Finish(reason, plain ? null : word);
  }

  /** The failure that an end amounts to: a call that the model got wrong must not look like an answer. */
  static @Nullable GatewayError failure(String word, String message) {
    return switch (word) {
      case "MALFORMED_FUNCTION_CALL",
          "MALFORMED_RESPONSE",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MISSING_THOUGHT_SIGNATURE" ->
        GatewayError.unusableAnswer(
            "The model gave up with " + word + (message.isEmpty() ? "" : ": " + message));
      default -> null;
    };
  }

  private GeminiFinishReasons() {}
}
