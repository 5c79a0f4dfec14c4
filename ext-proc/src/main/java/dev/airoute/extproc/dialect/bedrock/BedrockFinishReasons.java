package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import org.jspecify.annotations.Nullable;

/** {@code stopReason}: Bedrock's list is closed; a word that is not in it is passed on beside {@link FinishReason#OTHER}. */
final class BedrockFinishReasons {
  /** @param nativeWord Bedrock's own word where the reason does not say it all */
  record Finish(FinishReason reason, @Nullable String nativeWord) {}

  /** @param called whether the answer holds a call; some models call and say {@code end_turn} */
  static Finish read(String word, boolean called) {
    return switch (word) {
      case "end_turn" -> new Finish(called ? FinishReason.TOOL_CALLS : FinishReason.STOP, null);
      case "tool_use" -> new Finish(FinishReason.TOOL_CALLS, null);
      case "max_tokens" -> new Finish(FinishReason.LENGTH, null);
      case "stop_sequence" -> new Finish(FinishReason.STOP_SEQUENCE, null);
      case "model_context_window_exceeded" -> new Finish(FinishReason.CONTEXT_WINDOW, null);
      case "guardrail_intervened", "content_filtered" ->
        new Finish(FinishReason.CONTENT_FILTER, word);
      default -> new Finish(FinishReason.OTHER, word);
    };
  }

  /** The failure that an end amounts to: a call that the model got wrong must not look like an answer. */
  static @Nullable GatewayError failure(String word) {
    return switch (word) {
      case "malformed_model_output", "malformed_tool_use" ->
        GatewayError.unusableAnswer("The model gave up with " + word);
      default -> null;
    };
  }

  private BedrockFinishReasons() {}
}
