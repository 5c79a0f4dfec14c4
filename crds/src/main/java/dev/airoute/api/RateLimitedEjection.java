package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a 429 of a provider does to its health. */
public enum RateLimitedEjection {
  RETRY_AFTER("RetryAfter"),
  NEVER("Never");

  private final String value;

  RateLimitedEjection(String value) {
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
