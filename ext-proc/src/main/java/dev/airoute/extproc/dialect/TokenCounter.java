package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;

/** How a wire schema counts the tokens of a chat without having it. Stateless; any thread. */
public interface TokenCounter {
  /** The chat that a client's request is about; some wrap it. */
  default Json chat(Json request) {
    return request;
  }

  /** What a client is told. */
  void write(long tokens, JsonWriter out);

  /** Where a provider counts. @param chat the path to which the chat itself would go, without a stream */
  String path(String chat);

  /**
   * What a provider is asked.
   *
   * @param chat the request for the chat itself, in the provider's schema
   * @param model the provider's name of the model
   */
  Json request(Json chat, String model);

  /** What a provider has counted; refuses an answer that does not say it. */
  long read(Json answer);
}
