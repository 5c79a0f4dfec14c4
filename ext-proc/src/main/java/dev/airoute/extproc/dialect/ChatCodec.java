package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;

/** One wire schema for chat, both as a client's and as a provider's. Stateless; any thread. */
public interface ChatCodec extends ProviderCodec {
  /** A client's request. Fields without a place in the model are recorded as dropped. */
  ChatRequest readRequest(Json body, Losses losses);

  /** A whole answer for a client. */
  void writeResponse(ChatResponse response, ReplyContext context, JsonWriter out);

  /** A writer for one client stream. */
  EventWriter eventWriter(ReplyContext context);

  /** An error body for a client. */
  void writeError(GatewayError error, String requestId, JsonWriter out);
}
