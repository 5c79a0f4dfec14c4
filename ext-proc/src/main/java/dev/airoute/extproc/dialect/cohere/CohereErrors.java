package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import java.util.Locale;

/** <a href="https://docs.cohere.com/reference/errors">Errors</a>: {@code {"id", "message"}}. */
final class CohereErrors {
  private static final int LONGEST_MESSAGE = 2000;

  /** A deny-listed word in the request or the answer. */
  private static final int INVALID_TOKEN = 498;

  /** Cohere believes that the request was cancelled; whoever waits for it knows better. */
  private static final int CANCELLED = 499;

  /**
   * @param status the HTTP status, or 200 for an error found inside a success
   * @param retryAfter the header's value, empty when absent
   */
  static GatewayError read(int status, String retryAfter, byte[] body) {
    String message = message(body);
    ErrorKind kind = kind(status, message.toLowerCase(Locale.ROOT));
    boolean known = status >= 400 && status != INVALID_TOKEN && status != CANCELLED;
    return new GatewayError(
        kind,
        shown(kind, message, status),
        null,
        status == INVALID_TOKEN ? "invalid_token" : null,
        retryAfter.isEmpty() ? null : retryAfter,
        known ? status : kind.status());
  }

  private static String message(byte[] body) {
    try {
      Json json = Json.parse(body);
      Json message = json.get("message");
      Json said = message == null ? json.get("error") : message;
      return said != null && said.isString() ? said.text() : "";
    } catch (JsonException _) {
      return "";
    }
  }

  private static ErrorKind kind(int status, String message) {
    if (message.contains("api token") || message.contains("api key")) {
      boolean refused = status == 400 || status == 403;
      if (refused && message.contains("invalid")) {
        return ErrorKind.AUTHENTICATION;
      }
    }
    return switch (status) {
      case 400, 422 ->
        tooLong(message) ? ErrorKind.CONTEXT_WINDOW_EXCEEDED : ErrorKind.INVALID_REQUEST;
      case INVALID_TOKEN -> ErrorKind.INVALID_REQUEST;
      case CANCELLED -> ErrorKind.BAD_GATEWAY;
      default -> ErrorKind.ofStatus(status);
    };
  }

  private static boolean tooLong(String message) {
    return message.contains("too many tokens")
        || message.contains("context length")
        || message.contains("context window")
        || message.contains("maximum number of tokens");
  }

  private static String shown(ErrorKind kind, String message, int status) {
    if (kind == ErrorKind.AUTHENTICATION) {
      // It is the gateway's key that was refused; providers quote parts of it.
      return "The provider did not accept the gateway's credentials";
    }
    if (!message.isEmpty()) {
      return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }
    return status < 400
        ? "The provider reported an error without saying which"
        : "The provider answered with status " + status + " and no error that can be read";
  }

  private CohereErrors() {}
}
