package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands at an address, which Vertex AI wants to be told and other dialects do not say. */
final class GeminiMediaTypes {
  /** @param otherwise where the address tells nothing */
  static @Nullable Json of(String url, @Nullable String otherwise) {
    int end = url.indexOf('?');
    String path = end < 0 ? url : url.substring(0, end);
    int dot = path.lastIndexOf('.');
    String type = switch (dot < 0 ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT)) {
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "webp" -> "image/webp";
      case "gif" -> "image/gif";
      case "heic" -> "image/heic";
      case "heif" -> "image/heif";
      case "pdf" -> "application/pdf";
      case "txt" -> "text/plain";
      case "html", "htm" -> "text/html";
      case "csv" -> "text/csv";
      case "md" -> "text/markdown";
      default -> otherwise;
    };
    return type == null ? null : Json.string(type);
  }

  private GeminiMediaTypes() {}
}
