package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Answer.Block;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bedrock's Converse and ConverseStream. A frame is an object of one member, as {@link AwsFrame} takes it. */
final class Converse implements Dialect {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern TARGET = Pattern.compile("/model/([^/:]+)/converse(-stream)?");
  private static final Set<String> FIELDS = Set.of(
      "model",
      "stream",
      "messages",
      "system",
      "inferenceConfig",
      "toolConfig",
      "additionalModelRequestFields",
      "additionalModelResponseFieldPaths",
      "outputConfig",
      "requestMetadata",
      "serviceTier");

  @Override
  public boolean serves(String target) {
    return TARGET.matcher(target).matches();
  }

  @Override
  public JsonNode completed(JsonNode body, String target) {
    Matcher path = TARGET.matcher(target);
    if (path.matches() && body instanceof ObjectNode object) {
      object.put("model", URLDecoder.decode(path.group(1), StandardCharsets.UTF_8));
      object.put("stream", path.group(2) != null);
    }
    return body;
  }

  @Override
  public String streamType() {
    return AwsFrame.STREAM_TYPE;
  }

  @Override
  public byte[] bytes(String frame) {
    return AwsFrame.of(frame);
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    String key = Dialect.bearer(request);
    if (key == null || !keys.contains(key)) {
      throw new Refusal(403, "Authentication failed: Please make sure your API Key is valid.");
    }
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    Checks.knownFields(body, FIELDS, "request");
    JsonNode messages = body.path("messages");
    Checks.require(messages.isArray() && !messages.isEmpty(), "messages: at least one expected");
    Set<String> asked = Set.of();
    String before = "";
    boolean tools = false;
    for (JsonNode message : messages) {
      String role = Checks.text(message, "role", "messages");
      Checks.require(!role.equals(before), "messages: roles must alternate");
      before = role;
      Set<String> answered = new HashSet<>();
      Set<String> asking = new HashSet<>();
      for (JsonNode block : message.path("content")) {
        Checks.require(block.size() == 1, "content: union of " + block.size() + " members");
        Checks.require(
            !block.has("text") || !block.path("text").asString("").isBlank(),
            "The text field in the ContentBlock object is blank.");
        if (block.has("toolUse")) {
          asking.add(Checks.filled(block.path("toolUse"), "toolUseId", "toolUse"));
        }
        if (block.has("toolResult")) {
          answered.add(Checks.filled(block.path("toolResult"), "toolUseId", "toolResult"));
        }
      }
      Checks.require(!message.path("content").isEmpty(), "messages: empty content");
      Checks.require(answered.equals(asked), "toolResult of " + answered + " for " + asked);
      asked = asking;
      tools |= !asking.isEmpty();
    }
    Checks.require(
        !tools || !body.path("toolConfig").path("tools").isEmpty(),
        "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
  }

  @Override
  public boolean thinks(JsonNode body) {
    return body.path("additionalModelRequestFields").has("thinking");
  }

  @Override
  public List<String> tools(JsonNode body) {
    return body.path("toolConfig")
        .path("tools")
        .valueStream()
        .map(tool -> tool.path("toolSpec").path("name").asString(""))
        .toList();
  }

  @Override
  public List<String> results(JsonNode body) {
    return body.path("messages")
        .valueStream()
        .flatMap(message -> message.path("content").valueStream())
        .filter(block -> block.has("toolResult"))
        .map(block -> Checks.texts(block.path("toolResult").path("content")))
        .toList();
  }

  @Override
  public String json(Answer answer, String model) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode message = root.putObject("output").putObject("message").put("role", "assistant");
    var content = message.putArray("content");
    for (Block block : answer.blocks()) {
      ObjectNode node = content.addObject();
      switch (block) {
        case Block.Text text -> node.put("text", text.whole());
        case Block.Thinking thinking ->
          node.putObject("reasoningContent")
              .putObject("reasoningText")
              .put("text", thinking.whole())
              .put("signature", thinking.signature());
        case Block.Call call ->
          node.putObject("toolUse")
              .put("toolUseId", call.id())
              .put("name", call.name())
              .set("input", JSON.readTree(call.whole()));
      }
    }
    root.put("stopReason", answer.stop().anthropic);
    root.set("usage", usage(answer));
    root.putObject("metrics").put("latencyMs", 7);
    return root.toString();
  }

  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    List<String> frames = new ArrayList<>();
    add(frames, "messageStart", JSON.createObjectNode().put("role", "assistant"));
    int index = 0;
    for (Block block : answer.blocks()) {
      block(frames, block, index++);
    }
    add(frames, "messageStop", JSON.createObjectNode().put("stopReason", answer.stop().anthropic));
    ObjectNode metadata = JSON.createObjectNode();
    metadata.set("usage", usage(answer));
    metadata.putObject("metrics").put("latencyMs", 7);
    add(frames, "metadata", metadata);
    return frames;
  }

  /** Only calls have a start. */
  private static void block(List<String> frames, Block block, int index) {
    switch (block) {
      case Block.Text text -> text.pieces().forEach(piece -> text(frames, index, piece));
      case Block.Thinking thinking -> {
        thinking.pieces().forEach(piece -> reasoning(frames, index, "text", piece));
        reasoning(frames, index, "signature", thinking.signature());
      }
      case Block.Call call -> {
        ObjectNode start = JSON.createObjectNode().put("contentBlockIndex", index);
        start
            .putObject("start")
            .putObject("toolUse")
            .put("toolUseId", call.id())
            .put("name", call.name());
        add(frames, "contentBlockStart", start);
        call.pieces().forEach(piece -> {
          ObjectNode event = JSON.createObjectNode().put("contentBlockIndex", index);
          event.putObject("delta").putObject("toolUse").put("input", piece);
          add(frames, "contentBlockDelta", event);
        });
      }
    }
    add(frames, "contentBlockStop", JSON.createObjectNode().put("contentBlockIndex", index));
  }

  private static void text(List<String> frames, int index, String text) {
    ObjectNode event = JSON.createObjectNode().put("contentBlockIndex", index);
    event.putObject("delta").put("text", text);
    add(frames, "contentBlockDelta", event);
  }

  private static void reasoning(List<String> frames, int index, String name, String text) {
    ObjectNode event = JSON.createObjectNode().put("contentBlockIndex", index);
    event.putObject("delta").putObject("reasoningContent").put(name, text);
    add(frames, "contentBlockDelta", event);
  }

  private static void add(List<String> frames, String type, ObjectNode event) {
    ObjectNode frame = JSON.createObjectNode();
    frame.set(type, event.put("p", "abcdefghijklmn"));
    frames.add(frame.toString());
  }

  private static ObjectNode usage(Answer answer) {
    Answer.Tokens tokens = answer.tokens();
    return JSON.createObjectNode()
        .put("inputTokens", tokens.fresh())
        .put("outputTokens", tokens.output())
        .put("totalTokens", tokens.total())
        .put("cacheReadInputTokens", tokens.cacheRead())
        .put("cacheWriteInputTokens", tokens.cacheWrite());
  }

  @Override
  public String error(int status, String message) {
    return JSON.createObjectNode().put("message", message).toString();
  }

  @Override
  public String errorFrame(String message) {
    ObjectNode frame = JSON.createObjectNode();
    frame.putObject(AwsFrame.EXCEPTION + "throttlingException").put("message", message);
    return frame.toString();
  }
}
