package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Answer.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Cohere's chat, version 2. What a model thinks is the plan in front of its calls. */
final class Cohere implements Dialect {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ID = "c14c80c3-18eb-4519-9460-6c92edd8cfb4";

  @Override
  public boolean serves(String target) {
    return target.equals("/v2/chat");
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    String key = Dialect.bearer(request);
    if (key == null || !keys.contains(key)) {
      throw new Refusal(401, "invalid api token");
    }
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    CohereChecks.check(body);
  }

  @Override
  public boolean thinks(JsonNode body) {
    return body.path("thinking").path("type").asString("").equals("enabled");
  }

  @Override
  public List<String> tools(JsonNode body) {
    return body.path("tools")
        .valueStream()
        .map(tool -> tool.at("/function/name").asString())
        .toList();
  }

  @Override
  public List<String> results(JsonNode body) {
    return body.path("messages")
        .valueStream()
        .filter(message -> message.path("role").asString("").equals("tool"))
        .map(message -> Checks.texts(message.path("content")))
        .toList();
  }

  @Override
  public String json(Answer answer, String model) {
    ObjectNode message = JSON.createObjectNode().put("role", "assistant");
    for (Block block : answer.blocks()) {
      switch (block) {
        case Block.Text _ ->
          message.withArray("content").addObject().put("type", "text").put("text", block.whole());
        case Block.Thinking _ -> message.put("tool_plan", block.whole());
        case Block.Call call -> message.withArray("tool_calls").add(call(call, call.whole()));
      }
    }
    ObjectNode root = JSON.createObjectNode().put("id", ID);
    root.set("message", message);
    root.put("finish_reason", word(answer.stop()));
    root.set("usage", usage(answer));
    return root.toString();
  }

  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    List<String> frames = new ArrayList<>();
    ObjectNode start = event("message-start", null).put("id", ID);
    start.putObject("delta").putObject("message").put("role", "assistant");
    frames.add(frame(start));
    int contents = 0;
    int calls = 0;
    for (Block block : answer.blocks()) {
      switch (block) {
        case Block.Text text -> text(text, contents++, frames);
        case Block.Thinking plan ->
          plan.pieces().forEach(piece -> {
            ObjectNode event = event("tool-plan-delta", null);
            event.putObject("delta").putObject("message").put("tool_plan", piece);
            frames.add(frame(event));
          });
        case Block.Call call -> call(call, calls++, frames);
      }
    }
    ObjectNode end = event("message-end", null);
    ObjectNode delta = end.putObject("delta").put("finish_reason", word(answer.stop()));
    delta.set("usage", usage(answer));
    frames.add(frame(end));
    frames.add("data: [DONE]\n\n");
    return frames;
  }

  private static void text(Block.Text text, int index, List<String> frames) {
    frames.add(frame(content("content-start", index, Map.of("type", "text", "text", ""))));
    text.pieces()
        .forEach(
            piece -> frames.add(frame(content("content-delta", index, Map.of("text", piece)))));
    frames.add(frame(event("content-end", index)));
  }

  private static ObjectNode content(String type, int index, Map<String, String> fields) {
    ObjectNode event = event(type, index);
    ObjectNode content = event.putObject("delta").putObject("message").putObject("content");
    fields.forEach(content::put);
    return event;
  }

  private static void call(Block.Call call, int index, List<String> frames) {
    ObjectNode start = event("tool-call-start", index);
    start.putObject("delta").putObject("message").set("tool_calls", call(call, ""));
    frames.add(frame(start));
    for (String piece : call.pieces()) {
      ObjectNode event = event("tool-call-delta", index);
      event
          .putObject("delta")
          .putObject("message")
          .putObject("tool_calls")
          .putObject("function")
          .put("arguments", piece);
      frames.add(frame(event));
    }
    frames.add(frame(event("tool-call-end", index)));
  }

  private static ObjectNode event(String type, @Nullable Integer index) {
    ObjectNode event = JSON.createObjectNode().put("type", type);
    return index == null ? event : event.put("index", index);
  }

  private static String frame(ObjectNode event) {
    return "event: " + event.path("type").stringValue() + "\ndata: " + event + "\n\n";
  }

  private static ObjectNode call(Block.Call call, String arguments) {
    ObjectNode node = JSON.createObjectNode().put("id", call.id()).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", arguments);
    return node;
  }

  private static String word(Answer.Stop stop) {
    return switch (stop) {
      case END -> "COMPLETE";
      case TOOLS -> "TOOL_CALL";
      case LENGTH -> "MAX_TOKENS";
      case SEQUENCE -> "STOP_SEQUENCE";
    };
  }

  private static ObjectNode usage(Answer answer) {
    Answer.Tokens tokens = answer.tokens();
    ObjectNode usage = JSON.createObjectNode();
    usage.putObject("billed_units").put("input_tokens", 1).put("output_tokens", 1);
    usage
        .putObject("tokens")
        .put("input_tokens", tokens.prompt())
        .put("output_tokens", tokens.output());
    return usage.put("cached_tokens", tokens.cacheRead());
  }

  @Override
  public String error(int status, String message) {
    return JSON.createObjectNode().put("id", ID).put("message", message).toString();
  }

  @Override
  public String errorFrame(String message) {
    ObjectNode end = event("message-end", null);
    end.putObject("delta").put("finish_reason", "ERROR").put("error", message);
    return frame(end);
  }
}
