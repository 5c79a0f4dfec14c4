package dev.airoute.extproc.model;

import dev.airoute.extproc.json.Json;

/**
 * A field that some dialects share and others lack; who lacks it says so.
 *
 * @param field where it stood in the client's request, e.g. {@code text.verbosity}
 * @param value as the client wrote it, in the form that OpenAI's chat has for it
 */
public record Setting(Kind kind, String field, Json value) {
  /** Which one. A request has at most one of each. */
  public enum Kind {
    SERVICE_TIER,
    /** Strings by name, for the provider's records. */
    METADATA,
    PROMPT_CACHE_KEY,
    PROMPT_CACHE_RETENTION,
    VERBOSITY,
    STORE,
    LOGIT_BIAS,
    /** Gemini's thresholds of its filters. */
    SAFETY_SETTINGS
  }
}
