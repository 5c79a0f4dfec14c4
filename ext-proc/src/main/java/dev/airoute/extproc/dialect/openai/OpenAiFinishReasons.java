package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.model.FinishReason;
import org.jspecify.annotations.Nullable;

/**
 * {@code finish_reason}. OpenAI's list is closed and clients check it, so what does not fit travels beside it as {@code
 * native_finish_reason}.
 */
public final class OpenAiFinishReasons {
  /** @param nativeWord the provider's word when {@code reason} does not say it all */
  public record Finish(FinishReason reason, @Nullable String nativeWord) {}

  /**
   * @param word null when the provider gave none
   * @param called whether the answer holds a tool call: several vendors say {@code stop} then, or a word of their own
   */
  public static Finish read(@Nullable String word, boolean called) {
    FinishReason reason = reason(word == null ? "" : word);
    String nativeWord = reason == FinishReason.OTHER ? word : null;
    boolean calls = reason == FinishReason.STOP || reason == FinishReason.OTHER;
    return new Finish(called && calls ? FinishReason.TOOL_CALLS : reason, nativeWord);
  }

  private static FinishReason reason(String word) {
    return switch (word) {
      // eos_token: TGI; completed: xAI; end_turn and the like: gateways in front of Anthropic.
      case "stop", "eos_token", "completed", "end_turn", "eos" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "length", "max_tokens", "max_output_tokens" -> FinishReason.LENGTH;
      case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
      case "content_filter", "safety" -> FinishReason.CONTENT_FILTER;
      case "refusal" -> FinishReason.REFUSAL;
      // Mistral.
      case "model_length" -> FinishReason.CONTEXT_WINDOW;
      default -> FinishReason.OTHER;
    };
  }

  static String word(FinishReason reason) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, PAUSED, OTHER -> "stop";
      case LENGTH, CONTEXT_WINDOW -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER, REFUSAL -> "content_filter";
    };
  }

  /**
   * What goes beside the word: the provider's own, or a name for a reason that OpenAI's list lacks.
   *
   * @param given by the provider, null when it says nothing more
   */
  public static @Nullable String nativeWord(FinishReason reason, @Nullable String given) {
    if (given != null) {
      return given;
    }
    return switch (reason) {
      case PAUSED -> "pause_turn";
      case CONTEXT_WINDOW -> "model_context_window_exceeded";
      case STOP, STOP_SEQUENCE, LENGTH, TOOL_CALLS, CONTENT_FILTER, REFUSAL, OTHER -> null;
    };
  }

  private OpenAiFinishReasons() {}
}
