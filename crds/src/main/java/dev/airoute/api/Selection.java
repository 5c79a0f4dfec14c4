package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** The order of backends within one priority. */
public enum Selection {
  WEIGHTED("Weighted"),
  CHEAPEST("Cheapest"),
  FASTEST("Fastest"),
  LEAST_BUSY("LeastBusy");

  private final String value;

  Selection(String value) {
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
