package dev.airoute.examples.provider;

import static dev.airoute.examples.provider.Checks.between;
import static dev.airoute.examples.provider.Checks.bool;
import static dev.airoute.examples.provider.Checks.filled;
import static dev.airoute.examples.provider.Checks.knownFields;
import static dev.airoute.examples.provider.Checks.positive;
import static dev.airoute.examples.provider.Checks.require;
import static dev.airoute.examples.provider.Checks.text;

import dev.airoute.examples.provider.Dialect.Refusal;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Cohere's chat refuses. */
final class CohereChecks {
  private static final Set<String> FIELDS =
      Set.of(("model messages stream tools strict_tools documents citation_options response_format"
              + " safety_mode max_tokens stop_sequences temperature seed frequency_penalty"
              + " presence_penalty k p logprobs tool_choice thinking priority")
          .split(" "));
  private static final Set<String> MESSAGE_FIELDS =
      Set.of("role", "content", "tool_plan", "tool_calls", "tool_call_id", "citations");

  static void check(JsonNode body) throws Refusal {
    knownFields(body, FIELDS, "request");
    filled(body, "model", "request");
    bool(body, "stream");
    positive(body, "max_tokens");
    between(body, "temperature", 0, 1);
    between(body, "p", 0.01, 0.99);
    between(body, "k", 0, 500);
    between(body, "frequency_penalty", 0, 1);
    between(body, "presence_penalty", 0, 1);
    require(body.path("stop_sequences").size() <= 5, "stop_sequences: at most 5");
    boolean tools = body.has("tools");
    require(!tools || !body.path("tools").isEmpty(), "tools: too short");
    require(
        !body.has("tool_choice")
            || tools
                && Set.of("REQUIRED", "NONE").contains(body.path("tool_choice").asString()),
        "tool_choice: REQUIRED or NONE expected, with tools");
    require(
        !body.has("response_format") || !tools && !body.has("documents"),
        "response_format is not supported with tools or documents");
    messages(body.path("messages"));
  }

  private static void messages(JsonNode messages) throws Refusal {
    require(messages.isArray() && !messages.isEmpty(), "messages: non-empty array expected");
    Set<String> open = new HashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String where = "messages[" + i + "]";
      knownFields(message, MESSAGE_FIELDS, where);
      switch (text(message, "role", where)) {
        case "tool" -> {
          String id = filled(message, "tool_call_id", where);
          require(open.remove(id), where + ": tool_call_id " + id + " answers no open tool call");
        }
        case "assistant" -> {
          require(
              message.has("tool_calls")
                  || !message.path("content").isEmpty()
                  || !message.path("content").asString("").isEmpty(),
              where + ": an assistant message must have content or tool calls");
          for (JsonNode call : message.path("tool_calls")) {
            open.add(filled(call, "id", where));
          }
        }
        case "user", "system" ->
          require(open.isEmpty(), where + ": tool calls without an answer: " + open);
        default -> require(false, where + ": unknown role");
      }
    }
    require(open.isEmpty(), "messages: tool calls without an answer: " + open);
  }

  private CohereChecks() {}
}
