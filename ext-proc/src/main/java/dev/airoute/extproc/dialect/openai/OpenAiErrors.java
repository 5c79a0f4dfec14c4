package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Error bodies: {@code {"error": {message, type, param, code}}} and what vendors send instead. */
public final class OpenAiErrors {
  private static final int LONGEST_MESSAGE = 2000;

  /** What could be found in a body. */
  private record Found(
      @Nullable String message,
      @Nullable String type,
      @Nullable String param,
      @Nullable String code) {
    static final Found NOTHING = new Found(null, null, null, null);
  }

  public static GatewayError read(int status, String retryAfter, byte[] body) {
    Found found = found(body);
    int effective = status == 200 ? statusIn(found) : status;
    ErrorKind kind = kind(effective, found);
    String retry = retryAfter.isEmpty() ? null : retryAfter;
    int shown = effective == 0 ? kind.status() : effective;
    if (kind == ErrorKind.AUTHENTICATION) {
      // It is the gateway's key that was refused; providers quote parts of it.
      return new GatewayError(
          kind,
          "The provider did not accept the gateway's credentials",
          null,
          found.code(),
          retry,
          shown);
    }
    String message = found.message() == null || found.message().isBlank()
        ? "The provider answered with status " + status + " and no error that can be read"
        : found.message();
    return new GatewayError(kind, shortened(message), found.param(), found.code(), retry, shown);
  }

  private static Found found(byte[] body) {
    try {
      Json json = Json.parse(body);
      return json.isObject() ? found(json) : Found.NOTHING;
    } catch (JsonException _) {
      return Found.NOTHING;
    }
  }

  private static Found found(Json body) {
    Json error = Field.member(body, "error");
    if (error != null && error.isObject()) {
      return fields(error);
    }
    if (error != null && error.isString()) {
      // xAI: {"code", "error": "text"}; TGI: {"error": "text", "error_type"}
      String type = text(Field.member(body, "error_type"));
      return new Found(error.text(), type, null, text(Field.member(body, "code")));
    }
    Json detail = Field.member(body, "detail");
    if (detail != null) {
      // Mistral and FastAPI servers: a text, or a list of complaints
      return new Found(detail.isString() ? detail.text() : detail.toString(), null, null, null);
    }
    return fields(body);
  }

  private static Found fields(Json error) {
    return new Found(
        text(Field.member(error, "message")),
        text(Field.member(error, "type")),
        text(Field.member(error, "param")),
        text(Field.member(error, "code")));
  }

  /** Strings as they are, numbers (OpenRouter's codes) by their digits. */
  private static @Nullable String text(@Nullable Json value) {
    if (value == null) {
      return null;
    }
    if (value.isString()) {
      return value.isEmptyString() ? null : value.text();
    }
    return value.isNumber() ? value.toString() : null;
  }

  /** The status that an error inside a success names by its number; 0 when it names none. */
  private static int statusIn(Found found) {
    String code = found.code();
    return code != null && code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 0;
  }

  private static ErrorKind kind(int status, Found found) {
    String words = (String.valueOf(found.code()) + ' ' + found.type()).toLowerCase(Locale.ROOT);
    if (words.contains("context_length_exceeded") || overflows(status, found.message())) {
      return ErrorKind.CONTEXT_WINDOW_EXCEEDED;
    }
    if (words.contains("insufficient_quota") || words.contains("billing")) {
      return ErrorKind.BILLING;
    }
    if (refusesKey(status, words, found.message())) {
      return ErrorKind.AUTHENTICATION;
    }
    return switch (status) {
      case 0 -> kind(words);
      // Groq: a flex request found no capacity
      case 498 -> ErrorKind.OVERLOADED;
      default -> ErrorKind.ofStatus(status);
    };
  }

  /** By the words of an error that came without a status. */
  private static ErrorKind kind(String words) {
    if (words.contains("rate_limit") || words.contains("too_many_requests")) {
      return ErrorKind.RATE_LIMITED;
    }
    if (words.contains("overloaded") || words.contains("capacity")) {
      return ErrorKind.OVERLOADED;
    }
    if (words.contains("invalid_api_key") || words.contains("authentication")) {
      return ErrorKind.AUTHENTICATION;
    }
    if (words.contains("model_not_found") || words.contains("not_found_error")) {
      return ErrorKind.NOT_FOUND;
    }
    if (words.contains("timeout")) {
      return ErrorKind.TIMEOUT;
    }
    return words.contains("invalid_request") ? ErrorKind.INVALID_REQUEST : ErrorKind.BAD_GATEWAY;
  }

  /** xAI and Google say 400 of a wrong key, and quote parts of it. */
  private static boolean refusesKey(int status, String words, @Nullable String message) {
    if (status != 0 && status != 400 && status != 403) {
      return false;
    }
    String said = message == null ? "" : message.toLowerCase(Locale.ROOT);
    return words.contains("invalid_api_key")
        || said.contains("incorrect api key")
        || said.contains("invalid api key")
        || said.contains("api key not valid");
  }

  /** Vendors without a code for it say it in words. */
  private static boolean overflows(int status, @Nullable String message) {
    if (message == null || status >= 500 || status == 429) {
      return false;
    }
    String words = message.toLowerCase(Locale.ROOT);
    return words.contains("maximum context length")
        || words.contains("context length exceeded")
        || words.contains("context_length_exceeded")
        || words.contains("exceeds the context window")
        || words.contains("prompt is too long");
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }

  public static void write(GatewayError error, JsonWriter out) {
    out.beginObject().name("error").beginObject();
    out.field("message", error.message()).field("type", type(error.kind()));
    nullable("param", error.param(), out);
    nullable("code", code(error), out);
    out.endObject().endObject();
  }

  private static void nullable(String name, @Nullable String value, JsonWriter out) {
    out.name(name);
    if (value == null) {
      out.nullValue();
    } else {
      out.string(value);
    }
  }

  private static String type(ErrorKind kind) {
    return switch (kind) {
      case INVALID_REQUEST,
          CONTEXT_WINDOW_EXCEEDED,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          REQUEST_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE -> "invalid_request_error";
      case AUTHENTICATION -> "authentication_error";
      case PERMISSION -> "permission_error";
      case BILLING -> "insufficient_quota";
      case RATE_LIMITED -> "rate_limit_error";
      case INTERNAL, BAD_GATEWAY, UNAVAILABLE, TIMEOUT, OVERLOADED -> "server_error";
    };
  }

  /** Kinds that clients know by OpenAI's own code. */
  private static @Nullable String code(GatewayError error) {
    return switch (error.kind()) {
      case CONTEXT_WINDOW_EXCEEDED -> "context_length_exceeded";
      case BILLING -> "insufficient_quota";
      case RATE_LIMITED -> error.code() == null ? "rate_limit_exceeded" : error.code();
      case AUTHENTICATION -> error.code() == null ? "invalid_api_key" : error.code();
      case INVALID_REQUEST,
          PERMISSION,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          REQUEST_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          INTERNAL,
          BAD_GATEWAY,
          UNAVAILABLE,
          TIMEOUT,
          OVERLOADED -> error.code();
    };
  }

  private OpenAiErrors() {}
}
