package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.model.FinishReason;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.claude.com/en/api/handling-stop-reasons">{@code stop_reason}</a>. Anthropic's list is closed and
 * clients check it.
 */
final class AnthropicFinishReasons {
  static FinishReason read(String word) {
    return switch (word) {
      case "end_turn" -> FinishReason.STOP;
      case "max_tokens" -> FinishReason.LENGTH;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "pause_turn" -> FinishReason.PAUSED;
      case "refusal" -> FinishReason.REFUSAL;
      case "model_context_window_exceeded" -> FinishReason.CONTEXT_WINDOW;
      default -> FinishReason.OTHER;
    };
  }

  /** The provider's word where the reason does not say it all: one we do not know, or the category of a refusal. */
  static @Nullable String nativeWord(
      FinishReason reason, String word, @Nullable String refusalCategory) {
    return switch (reason) {
      case OTHER -> word;
      case REFUSAL -> refusalCategory;
      case STOP, STOP_SEQUENCE, LENGTH, TOOL_CALLS, CONTENT_FILTER, CONTEXT_WINDOW, PAUSED -> null;
    };
  }

  static String word(FinishReason reason) {
    return switch (reason) {
      case STOP, OTHER -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER, REFUSAL -> "refusal";
      case CONTEXT_WINDOW -> "model_context_window_exceeded";
      case PAUSED -> "pause_turn";
    };
  }

  /** Whether the answer was withheld, so that what was said instead belongs into {@code stop_details}. */
  static boolean refuses(FinishReason reason) {
    return reason == FinishReason.REFUSAL || reason == FinishReason.CONTENT_FILTER;
  }

  private AnthropicFinishReasons() {}
}
