package dev.airoute.extproc.stream;

import dev.airoute.extproc.endpoint.Endpoint;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.json.Json.Kind;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Operation;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a chat request asks for, read by one pass over its bytes that also checks that all of it is JSON. */
record RequestScan(String model, boolean streaming) {
  private static final int LONGEST_MODEL = 256;

  /** What a request asks for: what its path says, and otherwise what its body does. The body is checked either way. */
  static Exchange.Asked asked(Endpoint.Chat endpoint, byte[] body) {
    Endpoint.Target target = endpoint.target();
    if (target != null) {
      checked(body, RequestScan::skim);
      return new Exchange.Asked(
          endpoint.operation(), target.model(), target.stream(), target.form());
    }
    RequestScan scan = of(body);
    boolean streaming = scan.streaming && endpoint.operation() == Operation.CHAT;
    return new Exchange.Asked(endpoint.operation(), scan.model, streaming, StreamForm.SSE);
  }

  static RequestScan of(byte[] body) {
    return checked(body, RequestScan::scan);
  }

  private static RequestScan checked(byte[] body, Function<JsonCursor, RequestScan> scan) {
    try {
      return scan.apply(new JsonCursor(body));
    } catch (JsonException e) {
      throw invalid(
          "The request body is not usable JSON: " + e.getMessage() + ".", null, "invalid_json");
    }
  }

  /** For requests that say nothing of this in their bodies. */
  private static RequestScan skim(JsonCursor cursor) {
    cursor.enterObject();
    while (cursor.nextField()) {
      cursor.skip();
    }
    cursor.end();
    return new RequestScan("", false);
  }

  private static RequestScan scan(JsonCursor cursor) {
    String model = null;
    boolean streaming = false;
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("model")) {
        model = model(cursor);
      } else if (cursor.nameIs("stream")) {
        streaming = streaming(cursor);
      }
    }
    cursor.end();
    if (model == null) {
      throw invalid(
          "The request names no model: the field 'model' is missing.", "model", "missing_model");
    }
    return new RequestScan(model, streaming);
  }

  private static String model(JsonCursor cursor) {
    if (cursor.kind() != Kind.STRING) {
      throw invalid(
          "The field 'model' must be a string, not " + word(cursor) + ".",
          "model",
          "invalid_model");
    }
    String model = cursor.text();
    if (model.isBlank() || model.length() > LONGEST_MODEL) {
      throw invalid(
          "The field 'model' must be a name of 1 to " + LONGEST_MODEL + " characters.",
          "model",
          "invalid_model");
    }
    return model;
  }

  private static boolean streaming(JsonCursor cursor) {
    return switch (cursor.kind()) {
      case TRUE -> true;
      case FALSE, NULL -> false;
      case OBJECT, ARRAY, STRING, NUMBER ->
        throw invalid(
            "The field 'stream' must be true or false, not " + word(cursor) + ".",
            "stream",
            "invalid_stream");
    };
  }

  private static String word(JsonCursor cursor) {
    return cursor.kind().name().toLowerCase(Locale.ROOT);
  }

  private static GatewayException invalid(String message, @Nullable String param, String code) {
    return new GatewayException(new GatewayError(
        ErrorKind.INVALID_REQUEST, message, param, code, null, ErrorKind.INVALID_REQUEST.status()));
  }
}
