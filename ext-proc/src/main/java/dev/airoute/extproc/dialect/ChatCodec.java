package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;

/**
 * One wire schema for chat, both as a client's and as a provider's. Stateless; any thread.
 *
 * <p>Readers throw {@link dev.airoute.extproc.model.GatewayException} for input that is not this dialect; the message
 * names the field and what was expected.
 */
public interface ChatCodec {
  /** A client's request. Fields without a place in the model are recorded as dropped. */
  ChatRequest readRequest(Json body, Losses losses);

  /**
   * A request for a provider.
   *
   * @param model the provider's name of the model
   */
  void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses);

  /** A provider's whole answer. */
  ChatResponse readResponse(Json body);

  /** A whole answer for a client. */
  void writeResponse(ChatResponse response, ReplyContext context, JsonWriter out);

  /** A reader for one provider stream. */
  EventReader eventReader();

  /** A writer for one client stream. */
  EventWriter eventWriter(ReplyContext context);

  /**
   * A provider's error answer, whatever its body is (JSON of this dialect, HTML, nothing).
   *
   * @param status the HTTP status, or 200 for an error found inside a success
   * @param retryAfter the {@code retry-after} header, empty when absent
   */
  GatewayError readError(int status, String retryAfter, byte[] body);

  /** An error body for a client. */
  void writeError(GatewayError error, String requestId, JsonWriter out);
}
