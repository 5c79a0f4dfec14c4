package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the value of {@code content}: one text as a string, anything else as a list. One instance per request. */
final class CohereContentWriter {
  private static final String CONTENT = "messages[].content[]";

  private final CohereDocuments documents;
  private final JsonWriter out;
  private final Losses losses;

  CohereContentWriter(CohereDocuments documents, JsonWriter out, Losses losses) {
    this.documents = documents;
    this.out = out;
    this.losses = losses;
  }

  /** What can be sent of the parts of a message, whoever says it; documents may go elsewhere. */
  List<Part> sent(List<Part> parts) {
    List<Part> sent = new ArrayList<>();
    for (Part part : parts) {
      if (part.cache() != null) {
        losses.approximated("cache_control", CohereToolWriter.CACHES);
      }
      Part shown = shown(part);
      if (shown != null) {
        sent.add(shown);
      }
    }
    return sent;
  }

  private @Nullable Part shown(Part part) {
    return switch (part) {
      case Part.Text said -> said.text().isEmptyString() ? null : said;
      case Part.Refusal(Json text) -> {
        losses.approximated(CONTENT + ".refusal", "sent as text");
        yield text(text);
      }
      case Part.Image image ->
        image.media() instanceof Media.FileId || image.media() instanceof Media.PlainText
            ? placeholder("image")
            : image;
      case Part.Audio _ -> placeholder("audio");
      case Part.Document document -> document(document);
      case Part.Thinking thinking -> thinking;
      case Part.RedactedThinking _, Part.ToolCall _, Part.ToolResult _ -> {
        losses.dropped(CONTENT, "the message cannot hold it");
        yield null;
      }
    };
  }

  private @Nullable Part document(Part.Document document) {
    Json text = CohereDocuments.text(document);
    if (text == null) {
      return placeholder("document");
    }
    if (documents.take(text, document.title())) {
      return null;
    }
    losses.approximated(CONTENT + ".document", "sent as text");
    return text.isEmptyString() ? null : text(text);
  }

  /** The model is told that something is missing, so that it does not talk as if it had seen it. */
  private Part placeholder(String what) {
    losses.dropped(CONTENT + "." + what, "Cohere takes texts, text documents and images");
    return text(Json.string("[" + what + " not available]"));
  }

  private static Part text(Json text) {
    return new Part.Text(text, null);
  }

  void write(List<Part> sent) {
    if (sent.isEmpty()) {
      out.value(Json.EMPTY_STRING);
    } else if (sent.size() == 1 && sent.getFirst() instanceof Part.Text said) {
      out.value(said.text());
    } else {
      out.beginArray();
      sent.forEach(this::part);
      out.endArray();
    }
  }

  private void part(Part part) {
    switch (part) {
      case Part.Text said -> out.beginObject().field("type", "text").field("text", said.text());
      case Part.Thinking thinking ->
        out.beginObject().field("type", "thinking").field("thinking", thinking.text());
      case Part.Image image -> image(image);
      case Part.Refusal _,
          Part.Document _,
          Part.Audio _,
          Part.RedactedThinking _,
          Part.ToolCall _,
          Part.ToolResult _ ->
        throw new IllegalStateException("no content: " + part.getClass().getSimpleName());
    }
    out.endObject();
  }

  private void image(Part.Image image) {
    out.beginObject().field("type", "image_url").name("image_url").beginObject().name("url");
    switch (image.media()) {
      case Media.Url(Json url) -> out.value(url);
      case Media.Base64(String type, Json data) ->
        out.beginString().piece("data:" + type + ";base64,").piece(data).endString();
      case Media.FileId _, Media.PlainText _ -> throw new IllegalStateException("no address");
    }
    out.optional("detail", image.detail()).endObject();
  }
}
