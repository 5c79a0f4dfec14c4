package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Answer.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's chat completions. */
final class OpenAi implements Dialect {
  private static final JsonMapper JSON = JsonMapper.shared();
  /** Clients take answers of one id for one. */
  private final AtomicLong answers = new AtomicLong();

  @Override
  public boolean serves(String target) {
    return target.equals("/v1/chat/completions");
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    String key = Dialect.bearer(request);
    if (key == null || !keys.contains(key)) {
      throw new Refusal(401, "Incorrect API key provided.");
    }
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    OpenAiChecks.check(body);
  }

  @Override
  public boolean thinks(JsonNode body) {
    return !body.path("reasoning_effort").asString("none").equals("none");
  }

  @Override
  public List<String> tools(JsonNode body) {
    return body.path("tools")
        .valueStream()
        .map(tool -> tool.path("function").path("name").asString())
        .toList();
  }

  @Override
  public List<String> results(JsonNode body) {
    return body.path("messages")
        .valueStream()
        .filter(message -> message.path("role").asString().equals("tool"))
        .map(message -> Checks.texts(message.path("content")))
        .toList();
  }

  @Override
  public String json(Answer answer, String model) {
    ObjectNode message = JSON.createObjectNode().put("role", "assistant");
    message.put("content", answer.text().isEmpty() ? null : answer.text());
    message.putNull("refusal");
    if (!answer.calls().isEmpty()) {
      var calls = message.putArray("tool_calls");
      answer.calls().forEach(call -> calls.add(call(call, call.whole())));
    }
    for (Block block : answer.blocks()) {
      if (block instanceof Block.Thinking) {
        message.put("reasoning_content", block.whole());
      }
    }
    ObjectNode root = envelope("chat.completion", id(), model);
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    choice.set("message", message);
    choice.putNull("logprobs").put("finish_reason", answer.stop().openAi);
    root.set("usage", usage(answer));
    return root.put("service_tier", "default").toString();
  }

  /** Text and reasoning first, then the fragments of all calls in turns, as a model that calls in parallel may. */
  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    Frames frames = new Frames(
        id(),
        request.path("model").asString(),
        request.path("stream_options").path("include_usage").booleanValue(false));
    frames.delta(Map.of("role", "assistant", "content", ""));
    for (Block block : answer.blocks()) {
      switch (block) {
        case Block.Text text -> text.pieces().forEach(p -> frames.delta(Map.of("content", p)));
        case Block.Thinking thinking ->
          thinking.pieces().forEach(p -> frames.delta(Map.of("reasoning_content", p)));
        case Block.Call _ -> {}
      }
    }
    frames.calls(answer.calls());
    return frames.end(answer);
  }

  @Override
  public String error(int status, String message) {
    String type = switch (status) {
      case 401 -> "invalid_request_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
    ObjectNode error = JSON.createObjectNode().put("message", message).put("type", type);
    error.putNull("param").put("code", status == 401 ? "invalid_api_key" : null);
    return JSON.createObjectNode().set("error", error).toString();
  }

  @Override
  public String errorFrame(String message) {
    return "data: " + error(500, message) + "\n\n";
  }

  private String id() {
    return "chatcmpl-" + answers.incrementAndGet();
  }

  private static ObjectNode envelope(String object, String id, String model) {
    return JSON.createObjectNode()
        .put("id", id)
        .put("object", object)
        .put("created", 1_764_000_000L)
        .put("model", model)
        .put("system_fingerprint", "fp_scripted");
  }

  private static ObjectNode call(Block.Call call, String arguments) {
    ObjectNode node = JSON.createObjectNode().put("id", call.id()).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", arguments);
    return node;
  }

  private static ObjectNode usage(Answer answer) {
    Answer.Tokens tokens = answer.tokens();
    ObjectNode usage = JSON.createObjectNode()
        .put("prompt_tokens", tokens.prompt())
        .put("completion_tokens", tokens.output())
        .put("total_tokens", tokens.total());
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", tokens.cacheRead())
        .put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", tokens.reasoning())
        .put("audio_tokens", 0);
    return usage;
  }

  private static final class Frames {
    private final String id;
    private final String model;
    private final boolean usage;
    private final List<String> frames = new ArrayList<>();

    Frames(String id, String model, boolean usage) {
      this.id = id;
      this.model = model;
      this.usage = usage;
    }

    void delta(Map<String, String> fields) {
      ObjectNode delta = JSON.createObjectNode();
      fields.forEach(delta::put);
      choice(delta, null);
    }

    void calls(List<Block.Call> calls) {
      for (int i = 0; i < calls.size(); i++) {
        fragment(call(calls.get(i), "").put("index", i));
      }
      int longest = calls.stream().mapToInt(call -> call.pieces().size()).max().orElse(0);
      for (int piece = 0; piece < longest; piece++) {
        for (int i = 0; i < calls.size(); i++) {
          if (piece < calls.get(i).pieces().size()) {
            ObjectNode fragment = JSON.createObjectNode().put("index", i);
            fragment
                .putObject("function")
                .put("arguments", calls.get(i).pieces().get(piece));
            fragment(fragment);
          }
        }
      }
    }

    private void fragment(ObjectNode fragment) {
      ObjectNode delta = JSON.createObjectNode();
      delta.putArray("tool_calls").add(fragment);
      choice(delta, null);
    }

    private void choice(ObjectNode delta, @Nullable String finish) {
      ObjectNode root = envelope("chat.completion.chunk", id, model);
      ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
      choice.set("delta", delta);
      choice.putNull("logprobs").put("finish_reason", finish);
      if (usage) {
        root.putNull("usage");
      }
      add(root);
    }

    private void add(ObjectNode root) {
      frames.add("data: " + root + "\n\n");
    }

    List<String> end(Answer answer) {
      choice(JSON.createObjectNode(), answer.stop().openAi);
      if (usage) {
        ObjectNode root = envelope("chat.completion.chunk", id, model);
        root.putArray("choices");
        root.set("usage", OpenAi.usage(answer));
        add(root);
      }
      frames.add("data: [DONE]\n\n");
      return frames;
    }
  }
}
