package dev.airoute.examples.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's legacy completions, as servers for models of one's own have them. */
final class Completions implements Dialect {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public boolean serves(String target) {
    return target.equals("/v1/completions");
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) {}

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    Checks.filled(body, "model", "request");
    Checks.require(!body.path("prompt").isMissingNode(), "prompt is missing");
    Checks.require(!body.has("messages"), "messages: this is no chat");
  }

  @Override
  public boolean thinks(JsonNode body) {
    return false;
  }

  @Override
  public List<String> tools(JsonNode body) {
    return List.of();
  }

  @Override
  public List<String> results(JsonNode body) {
    return List.of();
  }

  @Override
  public String json(Answer answer, String model) {
    ObjectNode root = completion(model, answer.text(), answer.stop().openAi);
    root.set("usage", usage(answer));
    return root.toString();
  }

  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    String model = request.path("model").asString();
    List<String> frames = new ArrayList<>();
    for (Answer.Block block : answer.blocks()) {
      block.pieces().forEach(piece -> frames.add(frame(completion(model, piece, null))));
    }
    frames.add(frame(completion(model, "", answer.stop().openAi)));
    if (request.at("/stream_options/include_usage").booleanValue(false)) {
      ObjectNode last = completion(model, "", null);
      last.putArray("choices");
      last.set("usage", usage(answer));
      frames.add(frame(last));
    }
    frames.add("data: [DONE]\n\n");
    return frames;
  }

  private static ObjectNode completion(String model, String text, @Nullable String finish) {
    ObjectNode root = JSON.createObjectNode()
        .put("id", "cmpl-scripted")
        .put("object", "text_completion")
        .put("created", 1_764_000_000L)
        .put("model", model);
    root.putArray("choices")
        .addObject()
        .put("text", text)
        .put("index", 0)
        .putNull("logprobs")
        .put("finish_reason", finish);
    return root;
  }

  private static ObjectNode usage(Answer answer) {
    return JSON.createObjectNode()
        .put("prompt_tokens", answer.tokens().prompt())
        .put("completion_tokens", answer.tokens().output())
        .put("total_tokens", answer.tokens().total());
  }

  private static String frame(ObjectNode chunk) {
    return "data: " + chunk + "\n\n";
  }

  @Override
  public String error(int status, String message) {
    return new OpenAi().error(status, message);
  }

  @Override
  public String errorFrame(String message) {
    return new OpenAi().errorFrame(message);
  }
}
