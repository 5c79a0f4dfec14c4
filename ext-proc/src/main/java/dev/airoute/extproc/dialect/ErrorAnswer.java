package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.GatewayError;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error that the gateway answers with by itself, in the caller's dialect. */
public final class ErrorAnswer {
  /** @param form of the stream that was asked for; that of events, where none was */
  public static Outbound.Answer of(
      Dialect client, StreamForm form, GatewayError error, String requestId) {
    byte[] body = body(Dialects.client(client), form, error, requestId);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("content-length", Integer.toString(body.length));
    headers.put("x-airoute-request-id", requestId);
    if (error.retryAfter() != null) {
      headers.put("retry-after", error.retryAfter());
    }
    return new Outbound.Answer(error.status(), headers, body);
  }

  /** Where a stream is an array, an error in its place is one too. */
  static byte[] body(ChatCodec client, StreamForm form, GatewayError error, String requestId) {
    JsonWriter out = new JsonWriter();
    client.writeError(error, requestId, out);
    return framed(form, out.toByteArray());
  }

  static byte[] framed(StreamForm form, byte[] error) {
    return switch (form) {
      case SSE -> error;
      case ARRAY ->
        new JsonWriter(error.length + 2)
            .raw("[")
            .raw(error, 0, error.length)
            .raw("]")
            .toByteArray();
    };
  }

  private ErrorAnswer() {}
}
