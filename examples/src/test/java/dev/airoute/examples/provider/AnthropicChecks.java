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
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Anthropic's messages refuses. */
final class AnthropicChecks {
  private static final Set<String> FIELDS = Set.of(
      ("model messages max_tokens system metadata stop_sequences stream temperature top_k top_p"
              + " tools tool_choice thinking service_tier container mcp_servers"
              + " context_management output_config cache_control inference_geo")
          .split(" "));
  private static final Map<String, Set<String>> BLOCKS = Map.of(
      "text", Set.of("type", "text", "cache_control", "citations"),
      "image", Set.of("type", "source", "cache_control"),
      "document", Set.of("type", "source", "title", "context", "citations", "cache_control"),
      "tool_use", Set.of("type", "id", "name", "input", "cache_control"),
      "tool_result", Set.of("type", "tool_use_id", "content", "is_error", "cache_control"),
      "thinking", Set.of("type", "thinking", "signature"),
      "redacted_thinking", Set.of("type", "data"));

  static void check(JsonNode body) throws Refusal {
    knownFields(body, FIELDS, "request");
    filled(body, "model", "request");
    require(body.has("max_tokens"), "max_tokens: Field required");
    positive(body, "max_tokens");
    bool(body, "stream");
    between(body, "temperature", 0, 1);
    between(body, "top_p", 0, 1);
    for (JsonNode sequence : body.path("stop_sequences")) {
      require(!sequence.asString().isBlank(), "stop_sequences: each must contain non-whitespace");
    }
    if (body.path("system").isArray()) {
      for (JsonNode block : body.path("system")) {
        knownFields(block, block("text"), "system");
        filled(block, "text", "system");
      }
    }
    thinking(body);
    outputConfig(body.path("output_config"));
    tools(body);
    messages(body.path("messages"));
  }

  private static Set<String> block(String type) throws Refusal {
    Set<String> fields = BLOCKS.get(type);
    if (fields == null) {
      throw new Refusal(400, "unknown block type " + type);
    }
    return fields;
  }

  private static void thinking(JsonNode body) throws Refusal {
    JsonNode thinking = body.path("thinking");
    if (!thinking.path("type").asString("").equals("enabled")) {
      return;
    }
    long budget = thinking.path("budget_tokens").longValue(0);
    require(budget >= 1024, "thinking.budget_tokens: at least 1024 expected");
    require(
        budget < body.path("max_tokens").longValue(),
        "max_tokens must be above the thinking budget");
    require(
        !body.has("temperature") || body.path("temperature").doubleValue() == 1,
        "temperature may only be set to 1 when thinking is enabled");
    require(
        !Set.of("any", "tool").contains(body.path("tool_choice").path("type").asString("")),
        "Thinking may not be enabled when tool_choice forces tool use.");
  }

  private static void outputConfig(JsonNode config) throws Refusal {
    if (config.isMissingNode()) {
      return;
    }
    knownFields(config, Set.of("effort", "format"), "output_config");
    JsonNode format = config.path("format");
    if (!format.isMissingNode()) {
      knownFields(format, Set.of("type", "schema"), "output_config.format");
      require(
          format.path("type").asString("").equals("json_schema")
              && format.path("schema").isObject(),
          "output_config.format: json_schema with a schema expected");
    }
  }

  private static void tools(JsonNode body) throws Refusal {
    for (JsonNode tool : body.path("tools")) {
      knownFields(
          tool,
          Set.of("type name description input_schema cache_control strict eager_input_streaming"
              .split(" ")),
          "tools");
      require(
          filled(tool, "name", "tools").matches("[a-zA-Z0-9_-]{1,128}"), "tools.name: bad name");
      require(
          tool.path("input_schema").path("type").asString("").equals("object"),
          "tools.input_schema.type: 'object' expected");
    }
    JsonNode choice = body.path("tool_choice");
    if (!choice.isMissingNode()) {
      require(!body.path("tools").isEmpty(), "tool_choice may only be specified with tools");
      knownFields(choice, Set.of("type", "name", "disable_parallel_tool_use"), "tool_choice");
      require(
          Set.of("auto", "any", "tool", "none").contains(text(choice, "type", "tool_choice")),
          "tool_choice.type: unknown");
    }
  }

  /** Consecutive turns of one role count as one, as at the vendor. */
  private static void messages(JsonNode messages) throws Refusal {
    require(messages.isArray() && !messages.isEmpty(), "messages: at least one is required");
    Set<String> asked = new HashSet<>();
    Set<String> asking = new HashSet<>();
    String turn = "";
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String where = "messages." + i;
      knownFields(message, Set.of("role", "content"), where);
      String role = text(message, "role", where);
      require(Set.of("user", "assistant").contains(role), where + ": role " + role);
      require(i > 0 || role.equals("user"), "messages: first message must use the user role");
      if (!role.equals(turn)) {
        require(asked.isEmpty(), where + ": tool_use ids without tool_result: " + asked);
        asked = asking;
        asking = new HashSet<>();
        turn = role;
      }
      content(message.path("content"), role, where, asked, asking);
    }
    require(asked.isEmpty(), "messages: tool_use ids without tool_result: " + asked);
    require(asking.isEmpty(), "messages: ends with tool_use ids without tool_result: " + asking);
  }

  private static void content(
      JsonNode content, String role, String where, Set<String> asked, Set<String> asking)
      throws Refusal {
    if (content.isString()) {
      require(!content.stringValue().isEmpty(), where + ": content must be non-empty");
      return;
    }
    require(content.isArray() && !content.isEmpty(), where + ": a string or blocks expected");
    for (JsonNode block : content) {
      String type = text(block, "type", where);
      knownFields(block, block(type), where + " " + type);
      switch (type) {
        case "text" ->
          require(!filled(block, "text", where).isBlank(), where + ": text must be non-blank");
        case "image" -> source(block.path("source"), where);
        case "thinking" -> {
          require(role.equals("assistant"), where + ": thinking in role " + role);
          text(block, "thinking", where);
          filled(block, "signature", where);
        }
        case "tool_use" -> {
          require(role.equals("assistant"), where + ": tool_use in role " + role);
          require(block.path("input").isObject(), where + ": tool_use.input: object expected");
          filled(block, "name", where);
          String id = filled(block, "id", where);
          require(id.matches("[a-zA-Z0-9_-]+"), where + ": tool_use.id: bad characters: " + id);
          require(asking.add(id), where + ": tool_use ids must be unique");
        }
        case "tool_result" -> {
          String id = filled(block, "tool_use_id", where);
          require(
              role.equals("user") && asked.remove(id), where + ": unexpected tool_use_id " + id);
        }
        default -> {}
      }
    }
  }

  private static void source(JsonNode source, String where) throws Refusal {
    switch (text(source, "type", where + ".source")) {
      case "base64" -> {
        knownFields(source, Set.of("type", "media_type", "data"), where + ".source");
        require(
            text(source, "media_type", where).matches("image/(png|jpeg|gif|webp)"),
            where + ".source.media_type: not an image type");
        require(
            filled(source, "data", where).matches("[A-Za-z0-9+/]+={0,2}"),
            where + ".source.data: base64 expected");
      }
      case "url" -> {
        knownFields(source, Set.of("type", "url"), where + ".source");
        require(
            filled(source, "url", where).startsWith("https://"), where + ".source.url: https only");
      }
      default -> require(false, where + ".source.type: unknown");
    }
  }

  private AnthropicChecks() {}
}
