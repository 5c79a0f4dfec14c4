package dev.airoute.extproc.dialect.bedrock;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bedrock's words for media types and for the endings of file names; null where it has none. */
final class BedrockFormats {
  private static final Set<String> AUDIO = Set.of(
      "mp3", "opus", "wav", "aac", "flac", "mp4", "ogg", "mkv", "mka", "x-aac", "m4a", "mpeg",
      "mpga", "pcm", "webm");

  static @Nullable String image(String mediaType) {
    return switch (essence(mediaType)) {
      case "image/png" -> "png";
      case "image/jpeg", "image/jpg" -> "jpeg";
      case "image/gif" -> "gif";
      case "image/webp" -> "webp";
      default -> null;
    };
  }

  static @Nullable String document(String mediaType) {
    String type = essence(mediaType);
    return switch (type) {
      case "application/pdf" -> "pdf";
      case "text/csv" -> "csv";
      case "application/msword" -> "doc";
      case "application/vnd.openxmlformats-officedocument.wordprocessingml.document" -> "docx";
      case "application/vnd.ms-excel" -> "xls";
      case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" -> "xlsx";
      case "text/html" -> "html";
      case "text/markdown" -> "md";
      default -> isText(type) ? "txt" : null;
    };
  }

  private static boolean isText(String type) {
    return type.startsWith("text/") || type.equals("application/json") || type.endsWith("xml");
  }

  static @Nullable String audio(String format) {
    String lower = format.toLowerCase(Locale.ROOT);
    return AUDIO.contains(lower) ? lower : null;
  }

  /** What the ending of an address says. */
  static String mediaType(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "gif" -> "image/gif";
      case "webp" -> "image/webp";
      case "pdf" -> "application/pdf";
      case "csv" -> "text/csv";
      case "doc" -> "application/msword";
      case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      case "xls" -> "application/vnd.ms-excel";
      case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      case "html", "htm" -> "text/html";
      case "md" -> "text/markdown";
      case "txt", "json", "xml" -> "text/plain";
      default -> "";
    };
  }

  /** Without parameters. */
  private static String essence(String mediaType) {
    int end = mediaType.indexOf(';');
    return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private BedrockFormats() {}
}
