package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://ai.google.dev/api/generate-content#FinishReason">{@code finishReason}</a>. It says STOP when tools are
 * called, too.
 */
final class GeminiFinishReasons {
  private static final Set<String> FILTERED = Set.of(
      "SAFETY",
      "BLOCKLIST",
      "PROHIBITED_CONTENT",
      "SPII",
      "RECITATION",
      "MODEL_ARMOR",
      "IMAGE_SAFETY",
      "IMAGE_PROHIBITED_CONTENT",
      "IMAGE_RECITATION");

  /** Why a prompt was refused: {@code promptFeedback.blockReason}. */
  private static final Set<String> BLOCKED = Set.of(
      "BLOCK_REASON_UNSPECIFIED",
      "SAFETY",
      "OTHER",
      "BLOCKLIST",
      "PROHIBITED_CONTENT",
      "IMAGE_SAFETY",
      "MODEL_ARMOR",
      "JAILBREAK");

  /** @param nativeWord Gemini's own word where the reason does not say it all */
  record Finish(FinishReason reason, @Nullable String nativeWord) {}

  /**
   * @param message what is said beside the word, empty when nothing is
   * @param called whether any event of the answer held a call
   */
  static Finish read(String word, String message, boolean called) {
    FinishReason reason = switch (word) {
      case "STOP" -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      default -> FILTERED.contains(word) ? FinishReason.CONTENT_FILTER : FinishReason.OTHER;
    };
    boolean plain = word.equals("STOP") || word.equals("MAX_TOKENS");
    boolean explained = word.equals("OTHER") && !message.isEmpty();
    return new Finish(reason, plain ? null : explained ? message : word);
  }

  /** Gemini's word, out of a closed list. @param nativeWord the provider's own, null when the reason says it all */
  static String word(FinishReason reason, @Nullable String nativeWord) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, TOOL_CALLS, PAUSED -> "STOP";
      case LENGTH, CONTEXT_WINDOW -> "MAX_TOKENS";
      case CONTENT_FILTER, REFUSAL ->
        nativeWord != null && FILTERED.contains(nativeWord) ? nativeWord : "SAFETY";
      case OTHER -> "OTHER";
    };
  }

  /** What Gemini has no word for; null when the word says it all. @param stopSequence a JSON string, if one was met */
  static @Nullable String message(
      FinishReason reason, @Nullable String nativeWord, @Nullable Json stopSequence) {
    if (nativeWord != null) {
      return nativeWord.equals(word(reason, nativeWord)) ? null : nativeWord;
    }
    return switch (reason) {
      case STOP_SEQUENCE -> stopSequence == null ? null : "stop sequence " + stopSequence;
      case PAUSED -> "pause_turn";
      case CONTEXT_WINDOW -> "context_window_exceeded";
      case STOP, TOOL_CALLS, LENGTH, CONTENT_FILTER, REFUSAL, OTHER -> null;
    };
  }

  /** Whether an end without any content says that the prompt was refused. */
  static boolean blocks(FinishReason reason) {
    return reason == FinishReason.CONTENT_FILTER;
  }

  /** Why the prompt was refused, out of a closed list. @param nativeWord the provider's own, null when it says nothing */
  static String blockReason(@Nullable String nativeWord) {
    return nativeWord != null && BLOCKED.contains(nativeWord) ? nativeWord : "OTHER";
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
