package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.DataUrl;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what a user said or a tool returned: one string if it is one text, else a list of parts. */
final class ResponsesContentWriter {
  /** What OpenAI's ids of files begin with; another maker's mean nothing there. */
  private static final String OWN_FILE = "\"file-";

  private final JsonWriter out;
  private final Losses losses;

  ResponsesContentWriter(JsonWriter out, Losses losses) {
    this.out = out;
    this.losses = losses;
  }

  void write(List<Part> parts) {
    if (parts.isEmpty()) {
      out.value(Json.EMPTY_STRING);
      return;
    }
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text text) {
      cached(text);
      out.value(text.text());
      return;
    }
    out.beginArray();
    parts.forEach(this::part);
    out.endArray();
  }

  private void part(Part part) {
    cached(part);
    switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Refusal(var text) -> text(text);
      case Part.Image image -> image(image.media(), image.detail());
      case Part.Document document -> document(document.media(), document.title());
      case Part.Audio _ -> placeholder("input_audio");
      case Part.Thinking _, Part.RedactedThinking _, Part.ToolCall _, Part.ToolResult _ ->
        losses.dropped("messages[].content[]", "a tool's output holds texts, images and files");
    }
  }

  private void cached(Part part) {
    if (part.cache() != null) {
      uncached();
    }
  }

  void uncached() {
    losses.approximated("cache_control", "the provider caches prompts by itself");
  }

  private void text(Json text) {
    out.beginObject().field("type", "input_text").field("text", text).endObject();
  }

  private void image(Media media, @Nullable Json detail) {
    switch (media) {
      case Media.Base64 base64 -> DataUrl.write(base64, typed("input_image").name("image_url"));
      case Media.Url(var url) -> typed("input_image").field("image_url", url);
      case Media.FileId(var id) when isOwn(id) -> typed("input_image").field("file_id", id);
      case Media.FileId _, Media.PlainText _ -> {
        placeholder("image");
        return;
      }
    }
    out.field("detail", detail == null ? Json.string("auto") : detail).endObject();
  }

  private void document(Media media, @Nullable Json title) {
    switch (media) {
      case Media.Base64 base64 -> {
        typed("input_file");
        out.field("filename", title == null ? Json.string("document.pdf") : title);
        DataUrl.write(base64, out.name("file_data"));
        out.endObject();
      }
      case Media.Url(var url) -> typed("input_file").field("file_url", url).endObject();
      case Media.FileId(var id)
      when isOwn(id) -> typed("input_file").field("file_id", id).endObject();
      case Media.PlainText(var text) -> {
        losses.approximated("messages[].content[].document", "a text document becomes text");
        text(text);
      }
      case Media.FileId _ -> placeholder("document");
    }
  }

  private static boolean isOwn(Json id) {
    return id.toString().startsWith(OWN_FILE);
  }

  private JsonWriter typed(String type) {
    return out.beginObject().field("type", type);
  }

  /** The model is told that something is missing, so that it does not talk as if it had it. */
  private void placeholder(String what) {
    losses.dropped("messages[].content[]." + what, "the provider takes its bytes or an address");
    text(Json.string("[" + what + " not available]"));
  }
}
