package dev.airoute.controlplane.ir;

/** The wire schema of a request and its response. */
public enum Dialect {
  OPENAI_CHAT,
  OPENAI_RESPONSES,
  ANTHROPIC_MESSAGES,
  GEMINI,
  COHERE,
  BEDROCK_CONVERSE,
  /** Answered by the gateway itself. */
  ECHO
}
