package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** The window of a limit. */
public enum LimitPeriod {
  MINUTE("Minute"),
  HOUR("Hour"),
  DAY("Day");

  private final String value;

  LimitPeriod(String value) {
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
