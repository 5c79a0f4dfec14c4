package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.model.FinishReason;
import org.jspecify.annotations.Nullable;

/**
 * {@code status} and {@code incomplete_details.reason}. Both lists are closed and clients check them, so what does not fit
 * travels beside them as {@code native_finish_reason}.
 */
final class ResponsesFinishReasons {
  /** @param nativeWord the provider's word when {@code reason} does not say it all */
  record Finish(FinishReason reason, @Nullable String nativeWord) {}

  /** @param reason of an incomplete answer, null otherwise */
  record Status(String word, @Nullable String reason) {
    static final Status COMPLETED = new Status("completed", null);

    boolean incomplete() {
      return reason != null;
    }
  }

  /**
   * @param status of an answer that is over and did not fail; empty when the provider gave none
   * @param reason empty when the provider gave none
   * @param called whether the answer holds a tool call
   */
  static Finish read(String status, String reason, boolean called) {
    if (status.equals("incomplete")) {
      return incomplete(reason);
    }
    return new Finish(called ? FinishReason.TOOL_CALLS : FinishReason.STOP, null);
  }

  /** Without a reason it is the cap: a filter is always named. */
  private static Finish incomplete(String reason) {
    return switch (reason) {
      case "", "max_output_tokens", "max_tokens", "length" -> new Finish(FinishReason.LENGTH, null);
      case "content_filter" -> new Finish(FinishReason.CONTENT_FILTER, null);
      default -> new Finish(FinishReason.OTHER, reason);
    };
  }

  static Status status(FinishReason reason) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, TOOL_CALLS, PAUSED, OTHER -> Status.COMPLETED;
      case LENGTH, CONTEXT_WINDOW -> new Status("incomplete", "max_output_tokens");
      case CONTENT_FILTER, REFUSAL -> new Status("incomplete", "content_filter");
    };
  }

  /**
   * What goes beside the status: the provider's own word, or a name for a reason that the lists lack.
   *
   * @param given by the provider, null when it says nothing more
   */
  static @Nullable String nativeWord(FinishReason reason, @Nullable String given) {
    if (given != null) {
      return given;
    }
    return switch (reason) {
      case PAUSED -> "pause_turn";
      case CONTEXT_WINDOW -> "model_context_window_exceeded";
      case STOP, STOP_SEQUENCE, LENGTH, TOOL_CALLS, CONTENT_FILTER, REFUSAL, OTHER -> null;
    };
  }

  private ResponsesFinishReasons() {}
}
