package dev.airoute.examples.provider;

import static dev.airoute.examples.provider.Checks.between;
import static dev.airoute.examples.provider.Checks.bool;
import static dev.airoute.examples.provider.Checks.filled;
import static dev.airoute.examples.provider.Checks.knownFields;
import static dev.airoute.examples.provider.Checks.require;
import static dev.airoute.examples.provider.Checks.text;

import dev.airoute.examples.provider.Dialect.Refusal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What OpenAI's responses refuses. */
final class ResponsesChecks {
  private static final Set<String> FIELDS = Set.of(
      ("model input instructions tools tool_choice parallel_tool_calls max_output_tokens temperature"
              + " top_p top_logprobs include text reasoning store metadata service_tier stream"
              + " stream_options prompt_cache_key prompt_cache_retention safety_identifier user"
              + " truncation previous_response_id conversation background prompt max_tool_calls")
          .split(" "));
  private static final Map<String, Set<String>> ITEMS = Map.of(
      "message", Set.of("type", "id", "status", "role", "content", "phase"),
      "reasoning", Set.of("type", "id", "status", "summary", "content", "encrypted_content"),
      "function_call", Set.of("type", "id", "status", "call_id", "name", "arguments", "namespace"),
      "function_call_output", Set.of("type", "id", "status", "call_id", "output"));

  static void check(JsonNode body) throws Refusal {
    knownFields(body, FIELDS, "request");
    filled(body, "model", "request");
    bool(body, "stream");
    bool(body, "store");
    bool(body, "parallel_tool_calls");
    between(body, "temperature", 0, 2);
    between(body, "top_p", 0, 1);
    JsonNode cap = body.path("max_output_tokens");
    require(
        cap.isMissingNode() || cap.longValue(0) >= 16,
        "max_output_tokens: integer of at least 16 expected");
    tools(body);
    if (!body.path("input").isString()) {
      items(body.path("input"));
    }
  }

  private static void tools(JsonNode body) throws Refusal {
    for (JsonNode tool : body.path("tools")) {
      knownFields(
          tool, Set.of("type", "name", "description", "parameters", "strict", "format"), "tools");
      require(filled(tool, "name", "tools").matches("[a-zA-Z0-9_-]{1,64}"), "tools.name: bad name");
      require(
          !text(tool, "type", "tools").equals("function") || tool.has("parameters"),
          "tools.parameters: required");
    }
    require(
        !body.has("tool_choice") || !body.path("tools").isEmpty(),
        "tool_choice is only allowed when tools are specified");
  }

  private static void items(JsonNode input) throws Refusal {
    require(input.isArray() && !input.isEmpty(), "input: a string or items expected");
    Set<String> called = new HashSet<>();
    for (JsonNode item : input) {
      String type = item.path("type").asString("message");
      Set<String> fields = ITEMS.get(type);
      if (fields == null) {
        throw new Refusal(400, "input: unknown item type " + type);
      }
      knownFields(item, fields, "input");
      switch (type) {
        case "message" ->
          require(
              Set.of("user", "assistant", "system", "developer")
                  .contains(text(item, "role", "input")),
              "input.role: unknown");
        case "reasoning" ->
          require(
              item.path("id").asString("").startsWith("rs_")
                  && !item.path("encrypted_content").asString("").startsWith("airoute"),
              "The encrypted content could not be verified.");
        case "function_call" -> {
          require(filled(item, "call_id", "input").length() <= 64, "input.call_id: too long");
          text(item, "arguments", "input");
          called.add(item.path("call_id").stringValue());
        }
        default ->
          require(
              called.contains(text(item, "call_id", "input")),
              "No tool call found for function call output");
      }
    }
  }

  private ResponsesChecks() {}
}
