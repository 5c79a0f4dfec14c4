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

/** What OpenAI's chat completions refuses. */
final class OpenAiChecks {
  private static final Set<String> FIELDS =
      Set.of(("model messages store metadata reasoning_effort frequency_penalty presence_penalty"
              + " logit_bias logprobs top_logprobs max_tokens max_completion_tokens n modalities"
              + " prediction audio response_format seed service_tier stop stream stream_options"
              + " temperature top_p tools tool_choice parallel_tool_calls user functions"
              + " function_call web_search_options prompt_cache_key prompt_cache_retention"
              + " prompt_cache_options safety_identifier verbosity moderation")
          .split(" "));
  private static final Set<String> MESSAGE_FIELDS = Set.of(
      "role", "content", "name", "tool_calls", "tool_call_id", "refusal", "audio", "function_call");
  private static final Set<String> USER_PARTS = Set.of("text", "image_url", "input_audio", "file");
  private static final Set<String> ASSISTANT_PARTS = Set.of("text", "refusal");

  static void check(JsonNode body) throws Refusal {
    knownFields(body, FIELDS, "request");
    filled(body, "model", "request");
    bool(body, "stream");
    bool(body, "parallel_tool_calls");
    positive(body, "max_tokens");
    positive(body, "max_completion_tokens");
    between(body, "temperature", 0, 2);
    between(body, "top_p", 0, 1);
    require(
        !body.has("stream_options") || body.path("stream").booleanValue(false),
        "stream_options is only allowed when stream is enabled");
    stop(body.path("stop"));
    responseFormat(body.path("response_format"));
    tools(body);
    messages(body.path("messages"));
  }

  private static void stop(JsonNode stop) throws Refusal {
    require(
        stop.isMissingNode()
            || stop.isNull()
            || stop.isString()
            || (stop.isArray() && stop.size() >= 1 && stop.size() <= 4),
        "stop: a string or 1 to 4 strings expected");
  }

  private static void responseFormat(JsonNode format) throws Refusal {
    if (format.isMissingNode()) {
      return;
    }
    switch (text(format, "type", "response_format")) {
      case "text", "json_object" -> {}
      case "json_schema" -> {
        JsonNode schema = format.path("json_schema");
        knownFields(
            schema,
            Set.of("name", "description", "schema", "strict"),
            "response_format.json_schema");
        require(
            filled(schema, "name", "response_format.json_schema").matches("[a-zA-Z0-9_-]{1,64}"),
            "response_format.json_schema.name: letters, digits, _ and - expected");
      }
      default -> require(false, "response_format.type: unknown");
    }
  }

  private static void tools(JsonNode body) throws Refusal {
    JsonNode tools = body.path("tools");
    require(tools.isMissingNode() || (tools.isArray() && !tools.isEmpty()), "tools: too short");
    Set<String> names = new HashSet<>();
    for (JsonNode tool : tools) {
      require(text(tool, "type", "tools").equals("function"), "tools: type function expected");
      JsonNode function = tool.path("function");
      knownFields(
          function, Set.of("name", "description", "parameters", "strict"), "tools.function");
      String name = filled(function, "name", "tools.function");
      require(name.matches("[a-zA-Z0-9_-]{1,64}"), "tools.function.name: bad name " + name);
      names.add(name);
    }
    require(
        !body.has("parallel_tool_calls") || !tools.isEmpty(),
        "parallel_tool_calls is only allowed when tools are specified");
    JsonNode choice = body.path("tool_choice");
    require(
        choice.isMissingNode() || !tools.isEmpty(),
        "tool_choice is only allowed when tools are specified");
    if (choice.isObject()) {
      String name = filled(choice.path("function"), "name", "tool_choice.function");
      require(names.contains(name), "tool_choice: no tool named " + name);
    } else if (!choice.isMissingNode()) {
      require(
          Set.of("none", "auto", "required").contains(choice.asString()), "tool_choice: unknown");
    }
  }

  private static void messages(JsonNode messages) throws Refusal {
    require(messages.isArray() && !messages.isEmpty(), "messages: non-empty array expected");
    Set<String> open = new HashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String where = "messages[" + i + "]";
      knownFields(message, MESSAGE_FIELDS, where);
      String role = text(message, "role", where);
      if (role.equals("tool")) {
        String id = filled(message, "tool_call_id", where);
        require(open.remove(id), where + ": tool_call_id " + id + " answers no open tool call");
      } else {
        require(open.isEmpty(), where + ": tool calls without an answer: " + open);
      }
      calls(message, role, where, open);
      content(message, role, where);
    }
    require(open.isEmpty(), "messages: tool calls without an answer: " + open);
  }

  private static void calls(JsonNode message, String role, String where, Set<String> open)
      throws Refusal {
    JsonNode calls = message.path("tool_calls");
    require(calls.isMissingNode() || role.equals("assistant"), where + ": tool_calls not allowed");
    require(calls.isMissingNode() || !calls.isEmpty(), where + ".tool_calls: too short");
    for (JsonNode call : calls) {
      require(text(call, "type", where).equals("function"), where + ": call of type function");
      filled(call.path("function"), "name", where + ".tool_calls.function");
      text(call.path("function"), "arguments", where + ".tool_calls.function");
      require(open.add(filled(call, "id", where)), where + ": duplicate tool call id");
    }
  }

  private static void content(JsonNode message, String role, String where) throws Refusal {
    JsonNode content = message.path("content");
    Set<String> parts = switch (role) {
      case "user" -> USER_PARTS;
      case "assistant" -> ASSISTANT_PARTS;
      case "system", "developer", "tool" -> Set.of("text");
      default -> throw new Refusal(400, where + ": invalid role " + role);
    };
    if (content.isMissingNode() || content.isNull()) {
      require(
          role.equals("assistant") && (message.has("tool_calls") || message.has("refusal")),
          where + ": content missing");
      return;
    }
    require(content.isString() || content.isArray(), where + ": content: string or array expected");
    require(!content.isArray() || !content.isEmpty(), where + ": content: empty array");
    if (content.isArray()) {
      for (JsonNode part : content) {
        String type = text(part, "type", where);
        require(parts.contains(type), where + ": part " + type + " not allowed in role " + role);
        part(part, type, where);
      }
    }
  }

  private static void part(JsonNode part, String type, String where) throws Refusal {
    switch (type) {
      case "text" -> text(part, "text", where);
      case "image_url" -> {
        knownFields(part.path("image_url"), Set.of("url", "detail"), where + ".image_url");
        String url = filled(part.path("image_url"), "url", where + ".image_url");
        require(
            url.startsWith("https://")
                || url.matches("(?s)data:image/(png|jpeg|gif|webp);base64,.+"),
            where + ": neither an https URL nor an image data URL");
      }
      default -> {}
    }
  }

  private OpenAiChecks() {}
}
