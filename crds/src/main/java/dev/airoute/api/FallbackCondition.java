package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What moves a request to the next backend. */
public enum FallbackCondition {
  CONNECT_FAILURE("ConnectFailure"),
  TIMEOUT("Timeout"),
  RATE_LIMITED("RateLimited"),
  OVERLOADED("Overloaded"),
  SERVER_ERROR("ServerError"),
  FIRST_TOKEN_TIMEOUT("FirstTokenTimeout"),
  STREAM_ERROR("StreamError"),
  CONTEXT_WINDOW_EXCEEDED("ContextWindowExceeded");

  private final String value;

  FallbackCondition(String value) {
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
