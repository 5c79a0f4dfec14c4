package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** The wire schema, where a vendor has several. */
public enum ProviderApi {
  CHAT_COMPLETIONS("ChatCompletions"),
  RESPONSES("Responses"),
  MESSAGES("Messages"),
  CONVERSE("Converse"),
  INVOKE_MODEL("InvokeModel"),
  OPENAI("OpenAI"),
  GEMINI("Gemini"),
  ANTHROPIC("Anthropic"),
  PREDICT("Predict");

  private final String value;

  ProviderApi(String value) {
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
