package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happens to request fields that the chosen provider cannot express. */
public enum LossPolicy {
  REPORT("Report"),
  REJECT("Reject");

  private final String value;

  LossPolicy(String value) {
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
