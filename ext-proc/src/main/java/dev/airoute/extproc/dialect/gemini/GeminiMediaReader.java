package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code inlineData} and {@code fileData}; what it is, is said by its type. */
final class GeminiMediaReader {
  /** Google's own stores, which nobody else can read. */
  private static final Pattern STORED =
      Pattern.compile("gs://.*|files/.*|https://generativelanguage\\.googleapis\\.com/.*");

  private final Losses losses;

  GeminiMediaReader(Losses losses) {
    this.losses = losses;
  }

  /** Null for what the model has no place for. */
  @Nullable
  Part inline(Members blob) {
    String type = blob.requiredText("mimeType").toLowerCase(Locale.ROOT);
    Json data = blob.string("data");
    Json title = blob.string("displayName");
    if (data == null) {
      throw Members.refused(blob.path("data"), blob.path("data") + " is missing");
    }
    Part part = type.startsWith("audio/")
        ? new Part.Audio(audio(type), GeminiBase64.standard(data), null)
        : medium(new Media.Base64(type, GeminiBase64.standard(data)), type, title, blob);
    blob.dropRest(losses, "only Gemini has it");
    return part;
  }

  @Nullable
  Part file(Members file) {
    String type = file.text("mimeType").toLowerCase(Locale.ROOT);
    String uri = file.requiredText("fileUri");
    Json title = file.string("displayName");
    Media media = STORED.matcher(uri).matches()
        ? new Media.FileId(Json.string(uri))
        : new Media.Url(Json.string(uri));
    Part part = type.startsWith("audio/")
        ? dropped(file, "audio that is not in the request")
        : medium(media, type, title, file);
    file.dropRest(losses, "only Gemini has it");
    return part;
  }

  private @Nullable Part medium(Media media, String type, @Nullable Json title, Members of) {
    if (type.startsWith("video/")) {
      return dropped(of, "video");
    }
    return type.startsWith("image/")
        ? new Part.Image(media, null, null)
        : new Part.Document(media, title, null);
  }

  private @Nullable Part dropped(Members of, String what) {
    losses.dropped(of.field(), "only Gemini takes " + what);
    return null;
  }

  /** In the words of the other dialects. */
  private static String audio(String type) {
    int parameters = type.indexOf(';');
    String format = type.substring("audio/".length(), parameters < 0 ? type.length() : parameters);
    return switch (format.strip()) {
      case "mpeg", "mpeg3", "x-mpeg", "x-mp3" -> "mp3";
      case "x-wav", "wave", "vnd.wave", "x-pn-wav" -> "wav";
      case "x-flac" -> "flac";
      case "x-aac" -> "aac";
      case "x-aiff" -> "aiff";
      default -> format.strip();
    };
  }
}
