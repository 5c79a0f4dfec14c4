package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a route asks who is calling. */
public enum Access {
  CONSUMERS("Consumers"),
  ANONYMOUS("Anonymous");

  private final String value;

  Access(String value) {
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
