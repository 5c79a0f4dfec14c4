package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Family;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Trait;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Which media Bedrock takes: bytes in the request, of formats that it knows, or what lies in S3. */
final class BedrockMedia {
  private static final String S3 = "s3://";

  private final BedrockModel model;
  private final Losses losses;

  BedrockMedia(BedrockModel model, Losses losses) {
    this.model = model;
    this.losses = losses;
  }

  /** The image, document or audio as it can be sent; null, and reported, when it cannot. */
  @Nullable
  Part taken(Part part) {
    return switch (part) {
      case Part.Image image -> image(image);
      case Part.Document document -> document(document);
      case Part.Audio audio -> audio(audio);
      case Part.Text _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.Thinking _,
          Part.RedactedThinking _,
          Part.Refusal _ -> throw new IllegalArgumentException("no medium: " + part);
    };
  }

  private @Nullable Part image(Part.Image image) {
    Json detail = image.detail();
    if (detail != null && !detail.equals(Json.string("auto"))) {
      losses.dropped(BedrockParts.CONTENT + ".image_url.detail", "Bedrock has no such choice");
    }
    Media media = image.media();
    String type = type(media, "image");
    if (type == null) {
      return null;
    }
    return BedrockFormats.image(type) == null
        ? drop("image", "Bedrock takes PNG, JPEG, GIF and WebP, not " + type)
        : image;
  }

  private @Nullable Part document(Part.Document document) {
    String type = type(document.media(), "file");
    if (type == null) {
      return null;
    }
    if (type.startsWith("image/")) {
      return image(new Part.Image(document.media(), null, document.cache()));
    }
    return BedrockFormats.document(type) == null
        ? drop("file", "Bedrock takes no documents of type " + type)
        : document;
  }

  private @Nullable Part audio(Part.Audio audio) {
    if (model.family() == Family.CLAUDE || !model.takes(Trait.AUDIO)) {
      return drop("audio", "the model takes no audio");
    }
    if (BedrockFormats.audio(audio.format()) == null) {
      return drop("audio", "Bedrock takes no audio of format " + audio.format());
    }
    return isBase64(audio.data()) ? audio : drop("audio", "its data is not base64");
  }

  /** The media type; null, and reported, when the bytes are not where Bedrock gets at them. */
  private @Nullable String type(Media media, String kind) {
    return switch (media) {
      case Media.Base64(String type, Json data) ->
        isBase64(data) ? type : none(kind, "its data is not base64");
      case Media.PlainText(Json text) ->
        text.isBlankString() ? none(kind, "it is empty") : "text/plain";
      case Media.Url(Json url) ->
        url.text().startsWith(S3)
            ? BedrockFormats.mediaType(url.text())
            : none(kind, "Bedrock fetches nothing from the web");
      case Media.FileId _ -> none(kind, "a file id is known only to the provider that issued it");
    };
  }

  private static boolean isBase64(Json data) {
    byte[] text = data.unquoted();
    try {
      return text.length > 0 && Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private @Nullable String none(String kind, String reason) {
    losses.dropped(BedrockParts.CONTENT + "." + kind, reason);
    return null;
  }

  private @Nullable Part drop(String kind, String reason) {
    losses.dropped(BedrockParts.CONTENT + "." + kind, reason);
    return null;
  }
}
