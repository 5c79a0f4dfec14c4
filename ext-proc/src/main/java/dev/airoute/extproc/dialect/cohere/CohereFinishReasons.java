package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import org.jspecify.annotations.Nullable;

/** <a href="https://docs.cohere.com/reference/chat">{@code finish_reason}</a>. */
final class CohereFinishReasons {
  /** @param nativeWord Cohere's own word where the reason does not say it all */
  record Finish(FinishReason reason, @Nullable String nativeWord) {}

  static Finish read(String word) {
    return switch (word) {
      case "COMPLETE" -> new Finish(FinishReason.STOP, null);
      case "STOP_SEQUENCE" -> new Finish(FinishReason.STOP_SEQUENCE, word);
      case "MAX_TOKENS" -> new Finish(FinishReason.LENGTH, null);
      case "TOOL_CALL" -> new Finish(FinishReason.TOOL_CALLS, null);
      default -> new Finish(FinishReason.OTHER, word);
    };
  }

  /** The failure that an end amounts to. @param why what Cohere says about it; empty when nothing */
  static @Nullable GatewayError failure(String word, String why) {
    String message = "The model gave up with " + word + (why.isEmpty() ? "" : ": " + why);
    return switch (word) {
      case "ERROR", "ERROR_TOXIC", "ERROR_LIMIT" -> GatewayError.unusableAnswer(message);
      case "TIMEOUT" -> GatewayError.of(ErrorKind.TIMEOUT, message, "provider_timeout");
      default ->
        why.isEmpty() ? null : GatewayError.unusableAnswer("The provider reported: " + why);
    };
  }

  private CohereFinishReasons() {}
}
