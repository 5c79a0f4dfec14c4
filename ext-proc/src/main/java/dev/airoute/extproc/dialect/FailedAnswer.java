package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import java.util.List;
import java.util.stream.Stream;

/** An answer with an error status. */
final class FailedAnswer implements AnswerReader {
  /** Of a longer body the rest is ignored: nobody reads an error that long. */
  private static final int LIMIT = 256 << 10;

  private final AnswerContext context;
  private final int status;
  private final boolean unreachable;
  private final Buffer body = new Buffer(LIMIT);

  /** @param unreachable whether the hop says so, because no connection to the provider came about */
  FailedAnswer(AnswerContext context, int status, boolean unreachable) {
    this.context = context;
    this.status = status;
    this.unreachable = unreachable;
  }

  @Override
  public Step read(byte[] bytes, int offset, int length, boolean end) {
    body.add(bytes, offset, length);
    if (!end) {
      return new Step.Hold();
    }
    byte[] whole = body.bytes();
    GatewayError error = context.provider().readError(status, context.answerHeaders(), whole);
    boolean passes =
        context.sameDialect() && error.kind() != ErrorKind.AUTHENTICATION && isClientsError(whole);
    List<FallbackCondition> met = Verdict.of(error, false);
    if (unreachable) {
      met = Stream.concat(Stream.of(FallbackCondition.CONNECT_FAILURE), met.stream())
          .toList();
    }
    return context.error(
        error, met, passes ? ErrorAnswer.framed(context.errorForm(), whole) : context.body(error));
  }

  private boolean isClientsError(byte[] body) {
    try {
      return context.provider().isClientsError(Json.parse(body));
    } catch (JsonException _) {
      return false;
    }
  }

  @Override
  public Step fail(GatewayError error) {
    return context.error(error, false);
  }
}
