package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** The window of a budget, in UTC. */
public enum BudgetPeriod {
  DAY("Day"),
  MONTH("Month");

  private final String value;

  BudgetPeriod(String value) {
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
