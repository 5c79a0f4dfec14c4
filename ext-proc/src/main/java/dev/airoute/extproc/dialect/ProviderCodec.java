package dev.airoute.extproc.dialect;

import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One wire schema for chat, as a provider's. Stateless; any thread.
 *
 * <p>Readers throw {@link dev.airoute.extproc.model.GatewayException} for input that is not this dialect; the message
 * names the field and what was expected.
 */
public interface ProviderCodec {
  /**
   * A request for a provider.
   *
   * @param model the provider's name of the model
   */
  void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses);

  /**
   * The name under which a tool is sent, a function of the client's name alone. Calls come back under the client's.
   */
  default String toolName(String name) {
    return name;
  }

  /**
   * What must change in a request of this dialect for a provider of this dialect; unknown fields stay, unlike in {@link
   * ChatCodec#readRequest}.
   *
   * @param model the provider's name of the model
   */
  default Passage passage(Json body, String model, Losses losses) {
    Json stream = body.get("stream");
    boolean streams = stream != null && stream.isBoolean() && stream.asBoolean();
    return new Passage(new ObjectPatch().set("model", Json.string(model)), streams, true, false);
  }

  /**
   * What headers of a client of the same dialect say, where the provider wants it in the body.
   *
   * @param headers the client's, lower case
   * @param patch to which it is added
   */
  default void moveHeaders(
      Map<String, String> headers, Json body, ObjectPatch patch, Losses losses) {}

  /**
   * Where a request goes, behind the provider's prefix.
   *
   * @param model the provider's name of the model
   * @param stream whether the answer is to be streamed
   */
  String path(String model, boolean stream);

  /** Headers that every request to the provider needs, unless a client of the same dialect chose its own. */
  default Map<String, String> headers() {
    return Map.of();
  }

  /** Request headers of clients that the provider understands and those of other dialects do not. */
  default List<String> ownHeaders() {
    return List.of();
  }

  /**
   * Whether a frame of a stream is part of what is answered, also where {@link #eventReader} has no event for it. Asked only
   * for a client of the same dialect, until the first is found.
   */
  default boolean isContent(SseEvent frame) {
    return false;
  }

  /** Whether a frame reports usage and nothing else, and comes only if it is asked for. */
  default boolean isUsageOnly(SseEvent frame) {
    return false;
  }

  /**
   * How tokens are counted; null: not at all.
   *
   * @param type of the AIProvider, empty for a client
   * @param model the provider's name of the model, empty for a client
   */
  default @Nullable TokenCounter counter(String type, String model) {
    return null;
  }

  /** Whether an answer with a good status is an error all the same. */
  default boolean isError(Json body) {
    Json error = body.get("error");
    return error != null && !error.isNull();
  }

  /** Whether an error body is one as clients of this dialect know it, and not some proxy's page. */
  default boolean isClientsError(Json body) {
    Json error = body.isObject() ? body.get("error") : null;
    return error != null && error.isObject();
  }

  /** A provider's whole answer. What has no place in the model is recorded as dropped, as {@code answer.FIELD}. */
  ChatResponse readResponse(Json body, Losses losses);

  /**
   * What an answer that {@link #readResponse} cannot read says of its model and usage, without choices, so that it can pass
   * unread to a client of the same dialect; null when it has not the shape of an answer.
   */
  default @Nullable ChatResponse outline(Json body) {
    return null;
  }

  /** The content type of this dialect's streams. */
  default String streamType() {
    return "text/event-stream";
  }

  /** Whether a stream that was asked for may also come as this, so that {@link #frames} can cut it. */
  default boolean streamsAs(String contentType) {
    return false;
  }

  /** Cuts one provider stream into events. */
  default FrameReader frames() {
    return new SseReader();
  }

  /** A reader for one provider stream. What has no place in the model is recorded as dropped, as {@code answer.FIELD}. */
  EventReader eventReader(Losses losses);

  /**
   * A provider's error answer, whatever its body is (JSON of this dialect, HTML, nothing).
   *
   * @param status the HTTP status, or 200 for an error found inside a success
   * @param headers the answer's, lower case
   */
  GatewayError readError(int status, Map<String, String> headers, byte[] body);
}
