package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who shares cached answers. */
public enum CacheScope {
  CONSUMER("Consumer"),
  ROUTE("Route");

  private final String value;

  CacheScope(String value) {
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
