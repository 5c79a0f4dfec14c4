package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;

/**
 * <a href="https://ai.google.dev/api/tokens">{@code countTokens}</a>. AI Studio wraps the chat, Vertex does not; clients may
 * do either.
 */
final class GeminiCounter implements TokenCounter {
  private static final String WRAPPED = "generateContentRequest";
  private static final String TOKENS = "totalTokens";

  private final boolean wraps;

  /** @param type of the AIProvider */
  GeminiCounter(String type) {
    this.wraps = !type.equals("GoogleVertexAI");
  }

  @Override
  public Json chat(Json request) {
    Json wrapped = request.get(WRAPPED);
    return wrapped == null || wrapped.isNull()
        ? request
        : new ObjectPatch().remove("model").apply(wrapped);
  }

  @Override
  public void write(long tokens, JsonWriter out) {
    out.beginObject().field(TOKENS, tokens).endObject();
  }

  @Override
  public String path(String chat) {
    int method = chat.lastIndexOf(':');
    return chat.substring(0, method) + ":countTokens";
  }

  @Override
  public Json request(Json chat, String model) {
    if (!wraps) {
      return chat;
    }
    Json named = new ObjectPatch()
        .set("model", Json.string("models/" + GeminiPath.name(model)))
        .apply(chat);
    return new JsonWriter(named.length() + 64)
        .beginObject()
        .field(WRAPPED, named)
        .endObject()
        .toJson();
  }

  /** Protobuf's JSON may write numbers of 64 bits as strings. */
  @Override
  public long read(Json answer) {
    Json tokens = answer.get(TOKENS);
    if (tokens == null) {
      throw new JsonException("'" + TOKENS + "' is missing", 0);
    }
    return tokens.isString() ? Json.parse(tokens.text()).asLong() : tokens.asLong();
  }
}
