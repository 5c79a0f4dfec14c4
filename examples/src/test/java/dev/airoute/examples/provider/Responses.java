package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Answer.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's responses. */
final class Responses implements Dialect {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final OpenAi errors = new OpenAi();

  @Override
  public boolean serves(String target) {
    return target.equals("/v1/responses");
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    errors.checkHeaders(request, keys);
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    ResponsesChecks.check(body);
  }

  @Override
  public boolean thinks(JsonNode body) {
    return body.path("reasoning").has("summary");
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
    return body.path("input")
        .valueStream()
        .filter(item -> item.path("type").asString("").equals("function_call_output"))
        .map(item -> Checks.texts(item.path("output")))
        .toList();
  }

  @Override
  public String json(Answer answer, String model) {
    return response(answer, model).toString();
  }

  private static ObjectNode response(Answer answer, String model) {
    boolean cut = answer.stop() == Answer.Stop.LENGTH;
    ObjectNode root = envelope(model, cut ? "incomplete" : "completed");
    if (cut) {
      root.putObject("incomplete_details").put("reason", "max_output_tokens");
    }
    var output = root.putArray("output");
    int index = 0;
    for (Block block : answer.blocks()) {
      output.add(item(block, index++, block.whole()));
    }
    root.set("usage", usage(answer.tokens()));
    return root;
  }

  private static ObjectNode envelope(String model, String status) {
    ObjectNode root = JSON.createObjectNode()
        .put("id", "resp_scripted")
        .put("object", "response")
        .put("created_at", 1_764_000_000L)
        .put("status", status)
        .put("model", model)
        .put("parallel_tool_calls", true)
        .put("tool_choice", "auto");
    root.putNull("error").putNull("incomplete_details").putNull("usage").putArray("output");
    root.putArray("tools");
    return root;
  }

  /** @param whole what it says so far */
  private static ObjectNode item(Block block, int index, String whole) {
    ObjectNode item = JSON.createObjectNode();
    switch (block) {
      case Block.Text _ -> {
        item.put("id", "msg_" + index).put("type", "message").put("role", "assistant");
        item.put("status", "completed").putArray("content").add(text(whole));
      }
      case Block.Thinking thinking -> {
        item.put("id", "rs_" + index).put("type", "reasoning");
        item.putArray("summary").addObject().put("type", "summary_text").put("text", whole);
        item.put("encrypted_content", thinking.signature());
      }
      case Block.Call call ->
        item.put("id", "fc_" + index)
            .put("type", "function_call")
            .put("status", "completed")
            .put("call_id", call.id())
            .put("name", call.name())
            .put("arguments", whole);
    }
    return item;
  }

  private static ObjectNode text(String text) {
    ObjectNode part = JSON.createObjectNode().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    return part;
  }

  private static ObjectNode usage(Answer.Tokens tokens) {
    ObjectNode usage = JSON.createObjectNode().put("input_tokens", tokens.prompt());
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", tokens.cacheRead())
        .put("cache_write_tokens", tokens.cacheWrite());
    usage.put("output_tokens", tokens.output());
    usage.putObject("output_tokens_details").put("reasoning_tokens", tokens.reasoning());
    return usage.put("total_tokens", tokens.total());
  }

  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    String model = request.path("model").asString();
    Frames frames = new Frames();
    frames.add("response.created", event("response", envelope(model, "in_progress")));
    frames.add("response.in_progress", event("response", envelope(model, "in_progress")));
    int index = 0;
    for (Block block : answer.blocks()) {
      frames.block(block, index++);
    }
    ObjectNode response = response(answer, model);
    frames.add("response." + response.path("status").stringValue(), event("response", response));
    return frames.all;
  }

  private static ObjectNode event(String name, ObjectNode value) {
    ObjectNode event = JSON.createObjectNode();
    event.set(name, value);
    return event;
  }

  @Override
  public String error(int status, String message) {
    return errors.error(status, message);
  }

  @Override
  public String errorFrame(String message) {
    ObjectNode error = JSON.createObjectNode()
        .put("type", "error")
        .put("code", "server_error")
        .put("message", message);
    return "event: error\ndata: " + error.putNull("param") + "\n\n";
  }

  /** Numbered events, each of which is named twice. */
  private static final class Frames {
    final List<String> all = new ArrayList<>();

    void add(String type, ObjectNode event) {
      event.put("type", type).put("sequence_number", all.size());
      all.add("event: " + type + "\ndata: " + event + "\n\n");
    }

    void block(Block block, int index) {
      ObjectNode item = item(block, index, "");
      switch (block) {
        case Block.Text _ -> item.putArray("content");
        case Block.Thinking _ -> item.putArray("summary");
        case Block.Call _ -> {}
      }
      add("response.output_item.added", event("item", item).put("output_index", index));
      String kind = switch (block) {
        case Block.Text _ -> "output_text";
        case Block.Thinking _ -> "reasoning_summary_text";
        case Block.Call _ -> "function_call_arguments";
      };
      for (String piece : block.pieces()) {
        add("response." + kind + ".delta", about(item, block, index).put("delta", piece));
      }
      String whole = block instanceof Block.Call ? "arguments" : "text";
      add("response." + kind + ".done", about(item, block, index).put(whole, block.whole()));
      add(
          "response.output_item.done",
          event("item", item(block, index, block.whole())).put("output_index", index));
    }

    private static ObjectNode about(ObjectNode item, Block block, int index) {
      ObjectNode event = JSON.createObjectNode()
          .put("item_id", item.path("id").stringValue())
          .put("output_index", index);
      @Nullable
      String part = switch (block) {
        case Block.Text _ -> "content_index";
        case Block.Thinking _ -> "summary_index";
        case Block.Call _ -> null;
      };
      if (block instanceof Block.Text) {
        event.putArray("logprobs");
      }
      return part == null ? event : event.put(part, 0);
    }
  }
}
