package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a guardrail does with a finding. */
public enum GuardrailAction {
  BLOCK("Block"),
  MASK("Mask"),
  REPORT("Report");

  private final String value;

  GuardrailAction(String value) {
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
