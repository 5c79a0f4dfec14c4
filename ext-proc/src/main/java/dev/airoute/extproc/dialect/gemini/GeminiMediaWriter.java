package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.Base64;

/** Writes images, documents and audio, whose bytes are in the request or at an address. */
final class GeminiMediaWriter {
  private static final String CONTENT = "messages[].content[]";

  private final GeminiModel model;
  private final JsonWriter out;
  private final Losses losses;

  GeminiMediaWriter(GeminiModel model, JsonWriter out, Losses losses) {
    this.model = model;
    this.out = out;
    this.losses = losses;
  }

  void part(Part part) {
    switch (part) {
      case Part.Image image -> {
        Json detail = image.detail();
        if (detail != null && !detail.equals(Json.string("auto"))) {
          losses.dropped(CONTENT + ".image_url.detail", "Gemini has no such choice");
        }
        media(image.media(), "image/jpeg");
      }
      case Part.Document document -> {
        if (document.title() != null) {
          losses.dropped(CONTENT + ".title", "Gemini's media have no names");
        }
        media(document.media(), "application/pdf");
      }
      case Part.Audio audio -> inline("audio/" + audio.format(), audio.data());
      case Part.Text _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.Thinking _,
          Part.RedactedThinking _,
          Part.Refusal _ -> losses.dropped(CONTENT, "a tool result holds text and media");
    }
  }

  /** @param type where neither the medium nor its address says one, and Vertex AI wants one all the same */
  private void media(Media media, String type) {
    switch (media) {
      case Media.Base64(String said, Json data) ->
        inline(said.equals("image/jpg") ? "image/jpeg" : said, data);
      case Media.Url(Json url) ->
        out.beginObject()
            .name("fileData")
            .beginObject()
            .optional("mimeType", GeminiMediaTypes.of(url.text(), model.vertex() ? type : null))
            .field("fileUri", url)
            .endObject()
            .endObject();
      case Media.FileId _ ->
        losses.dropped(CONTENT + ".file", "a file id is known only to the provider that issued it");
      case Media.PlainText(Json text) ->
        inline("text/plain", Json.string(Base64.getEncoder().encodeToString(text.unquoted())));
    }
  }

  private void inline(String type, Json data) {
    out.beginObject().name("inlineData").beginObject();
    out.field("mimeType", type).field("data", data).endObject().endObject();
  }
}
