package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a guardrail looks at. */
public enum GuardrailPhase {
  REQUEST("Request"),
  RESPONSE("Response");

  private final String value;

  GuardrailPhase(String value) {
    this.value = value;
  }

  /** As users write it. */
  @JsonValue
  public String value() {
    return value;
  }

  @Override
  public String toString() {
    return value;
  }
}
