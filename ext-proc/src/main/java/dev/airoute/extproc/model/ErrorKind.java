package dev.airoute.extproc.model;

/** What went wrong, with the HTTP status that a client sees. */
public enum ErrorKind {
  INVALID_REQUEST(400),
  CONTEXT_WINDOW_EXCEEDED(400),
  AUTHENTICATION(401),
  BILLING(402),
  PERMISSION(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  REQUEST_TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  RATE_LIMITED(429),
  /** The gateway's own fault. */
  INTERNAL(500),
  /** The provider answered, but not with anything usable. */
  BAD_GATEWAY(502),
  UNAVAILABLE(503),
  TIMEOUT(504),
  /** The provider has no room now (Anthropic's 529). */
  OVERLOADED(529);

  private final int status;

  ErrorKind(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
