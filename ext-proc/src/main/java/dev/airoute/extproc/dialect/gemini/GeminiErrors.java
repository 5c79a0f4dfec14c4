package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** <a href="https://cloud.google.com/apis/design/errors">Errors</a> as Google's interfaces give them. */
final class GeminiErrors {
  private static final int LONGEST_MESSAGE = 2000;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern DELAY = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?s");

  /**
   * @param status the HTTP status, or 200 for an error found inside a success
   * @param retryAfter the header's value, empty when absent
   */
  static GatewayError read(int status, String retryAfter, byte[] body) {
    try {
      return read(status, retryAfter, Json.parse(body));
    } catch (JsonException _) {
      return read(status, retryAfter, Json.NULL);
    }
  }

  static GatewayError read(int status, String retryAfter, Json body) {
    Json error = error(body);
    String word = GeminiAnswer.text(error, "status");
    String message = GeminiAnswer.text(error, "message");
    int known = status < 400 ? code(error) : status;
    Details details = Details.read(error.get("details"));
    ErrorKind kind = details.keyInvalid() ? ErrorKind.AUTHENTICATION : kind(word, known);
    if (kind == ErrorKind.INVALID_REQUEST
        && message.contains("exceeds the maximum number of tok")) {
      kind = ErrorKind.CONTEXT_WINDOW_EXCEEDED;
    }
    String wait = retryAfter.isEmpty() ? details.retryAfter() : retryAfter;
    boolean own = known < 400 || kind == ErrorKind.AUTHENTICATION;
    return new GatewayError(
        kind,
        shown(kind, message, known),
        null,
        word.isEmpty() ? null : word,
        wait,
        own ? kind.status() : known);
  }

  /** The object that says what is wrong; a stream without {@code alt=sse} is an array. */
  private static Json error(Json body) {
    Json first = body;
    if (body.isArray()) {
      JsonCursor cursor = body.cursor();
      cursor.enterArray();
      first = cursor.nextElement() ? cursor.value() : Json.NULL;
    }
    Json error = first.get("error");
    return error == null ? Json.NULL : error;
  }

  private static int code(Json error) {
    Json code = error.get("code");
    if (code == null || !code.isNumber()) {
      return 0;
    }
    double number = code.asDouble();
    return number >= 400 && number < 600 ? (int) number : 0;
  }

  /** @param retryAfter whole seconds; null when nothing is said */
  private record Details(boolean keyInvalid, @Nullable String retryAfter) {
    static Details read(@Nullable Json details) {
      boolean keyInvalid = false;
      String retryAfter = null;
      if (details != null && details.isArray()) {
        JsonCursor cursor = details.cursor();
        cursor.enterArray();
        while (cursor.nextElement()) {
          Json detail = cursor.value();
          keyInvalid |= GeminiAnswer.text(detail, "reason").equals("API_KEY_INVALID");
          String delay = GeminiAnswer.text(detail, "retryDelay");
          retryAfter = delay.isEmpty() ? retryAfter : seconds(delay);
        }
      }
      return new Details(keyInvalid, retryAfter);
    }

    /** {@code 34.4s} is 35 seconds: the header has no fractions, and less would be too early. */
    private static @Nullable String seconds(String delay) {
      if (!DELAY.matcher(delay).matches()) {
        return null;
      }
      BigDecimal seconds = new BigDecimal(delay.substring(0, delay.length() - 1));
      return seconds.setScale(0, RoundingMode.CEILING).toPlainString();
    }
  }

  private static String shown(ErrorKind kind, String message, int status) {
    if (kind == ErrorKind.AUTHENTICATION) {
      return "The provider did not accept the gateway's credentials";
    }
    if (!message.isEmpty()) {
      return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }
    return status < 400
        ? "The provider reported an error without saying which"
        : "The provider answered with status " + status + " and no error that can be read";
  }

  /** @param requestId empty where there is none */
  static void write(GatewayError error, String requestId, JsonWriter out) {
    out.beginObject().name("error").beginObject().field("code", error.status());
    out.field("message", error.message()).field("status", word(error.kind()));
    out.name("details").beginArray();
    if (error.code() != null) {
      detail("ErrorInfo", out).field("reason", error.code().toUpperCase(Locale.ROOT));
      out.field("domain", "airoute").endObject();
    }
    if (error.param() != null) {
      detail("BadRequest", out).name("fieldViolations").beginArray().beginObject();
      out.field("field", error.param()).field("description", error.message());
      out.endObject().endArray().endObject();
    }
    String wait = error.retryAfter();
    if (wait != null && SECONDS.matcher(wait).matches()) {
      detail("RetryInfo", out).field("retryDelay", wait + "s").endObject();
    }
    if (!requestId.isEmpty()) {
      detail("RequestInfo", out).field("requestId", requestId).endObject();
    }
    out.endArray().endObject().endObject();
  }

  private static JsonWriter detail(String type, JsonWriter out) {
    return out.beginObject().field("@type", "type.googleapis.com/google.rpc." + type);
  }

  /** <a href="https://cloud.google.com/apis/design/errors#handling_errors">Google's word</a> for it. */
  private static String word(ErrorKind kind) {
    return switch (kind) {
      case INVALID_REQUEST, CONTEXT_WINDOW_EXCEEDED, REQUEST_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE ->
        "INVALID_ARGUMENT";
      case AUTHENTICATION -> "UNAUTHENTICATED";
      case BILLING -> "FAILED_PRECONDITION";
      case PERMISSION -> "PERMISSION_DENIED";
      case NOT_FOUND -> "NOT_FOUND";
      case METHOD_NOT_ALLOWED -> "UNIMPLEMENTED";
      case RATE_LIMITED -> "RESOURCE_EXHAUSTED";
      case INTERNAL, BAD_GATEWAY -> "INTERNAL";
      case UNAVAILABLE, OVERLOADED -> "UNAVAILABLE";
      case TIMEOUT -> "DEADLINE_EXCEEDED";
    };
  }

  private static ErrorKind kind(String word, int status) {
    return switch (word) {
      case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE" -> ErrorKind.INVALID_REQUEST;
      case "UNAUTHENTICATED" -> ErrorKind.AUTHENTICATION;
      case "PERMISSION_DENIED" -> ErrorKind.PERMISSION;
      case "NOT_FOUND" -> ErrorKind.NOT_FOUND;
      case "RESOURCE_EXHAUSTED" -> ErrorKind.RATE_LIMITED;
      case "DEADLINE_EXCEEDED" -> ErrorKind.TIMEOUT;
      case "UNAVAILABLE" -> ErrorKind.UNAVAILABLE;
      case "INTERNAL", "UNKNOWN", "DATA_LOSS" -> ErrorKind.BAD_GATEWAY;
      default -> ErrorKind.ofStatus(status);
    };
  }

  private GeminiErrors() {}
}
