package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import java.util.List;

/**
 * <a href="https://docs.claude.com/en/api/messages-count-tokens">{@code /v1/messages/count_tokens}</a>, and Vertex's path
 * for it. It refuses what has no say in the prompt.
 */
final class AnthropicCounter implements TokenCounter {
  private static final String TOKENS = "input_tokens";
  private static final String VERTEX = ":rawPredict";

  private static final List<String> REFUSED = List.of(
      "max_tokens",
      "stream",
      "temperature",
      "top_p",
      "top_k",
      "stop_sequences",
      "metadata",
      "service_tier",
      "container",
      "inference_geo");

  @Override
  public void write(long tokens, JsonWriter out) {
    out.beginObject().field(TOKENS, tokens).endObject();
  }

  @Override
  public String path(String chat) {
    return chat.endsWith(VERTEX)
        ? chat.substring(0, chat.lastIndexOf('/')) + "/count-tokens" + VERTEX
        : chat + "/count_tokens";
  }

  /** The model is in the body wherever it is counted. */
  @Override
  public Json request(Json chat, String model) {
    ObjectPatch patch = new ObjectPatch().set("model", Json.string(model));
    REFUSED.forEach(patch::remove);
    return patch.apply(chat);
  }

  @Override
  public long read(Json answer) {
    Json tokens = answer.get(TOKENS);
    if (tokens == null) {
      throw new JsonException("'" + TOKENS + "' is missing", 0);
    }
    return tokens.asLong();
  }
}
