package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.frame.AwsFrames;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Errors, as answers and as frames of a stream. Their type is in a header, in the body, or the name of the frame.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors">errors</a>
 */
final class BedrockErrors {
  private static final int LONGEST_MESSAGE = 2000;

  /**
   * @param status the HTTP status, or 200 for an error found inside a success
   * @param headers the answer's, lower case
   */
  static GatewayError read(int status, Map<String, String> headers, byte[] body) {
    Json json = parsed(body);
    String type = type(headers.getOrDefault("x-amzn-errortype", ""));
    String retryAfter = headers.getOrDefault("retry-after", "");
    return read(
        type.isEmpty() ? type(coral(json)) : type,
        status,
        retryAfter.isEmpty() ? null : retryAfter,
        json);
  }

  /** An exception in a stream. */
  static GatewayError inStream(SseEvent exception) {
    String name = exception.event().substring(AwsFrames.EXCEPTION.length());
    try {
      return read(type(name), 200, null, exception.json());
    } catch (JsonException _) {
      return read(type(name), 200, null, Json.NULL);
    }
  }

  /** Whether a body is what AWS answers to requests that it does not know, sometimes with a good status. */
  static boolean isCoral(Json body) {
    return body.isObject()
        && (body.get("__type") != null
            || body.get("Output") instanceof Json output
                && !text(output, "__type").isEmpty());
  }

  private static Json parsed(byte[] body) {
    try {
      return Json.parse(body);
    } catch (JsonException _) {
      return Json.NULL;
    }
  }

  private static GatewayError read(
      String type, int status, @Nullable String retryAfter, Json body) {
    String message = message(body);
    ErrorKind kind = kind(type, message, status);
    // Where the type says better than the status what happened, that is what a client is told.
    boolean own = status < 400 || status == 408 || kind != ErrorKind.ofStatus(status);
    return new GatewayError(
        kind,
        shown(kind, type, message, status),
        null,
        type.isEmpty() ? null : type,
        retryAfter,
        own ? kind.status() : status);
  }

  /** Bare, of {@code ThrottlingException:http://…}, {@code com.amazon.coral.service#UnknownOperationException} and the like. */
  private static String type(String said) {
    String name = said.substring(said.lastIndexOf('#') + 1);
    int end = name.indexOf(':');
    String bare = (end < 0 ? name : name.substring(0, end)).strip();
    return bare.isEmpty() ? "" : Character.toUpperCase(bare.charAt(0)) + bare.substring(1);
  }

  private static String coral(Json body) {
    String type = text(body, "__type");
    Json output = member(body, "Output");
    return !type.isEmpty() || output == null ? type : text(output, "__type");
  }

  private static String message(Json body) {
    for (String name : new String[] {"message", "Message", "originalMessage"}) {
      String text = text(body, name);
      if (!text.isEmpty()) {
        return text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
      }
    }
    return "";
  }

  private static String text(Json body, String name) {
    Json value = member(body, name);
    return value != null && value.isString() ? value.text() : "";
  }

  private static @Nullable Json member(Json body, String name) {
    try {
      return body.isObject() ? body.get(name) : null;
    } catch (JsonException _) {
      return null;
    }
  }

  private static ErrorKind kind(String type, String message, int status) {
    return switch (type) {
      case "ValidationException" ->
        saysTooLong(message) ? ErrorKind.CONTEXT_WINDOW_EXCEEDED : ErrorKind.INVALID_REQUEST;
      case "ConflictException" -> ErrorKind.INVALID_REQUEST;
      case "AccessDeniedException" ->
        message.startsWith("Authentication failed")
            ? ErrorKind.AUTHENTICATION
            : ErrorKind.PERMISSION;
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "ExpiredTokenException" -> ErrorKind.AUTHENTICATION;
      case "ResourceNotFoundException" -> ErrorKind.NOT_FOUND;
      case "ServiceQuotaExceededException", "ThrottlingException" -> ErrorKind.RATE_LIMITED;
      case "ModelTimeoutException" -> ErrorKind.TIMEOUT;
      case "ModelNotReadyException", "ServiceUnavailableException" -> ErrorKind.UNAVAILABLE;
      case "ModelErrorException",
          "ModelStreamErrorException",
          "InternalServerException",
          "UnknownOperationException" -> ErrorKind.BAD_GATEWAY;
      default -> ErrorKind.ofStatus(status);
    };
  }

  private static boolean saysTooLong(String message) {
    return message.contains("Input is too long")
        || message.contains("prompt is too long")
        || message.contains("maximum context length")
        || message.contains("exceeds the maximum number of input tokens")
        || message.contains("exceed context limit");
  }

  private static String shown(ErrorKind kind, String type, String message, int status) {
    if (kind == ErrorKind.AUTHENTICATION) {
      return "The provider did not accept the gateway's credentials";
    }
    if (type.equals("UnknownOperationException")) {
      return "The provider's address is one of AWS, but not of Bedrock's runtime";
    }
    if (!message.isEmpty()) {
      return message;
    }
    return status < 400
        ? "The provider reported an error without saying which"
        : "The provider answered with status " + status + " and no error that can be read";
  }

  private BedrockErrors() {}
}
