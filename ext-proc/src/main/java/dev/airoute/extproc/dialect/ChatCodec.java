package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import org.jspecify.annotations.Nullable;

/** One wire schema for chat, both as a client's and as a provider's. Stateless; any thread. */
public interface ChatCodec extends ProviderCodec {
  /** A client's request. Fields without a place in the model are recorded as dropped. */
  ChatRequest readRequest(Json body, Losses losses);

  /**
   * What of a request its answer repeats, or cannot be written without. A copy, as it stays for as long as the answer takes:
   * never messages or media. Null: nothing.
   */
  default @Nullable Json echo(Json body) {
    return null;
  }

  /** A request's field in this dialect's own words. @param hub as writers name it, e.g. {@code top_k} */
  default String field(String hub) {
    return hub;
  }

  /** A whole answer for a client. */
  void writeResponse(ChatResponse response, ReplyContext context, JsonWriter out);

  /** A writer for one client stream. */
  EventWriter eventWriter(ReplyContext context);

  /** An error body for a client. */
  void writeError(GatewayError error, String requestId, JsonWriter out);
}
