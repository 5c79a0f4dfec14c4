package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.GatewayError;

/** Errors within a stream. As bodies they are those of Chat Completions. */
final class ResponsesErrors {
  /**
   * The list of a response's codes is closed, but for two that OpenAI itself sends beyond it and by which clients decide
   * whether to try again.
   */
  static String code(GatewayError error) {
    return switch (error.kind()) {
      case RATE_LIMITED -> "rate_limit_exceeded";
      case BILLING -> "insufficient_quota";
      case CONTEXT_WINDOW_EXCEEDED -> "context_length_exceeded";
      case INVALID_REQUEST, REQUEST_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> "invalid_prompt";
      case AUTHENTICATION,
          PERMISSION,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          INTERNAL,
          BAD_GATEWAY,
          UNAVAILABLE,
          TIMEOUT,
          OVERLOADED -> "server_error";
    };
  }

  /** The members of an event {@code error}, for a stream in which no response has begun. */
  static void write(GatewayError error, JsonWriter out) {
    out.field("code", error.code() == null ? code(error) : error.code());
    out.field("message", error.message()).name("param");
    if (error.param() == null) {
      out.nullValue();
    } else {
      out.string(error.param());
    }
  }

  private ResponsesErrors() {}
}
