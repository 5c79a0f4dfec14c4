package dev.airoute.examples.provider;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Anthropic's count of tokens. It says how many the scripted answer would have had as its prompt. */
record Counting(Anthropic vendor) implements Dialect {
  private static final Set<String> FIELDS = Set.of(
      "model",
      "messages",
      "system",
      "tools",
      "tool_choice",
      "thinking",
      "output_config",
      "cache_control");

  @Override
  public boolean serves(String target) {
    return target.equals("/v1/messages/count_tokens");
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    vendor.checkHeaders(request, keys);
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    Checks.knownFields(body, FIELDS, "request");
    Checks.filled(body, "model", "request");
    Checks.require(!body.path("messages").isEmpty(), "messages: non-empty array expected");
  }

  @Override
  public boolean thinks(JsonNode body) {
    return false;
  }

  @Override
  public List<String> tools(JsonNode body) {
    return vendor.tools(body);
  }

  @Override
  public List<String> results(JsonNode body) {
    return vendor.results(body);
  }

  @Override
  public String json(Answer answer, String model) {
    return "{\"input_tokens\": " + answer.tokens().prompt() + "}";
  }

  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    throw new IllegalStateException("a count is never streamed");
  }

  @Override
  public String error(int status, String message) {
    return vendor.error(status, message);
  }

  @Override
  public String errorFrame(String message) {
    throw new IllegalStateException("a count is never streamed");
  }
}
