package dev.airoute.extproc.model;

/**
 * Something the target cannot express as it was said.
 *
 * @param field path in the client's request, e.g. {@code messages[].content[].input_audio} or {@code seed}
 * @param fate what became of it
 * @param reason one sentence
 */
public record Loss(String field, Fate fate, String reason) {
  /** From harmless to not. */
  public enum Fate {
    /** Said in the target's words, not quite the same (a clamp, a level for a budget). */
    APPROXIMATED,
    DROPPED
  }
}
