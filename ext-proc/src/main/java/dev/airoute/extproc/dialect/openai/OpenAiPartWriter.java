package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.OpenAiQuirks.Quirk;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the value of {@code content}. */
final class OpenAiPartWriter {
  private static final Json SEPARATOR = Json.string("\n");

  private final OpenAiQuirks quirks;
  private final JsonWriter out;
  private final Losses losses;

  OpenAiPartWriter(OpenAiQuirks quirks, JsonWriter out, Losses losses) {
    this.quirks = quirks;
    this.out = out;
    this.losses = losses;
  }

  /** One text is a string; several are a list, or joined where the vendor takes no list. */
  void texts(List<Part.Text> texts) {
    if (texts.isEmpty()) {
      out.value(Json.EMPTY_STRING);
    } else if (texts.size() == 1 && plain(texts.getFirst())) {
      out.value(texts.getFirst().text());
      uncached(texts.getFirst());
    } else if (quirks.has(Quirk.FLAT_TEXT)) {
      joined(texts);
    } else {
      out.beginArray();
      texts.forEach(this::part);
      out.endArray();
    }
  }

  /** What somebody said: one string if it is only text. */
  void content(List<Part> parts) {
    List<Part.Text> texts = onlyTexts(parts);
    if (texts != null) {
      texts(texts);
      return;
    }
    out.beginArray();
    parts.forEach(this::part);
    out.endArray();
  }

  private static @Nullable List<Part.Text> onlyTexts(List<Part> parts) {
    return parts.stream().allMatch(Part.Text.class::isInstance)
        ? parts.stream().map(Part.Text.class::cast).toList()
        : null;
  }

  private boolean plain(Part.Text text) {
    return text.cache() == null || !quirks.has(Quirk.CACHE_CONTROL);
  }

  private void joined(List<Part.Text> texts) {
    out.beginString();
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        out.piece(SEPARATOR);
      }
      out.piece(texts.get(i).text());
      uncached(texts.get(i));
    }
    out.endString();
  }

  private void part(Part part) {
    switch (part) {
      case Part.Text text -> typed("text").field("text", text.text());
      case Part.Refusal(var text) -> typed("refusal").field("refusal", text);
      case Part.Image image -> image(image.media(), image.detail());
      case Part.Audio audio -> {
        typed("input_audio").name("input_audio").beginObject();
        out.field("data", audio.data()).field("format", audio.format()).endObject();
      }
      case Part.Document document -> document(document.media(), document.title());
      case Part.Thinking thinking -> thinking(thinking.text());
      case Part.RedactedThinking _, Part.ToolCall _, Part.ToolResult _ ->
        throw new IllegalStateException("no content part: " + part.getClass().getSimpleName());
    }
    if (part.cache() != null && quirks.has(Quirk.CACHE_CONTROL)) {
      out.optional("cache_control", part.cache());
    } else {
      uncached(part);
    }
    out.endObject();
  }

  private void uncached(Part part) {
    if (part.cache() != null) {
      losses.approximated("cache_control", "the provider caches prompts by itself");
    }
  }

  private JsonWriter typed(String type) {
    return out.beginObject().field("type", type);
  }

  private void thinking(Json text) {
    typed("thinking").name("thinking").beginArray();
    typed("text").field("text", text).endObject();
    out.endArray();
  }

  private void image(Media media, @Nullable Json detail) {
    switch (media) {
      case Media.Base64 base64 -> DataUrl.write(base64, imageUrl());
      case Media.Url(var url) -> imageUrl().value(url);
      case Media.FileId _, Media.PlainText _ -> {
        placeholder("image");
        return;
      }
    }
    out.optional("detail", detail).endObject();
  }

  private JsonWriter imageUrl() {
    return typed("image_url").name("image_url").beginObject().name("url");
  }

  private void document(Media media, @Nullable Json title) {
    switch (media) {
      case Media.Base64 base64 -> {
        typed("file").name("file").beginObject();
        out.field("filename", title == null ? Json.string("document.pdf") : title);
        DataUrl.write(base64, out.name("file_data"));
        out.endObject();
      }
      case Media.PlainText(var text) -> {
        losses.approximated("messages[].content[].document", "a text document becomes text");
        typed("text").field("text", text);
      }
      case Media.Url _, Media.FileId _ -> placeholder("document");
    }
  }

  /** The model is told that something is missing, so that it does not talk as if it had seen it. */
  private void placeholder(String what) {
    losses.dropped(
        "messages[].content[]." + what,
        "the provider takes its bytes or, for an image, an address");
    typed("text").field("text", "[" + what + " not available]");
  }
}
