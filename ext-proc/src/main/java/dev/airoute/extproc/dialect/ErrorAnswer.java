package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.GatewayError;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error that the gateway answers with by itself, in the caller's dialect. */
public final class ErrorAnswer {
  public static Outbound.Answer of(Dialect client, GatewayError error, String requestId) {
    JsonWriter out = new JsonWriter();
    Dialects.client(client).writeError(error, requestId, out);
    byte[] body = out.toByteArray();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("content-length", Integer.toString(body.length));
    headers.put("x-airoute-request-id", requestId);
    if (error.retryAfter() != null) {
      headers.put("retry-after", error.retryAfter());
    }
    return new Outbound.Answer(error.status(), headers, body);
  }

  private ErrorAnswer() {}
}
