package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import java.util.List;

/**
 * <a href="https://platform.openai.com/docs/api-reference/responses/input-tokens">{@code /responses/input_tokens}</a>. It
 * refuses what has no say in the input.
 */
final class ResponsesCounter implements TokenCounter {
  private static final String TOKENS = "input_tokens";

  private static final List<String> REFUSED = List.of(
      "background",
      "include",
      "max_output_tokens",
      "max_tool_calls",
      "metadata",
      "prompt_cache_key",
      "prompt_cache_options",
      "prompt_cache_retention",
      "safety_identifier",
      "service_tier",
      "store",
      "stream",
      "stream_options",
      "temperature",
      "top_logprobs",
      "top_p",
      "user");

  @Override
  public void write(long tokens, JsonWriter out) {
    out.beginObject()
        .field("object", "response.input_tokens")
        .field(TOKENS, tokens)
        .endObject();
  }

  @Override
  public String path(String chat) {
    return chat + "/input_tokens";
  }

  @Override
  public Json request(Json chat, String model) {
    ObjectPatch patch = new ObjectPatch();
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
