package dev.airoute.extproc.model;

/** What a caller wants of a model. */
public enum Operation {
  CHAT,
  /** How many tokens a chat would have as its input, without having it. */
  COUNT_TOKENS
}
