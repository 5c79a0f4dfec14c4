package dev.airoute.extproc.stream;

import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * How a request body is to be read, as its headers say.
 *
 * @param compressed whether it is gzip, and so has to be unpacked before anybody can read it
 */
record RequestBody(boolean compressed) {
  /** Refuses what is not JSON, what is coded otherwise than gzip, and what is too long by its own account. */
  static RequestBody of(Map<String, String> headers, int mostBytes) {
    String type = headers.getOrDefault("content-type", "");
    if (!isJson(type)) {
      throw refused(
          ErrorKind.UNSUPPORTED_MEDIA_TYPE,
          "The content type must be application/json"
              + (type.isEmpty() ? "; none was sent." : ", not '" + type + "'."),
          "unsupported_media_type");
    }
    String length = headers.getOrDefault("content-length", "");
    if (length.matches("\\d{1,18}") && Long.parseLong(length) > mostBytes) {
      throw tooLarge(mostBytes);
    }
    String coding = headers.getOrDefault("content-encoding", "").strip().toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "identity" -> new RequestBody(false);
      case "gzip", "x-gzip" -> new RequestBody(true);
      default ->
        throw refused(
            ErrorKind.UNSUPPORTED_MEDIA_TYPE,
            "The content encoding '" + coding + "' is not supported: send gzip, or no encoding.",
            "unsupported_encoding");
    };
  }

  /** The bytes themselves. Never unpacks more than {@code mostBytes}. */
  byte[] read(byte[] body, int mostBytes) {
    if (!compressed) {
      return body;
    }
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] plain = unpacked.readNBytes(mostBytes);
      if (unpacked.read() >= 0) {
        throw tooLarge(mostBytes);
      }
      return plain;
    } catch (IOException e) {
      throw refused(
          ErrorKind.INVALID_REQUEST,
          "The request body is not gzip: " + e.getMessage() + ".",
          "invalid_encoding");
    }
  }

  private static boolean isJson(String type) {
    int parameters = type.indexOf(';');
    String media = parameters < 0 ? type : type.substring(0, parameters);
    return media.strip().equalsIgnoreCase("application/json");
  }

  private static GatewayException tooLarge(int mostBytes) {
    return refused(
        ErrorKind.REQUEST_TOO_LARGE,
        "The request body is larger than " + mostBytes + " bytes.",
        "request_too_large");
  }

  private static GatewayException refused(ErrorKind kind, String message, String code) {
    return new GatewayException(GatewayError.of(kind, message, code));
  }
}
