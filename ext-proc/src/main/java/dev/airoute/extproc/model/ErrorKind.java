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

  /** What an HTTP error status means where nothing else is known of the error. */
  public static ErrorKind ofStatus(int status) {
    return switch (status) {
      case 401 -> AUTHENTICATION;
      case 402 -> BILLING;
      case 403 -> PERMISSION;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 408, 504 -> TIMEOUT;
      case 413 -> REQUEST_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> RATE_LIMITED;
      case 503 -> UNAVAILABLE;
      case 529 -> OVERLOADED;
      default -> status >= 400 && status < 500 ? INVALID_REQUEST : BAD_GATEWAY;
    };
  }
}
