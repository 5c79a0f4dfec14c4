package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.OpenAiErrors;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a provider's response object, whole or within an event, that are acted on.
 *
 * @param reason why it is incomplete, empty when it does not say
 * @param output null when it has none
 * @param usage null when it has none
 */
record Answer(
    String id,
    String model,
    long created,
    String status,
    String reason,
    @Nullable Json output,
    @Nullable Json error,
    @Nullable Json usage) {
  static Answer read(Json body) {
    String id = "";
    String model = "";
    long created = 0;
    String status = "";
    String reason = "";
    Json output = null;
    Json error = null;
    Json usage = null;
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "id" -> id = text(cursor.value());
        case "model" -> model = text(cursor.value());
        case "created_at" -> created = number(cursor.value());
        case "status" -> status = text(cursor.value());
        case "incomplete_details" -> reason = text(Field.member(cursor.value(), "reason"));
        case "output" -> output = list(cursor.value());
        case "error" -> error = Field.any(cursor);
        case "usage" -> usage = Field.any(cursor);
        default -> cursor.skip();
      }
    }
    return new Answer(id, model, created, status, reason, output, error, usage);
  }

  Usage tokens() {
    return ResponsesUsage.read(usage);
  }

  /** Refuses what is not over, or failed: an answer in the background has nothing to say yet. */
  void mustBeOver() {
    switch (status) {
      case "", "completed", "incomplete" -> {}
      case "failed" -> throw new GatewayException(failure());
      default ->
        throw new GatewayException(
            GatewayError.unusableAnswer("The provider's answer is " + status + ", not completed"));
    }
  }

  GatewayError failure() {
    JsonWriter out = new JsonWriter(256).beginObject().name("error");
    if (error == null) {
      out.beginObject().field("message", "The provider's answer failed").endObject();
    } else {
      out.value(error);
    }
    return OpenAiErrors.read(200, "", out.endObject().toByteArray());
  }

  private static @Nullable Json list(Json value) {
    return value.isArray() ? value : null;
  }

  static String text(@Nullable Json value) {
    return value != null && value.isString() ? value.text() : "";
  }

  private static long number(Json value) {
    return value.isNumber() ? (long) value.asDouble() : 0;
  }
}
