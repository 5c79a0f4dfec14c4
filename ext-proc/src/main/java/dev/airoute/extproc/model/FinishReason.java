package dev.airoute.extproc.model;

/** Why the model stopped: a closed set; what a provider calls it otherwise travels beside it. */
public enum FinishReason {
  STOP,
  STOP_SEQUENCE,
  LENGTH,
  TOOL_CALLS,
  /** The provider's filter cut the answer. */
  CONTENT_FILTER,
  /** The model declined. */
  REFUSAL,
  CONTEXT_WINDOW,
  /** Anthropic {@code pause_turn}: a long turn to be continued. */
  PAUSED,
  OTHER
}
