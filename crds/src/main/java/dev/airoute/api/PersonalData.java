package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** Kinds of personal data that guardrails recognise. */
public enum PersonalData {
  CREDIT_CARD("CreditCard"),
  EMAIL("Email"),
  PHONE("Phone"),
  IBAN("IBAN");

  private final String value;

  PersonalData(String value) {
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
