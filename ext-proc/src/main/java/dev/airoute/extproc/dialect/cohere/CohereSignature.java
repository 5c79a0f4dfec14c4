package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Cohere signs nothing. Its reasoning gets a mark in place of a signature, which says whose it is and where it goes when a
 * client brings it back.
 */
enum CohereSignature {
  /** Content of type {@code thinking}. */
  THINKING("cohere:thinking"),
  /** The {@code tool_plan} in front of calls. */
  PLAN("cohere:plan");

  private final Json mark;

  CohereSignature(String mark) {
    this.mark = Json.string(mark);
  }

  /** A JSON string. */
  Json mark() {
    return mark;
  }

  /** Null for unsigned reasoning, and for another maker's. */
  static @Nullable CohereSignature of(@Nullable Json signature) {
    for (CohereSignature known : values()) {
      if (known.mark.equals(signature)) {
        return known;
      }
    }
    return null;
  }
}
