package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Answer.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's messages. */
final class Anthropic implements Dialect {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Clients take answers of one id for one. */
  private final AtomicLong answers = new AtomicLong();

  @Override
  public boolean serves(String target) {
    return target.equals("/v1/messages");
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    String own = request.header("x-api-key");
    String bearer = Dialect.bearer(request);
    String key = own == null ? bearer : own;
    if (key == null || !keys.contains(key) || (own != null && bearer != null)) {
      throw new Refusal(401, "invalid x-api-key");
    }
    String version = request.header("anthropic-version");
    Checks.require(
        version != null && version.matches("20\\d\\d-\\d\\d-\\d\\d"),
        "anthropic-version: header is required");
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    AnthropicChecks.check(body);
  }

  @Override
  public boolean thinks(JsonNode body) {
    return Set.of("enabled", "adaptive")
        .contains(body.path("thinking").path("type").asString(""));
  }

  @Override
  public List<String> tools(JsonNode body) {
    return body.path("tools")
        .valueStream()
        .map(tool -> tool.path("name").asString())
        .toList();
  }

  @Override
  public List<String> results(JsonNode body) {
    return body.path("messages")
        .valueStream()
        .flatMap(message -> message.path("content").valueStream())
        .filter(block -> block.path("type").asString("").equals("tool_result"))
        .map(block -> Checks.texts(block.path("content")))
        .toList();
  }

  @Override
  public String json(Answer answer, String model) {
    ObjectNode root = message(model);
    var content = root.putArray("content");
    for (Block block : answer.blocks()) {
      ObjectNode node = content.addObject();
      switch (block) {
        case Block.Text text -> node.put("type", "text").put("text", text.whole());
        case Block.Thinking thinking ->
          node.put("type", "thinking")
              .put("thinking", thinking.whole())
              .put("signature", thinking.signature());
        case Block.Call call ->
          node.put("type", "tool_use")
              .put("id", call.id())
              .put("name", call.name())
              .set("input", JSON.readTree(call.whole()));
      }
    }
    stop(root, answer);
    root.set("usage", usage(answer, answer.tokens().output()));
    return root.toString();
  }

  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    List<String> frames = new ArrayList<>();
    ObjectNode start = JSON.createObjectNode();
    ObjectNode message = message(request.path("model").asString());
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence").set("usage", usage(answer, 1));
    start.set("message", message);
    add(frames, "message_start", start);
    int index = 0;
    for (Block block : answer.blocks()) {
      block(frames, block, index++);
      if (index == 1) {
        add(frames, "ping", JSON.createObjectNode());
      }
    }
    ObjectNode delta = JSON.createObjectNode();
    stop(delta.putObject("delta"), answer);
    delta.putObject("usage").put("output_tokens", answer.tokens().output());
    add(frames, "message_delta", delta);
    add(frames, "message_stop", JSON.createObjectNode());
    return frames;
  }

  private static void block(List<String> frames, Block block, int index) {
    ObjectNode start = JSON.createObjectNode().put("index", index);
    ObjectNode content = start.putObject("content_block");
    switch (block) {
      case Block.Text _ -> content.put("type", "text").put("text", "");
      case Block.Thinking _ ->
        content.put("type", "thinking").put("thinking", "").put("signature", "");
      case Block.Call call ->
        content
            .put("type", "tool_use")
            .put("id", call.id())
            .put("name", call.name())
            .putObject("input");
    }
    add(frames, "content_block_start", start);
    switch (block) {
      case Block.Text text ->
        text.pieces().forEach(p -> delta(frames, index, "text_delta", "text", p));
      case Block.Thinking thinking -> {
        thinking.pieces().forEach(p -> delta(frames, index, "thinking_delta", "thinking", p));
        delta(frames, index, "signature_delta", "signature", thinking.signature());
      }
      case Block.Call call -> {
        delta(frames, index, "input_json_delta", "partial_json", "");
        call.pieces().forEach(p -> delta(frames, index, "input_json_delta", "partial_json", p));
      }
    }
    add(frames, "content_block_stop", JSON.createObjectNode().put("index", index));
  }

  private static void delta(List<String> frames, int index, String type, String name, String text) {
    ObjectNode event = JSON.createObjectNode().put("index", index);
    event.putObject("delta").put("type", type).put(name, text);
    add(frames, "content_block_delta", event);
  }

  private static void add(List<String> frames, String type, ObjectNode event) {
    frames.add("event: " + type + "\ndata: " + event.put("type", type) + "\n\n");
  }

  private ObjectNode message(String model) {
    return JSON.createObjectNode()
        .put("id", "msg_" + answers.incrementAndGet())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", model);
  }

  private static void stop(ObjectNode node, Answer answer) {
    node.put("stop_reason", answer.stop().anthropic);
    node.put("stop_sequence", answer.stop() == Answer.Stop.SEQUENCE ? "END" : null);
  }

  private static ObjectNode usage(Answer answer, long output) {
    Answer.Tokens tokens = answer.tokens();
    return JSON.createObjectNode()
        .put("input_tokens", tokens.fresh())
        .put("cache_creation_input_tokens", tokens.cacheWrite())
        .put("cache_read_input_tokens", tokens.cacheRead())
        .put("output_tokens", output)
        .put("service_tier", "standard");
  }

  @Override
  public String error(int status, String message) {
    String type = switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
    ObjectNode root = JSON.createObjectNode().put("type", "error");
    root.putObject("error").put("type", type).put("message", message);
    return root.put("request_id", "req_scripted").toString();
  }

  @Override
  public String errorFrame(String message) {
    return "event: error\ndata: " + error(529, message) + "\n\n";
  }
}
