package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.GatewayError;

/** A provider's count of tokens. They are nobody's usage: the chat has not taken place. */
final class CountedAnswer implements AnswerReader {
  private static final int LIMIT = 1 << 20;

  private final AnswerContext context;
  private final TokenCounter counter;
  private final Buffer body = new Buffer(LIMIT);
  private boolean over;

  /** @param counter the provider's */
  CountedAnswer(AnswerContext context, TokenCounter counter) {
    this.context = context;
    this.counter = counter;
  }

  @Override
  public Step read(byte[] bytes, int offset, int length, boolean end) {
    if (over) {
      return new Step.Continue(new byte[0], true);
    }
    if (!body.add(bytes, offset, length)) {
      return fail(GatewayError.unusableAnswer("The provider's count is larger than an answer"));
    }
    return end ? answer(body.bytes()) : new Step.Hold();
  }

  private Step answer(byte[] bytes) {
    try {
      Json json = Json.parse(bytes);
      if (context.provider().isError(json)) {
        return fail(context.provider().readError(200, context.answerHeaders(), bytes));
      }
      long tokens = counter.read(json);
      if (context.sameDialect()) {
        return context.headers().whole(200, "application/json", bytes);
      }
      JsonWriter out = new JsonWriter();
      Dialects.asked(context.attempt()).write(tokens, out);
      return context.headers().whole(200, "application/json", out.toByteArray());
    } catch (JsonException e) {
      return fail(GatewayError.unusableAnswer(
          "The provider's count of tokens cannot be read: " + e.getMessage()));
    }
  }

  @Override
  public Step fail(GatewayError error) {
    over = true;
    return context.error(error, false);
  }
}
