package dev.airoute.extproc.dialect;

import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;

/**
 * A successful answer in one piece of JSON. It may turn out to be an error all the same. A client that asked for a stream gets
 * it as one.
 */
final class WholeAnswer implements AnswerReader {
  static final int LIMIT = 16 << 20;

  private final AnswerContext context;
  private final String contentType;
  private final Buffer body = new Buffer(LIMIT);
  private boolean over;

  WholeAnswer(AnswerContext context, String contentType) {
    this.context = context;
    this.contentType = contentType;
  }

  @Override
  public Step read(byte[] bytes, int offset, int length, boolean end) {
    if (over) {
      return new Step.Continue(new byte[0], true);
    }
    if (!body.add(bytes, offset, length)) {
      return fail(
          GatewayError.unusableAnswer("The provider's answer is larger than " + LIMIT + " bytes"));
    }
    return end ? answer(body.bytes()) : new Step.Hold();
  }

  private Step answer(byte[] bytes) {
    try {
      Json json = Json.parse(bytes);
      if (context.provider().isError(json)) {
        return fail(context.provider().readError(200, context.answerHeaders(), bytes));
      }
      ChatResponse response = response(json);
      context.outcome().answered(response);
      return commit(response, bytes);
    } catch (JsonException e) {
      return fail(unreadable(bytes, e));
    } catch (GatewayException e) {
      return fail(e.error());
    }
  }

  /** What passes byte for byte need not be understood. */
  private ChatResponse response(Json json) {
    try {
      return context.sent().tools().undone(context.provider().readResponse(json, context.losses()));
    } catch (GatewayException e) {
      boolean passes = context.sameDialect() && !context.sent().stream();
      ChatResponse outline = passes ? context.provider().outline(json) : null;
      if (outline == null) {
        throw e;
      }
      return outline;
    }
  }

  private GatewayError unreadable(byte[] bytes, JsonException why) {
    if (bytes.length == 0) {
      return GatewayError.unusableAnswer("The provider's answer is empty");
    }
    if (!contentType.contains("json")) {
      return GatewayError.unusableAnswer(
          "The provider's answer is of type '" + contentType + "', not JSON");
    }
    return GatewayError.unusableAnswer("The provider's answer is broken: " + why.getMessage());
  }

  private Step commit(ChatResponse response, byte[] bytes) {
    if (context.sent().stream()) {
      SseWriter out = context.attempt().call().form().writer();
      EventWriter writer = context.client().eventWriter(context.reply());
      for (ChatEvent event : AnswerEvents.of(response)) {
        writer.write(event, out);
      }
      out.finish();
      return context.headers().stream(out.toByteArray(), true);
    }
    if (context.sameDialect()) {
      return context.headers().whole(200, "application/json", bytes);
    }
    JsonWriter out = new JsonWriter(bytes.length + 512);
    context.client().writeResponse(response, context.reply(), out);
    return context.headers().whole(200, "application/json", out.toByteArray());
  }

  @Override
  public Step fail(GatewayError error) {
    over = true;
    return context.error(error, context.sent().stream());
  }
}
