package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import org.jspecify.annotations.Nullable;

/** <a href="https://docs.claude.com/en/api/errors">Errors</a>, as bodies and as events of a stream. */
final class AnthropicErrors {
  private static final int LONGEST_MESSAGE = 2000;

  /** What Anthropic says of requests that cannot be part of a thread. Its SDKs then send the whole conversation. */
  private static final String THREADLESS = "thread_unsupported_request";

  /**
   * Somebody asks for a <a href="https://platform.claude.com/docs/en/build-with-claude/message-threads">thread</a>: the
   * next request would hold new messages alone, and no other dialect's provider knows the old ones.
   */
  static GatewayError threadless() {
    return new GatewayError(
        ErrorKind.INVALID_REQUEST,
        "The provider of this model keeps no threads; send the whole conversation without 'thread'",
        "thread",
        THREADLESS,
        null,
        ErrorKind.INVALID_REQUEST.status());
  }

  /**
   * A provider's error.
   *
   * @param status the HTTP status, or 200 for an error found inside a success
   * @param retryAfter the header's value, empty when absent
   */
  static GatewayError read(int status, String retryAfter, byte[] body) {
    return read(status, retryAfter, parsed(body));
  }

  static GatewayError read(int status, String retryAfter, @Nullable Json body) {
    Json error = body == null ? null : member(body, "error");
    String type = error == null ? "" : text(member(error, "type"));
    String message = message(body, error);
    ErrorKind kind = kind(type, status);
    if (kind == ErrorKind.INVALID_REQUEST && saysTooLong(message)) {
      kind = ErrorKind.CONTEXT_WINDOW_EXCEEDED;
    }
    return new GatewayError(
        kind,
        shown(kind, message, status),
        null,
        type.isEmpty() ? null : type,
        retryAfter.isEmpty() ? null : retryAfter,
        status < 400 ? kind.status() : status);
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

  private static @Nullable Json parsed(byte[] body) {
    try {
      return Json.parse(body);
    } catch (JsonException _) {
      return null;
    }
  }

  /** Other vendors that speak this dialect put the message elsewhere. */
  private static String message(@Nullable Json body, @Nullable Json error) {
    if (body == null) {
      return "";
    }
    String text =
        error == null ? "" : error.isString() ? error.text() : text(member(error, "message"));
    return text.isEmpty() ? text(member(body, "message")) : text;
  }

  private static @Nullable Json member(Json object, String name) {
    try {
      return object.get(name);
    } catch (JsonException _) {
      return null;
    }
  }

  private static String text(@Nullable Json value) {
    return value != null && value.isString() ? value.text() : "";
  }

  private static boolean saysTooLong(String message) {
    return message.contains("prompt is too long")
        || message.contains("exceed context limit")
        || message.contains("exceeds the context window");
  }

  private static ErrorKind kind(String type, int status) {
    return switch (type) {
      case "invalid_request_error" -> ErrorKind.INVALID_REQUEST;
      case "authentication_error" -> ErrorKind.AUTHENTICATION;
      case "billing_error" -> ErrorKind.BILLING;
      case "permission_error" -> ErrorKind.PERMISSION;
      case "not_found_error" -> ErrorKind.NOT_FOUND;
      case "request_too_large" -> ErrorKind.REQUEST_TOO_LARGE;
      case "rate_limit_error" -> ErrorKind.RATE_LIMITED;
      case "timeout_error" -> ErrorKind.TIMEOUT;
      case "overloaded_error" -> ErrorKind.OVERLOADED;
      case "api_error" -> status == 503 ? ErrorKind.UNAVAILABLE : ErrorKind.BAD_GATEWAY;
      default -> ErrorKind.ofStatus(status);
    };
  }

  /** The body for a client; the data of an {@code error} event is the same. */
  static void write(GatewayError error, String requestId, JsonWriter out) {
    out.beginObject().field("type", "error").name("error").beginObject();
    out.field("type", type(error.kind())).field("message", error.message());
    if (THREADLESS.equals(error.code())) {
      out.name("details").beginObject().field("error_code", THREADLESS).endObject();
    }
    out.endObject();
    if (!requestId.isEmpty()) {
      out.field("request_id", requestId);
    }
    out.endObject();
  }

  private static String type(ErrorKind kind) {
    return switch (kind) {
      case INVALID_REQUEST, CONTEXT_WINDOW_EXCEEDED, METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE ->
        "invalid_request_error";
      case AUTHENTICATION -> "authentication_error";
      case BILLING -> "billing_error";
      case PERMISSION -> "permission_error";
      case NOT_FOUND -> "not_found_error";
      case REQUEST_TOO_LARGE -> "request_too_large";
      case RATE_LIMITED -> "rate_limit_error";
      case INTERNAL, BAD_GATEWAY, UNAVAILABLE -> "api_error";
      case TIMEOUT -> "timeout_error";
      case OVERLOADED -> "overloaded_error";
    };
  }

  private AnthropicErrors() {}
}
