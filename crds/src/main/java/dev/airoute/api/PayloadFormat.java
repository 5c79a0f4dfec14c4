package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a SageMaker endpoint's container reads. */
public enum PayloadFormat {
  OPENAI("OpenAI"),
  TGI("TGI"),
  JSON_LINES("JSONLines");

  private final String value;

  PayloadFormat(String value) {
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
