package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a header's value is compared. */
public enum HeaderMatchType {
  EXACT("Exact"),
  REGULAR_EXPRESSION("RegularExpression");

  private final String value;

  HeaderMatchType(String value) {
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
