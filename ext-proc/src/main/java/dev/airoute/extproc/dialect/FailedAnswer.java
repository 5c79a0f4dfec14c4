package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;

/** An answer with an error status. */
final class FailedAnswer implements AnswerReader {
  /** Of a longer body the rest is ignored: nobody reads an error that long. */
  private static final int LIMIT = 256 << 10;

  private final AnswerContext context;
  private final int status;
  private final Buffer body = new Buffer(LIMIT);

  FailedAnswer(AnswerContext context, int status) {
    this.context = context;
    this.status = status;
  }

  @Override
  public Step read(byte[] bytes, int offset, int length, boolean end) {
    body.add(bytes, offset, length);
    if (!end) {
      return new Step.Hold();
    }
    byte[] whole = body.bytes();
    GatewayError error = context.provider().readError(status, context.retryAfter(), whole);
    boolean passes =
        context.sameDialect() && error.kind() != ErrorKind.AUTHENTICATION && holdsError(whole);
    return context.error(error, Verdict.of(error, false), passes ? whole : context.body(error));
  }

  /** Whether the body is an error as clients of the dialect expect it, and not some proxy's page. */
  private static boolean holdsError(byte[] body) {
    try {
      Json error = Json.parse(body).get("error");
      return error != null && error.isObject();
    } catch (JsonException _) {
      return false;
    }
  }

  @Override
  public Step fail(GatewayError error) {
    return context.error(error, false);
  }
}
