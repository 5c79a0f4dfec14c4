package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;

/** A body that is not this dialect. Whose fault that is, and so which error it becomes, depends on who sent it. */
final class DialectException extends RuntimeException {
  private final String field;

  private DialectException(String field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  static DialectException invalid(String field, String expected) {
    return new DialectException(field, field + " must be " + expected);
  }

  static DialectException missing(String field) {
    return new DialectException(field, field + " is missing");
  }

  /** As an error in a client's request. */
  GatewayError asClientsFault() {
    return new GatewayError(
        ErrorKind.INVALID_REQUEST,
        getMessage(),
        field,
        "invalid_value",
        null,
        ErrorKind.INVALID_REQUEST.status());
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
