package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import dev.airoute.extproc.model.Tool;
import org.jspecify.annotations.Nullable;

/**
 * About how many tokens a chat has, where nobody counts them: a token for every four bytes of text, schemas and arguments
 * included, and a fixed number for what surrounds messages and tools and for what is no text. The same chat always has the
 * same number. One instance per chat.
 */
final class TokenEstimate {
  private static final int BYTES_PER_TOKEN = 4;

  /** The role of a message, and where it begins and ends. */
  private static final int MESSAGE = 4;

  /** What declares a tool, besides its name, description and schema. */
  private static final int TOOL = 16;

  /** A picture of about a megapixel; vendors say 258 to 1600. */
  private static final int IMAGE = 1000;

  /** Of an image that the model is to see in low detail. */
  private static final int SMALL_IMAGE = 85;

  /** A short document whose size is not known. */
  private static final int DOCUMENT = 2000;

  private static final int DOCUMENT_BYTES_PER_TOKEN = 32;

  /** Compressed speech has about 16 kB and 16 tokens a second. */
  private static final int AUDIO_BYTES_PER_TOKEN = 1000;

  private long bytes;
  private long tokens;

  static long of(ChatRequest request) {
    TokenEstimate estimate = new TokenEstimate();
    request.messages().forEach(estimate::message);
    request.tools().forEach(estimate::tool);
    if (request.outputFormat() instanceof OutputFormat.JsonSchema format) {
      estimate.raw(format.schema());
    }
    return estimate.tokens + Math.ceilDiv(estimate.bytes, BYTES_PER_TOKEN);
  }

  private void message(Message message) {
    tokens += MESSAGE;
    message.parts().forEach(this::part);
  }

  private void tool(Tool tool) {
    tokens += TOOL;
    bytes += tool.name().length();
    text(tool.description());
    raw(tool.schema());
  }

  private void part(Part part) {
    switch (part) {
      case Part.Text said -> text(said.text());
      case Part.Refusal(Json said) -> text(said);
      case Part.Thinking thinking -> text(thinking.text());
      case Part.RedactedThinking(Json data) -> text(data);
      case Part.Image image ->
        tokens += Json.string("low").equals(image.detail()) ? SMALL_IMAGE : IMAGE;
      case Part.Document document -> document(document);
      case Part.Audio audio -> tokens += decoded(audio.data()) / AUDIO_BYTES_PER_TOKEN + 1;
      case Part.ToolCall call -> {
        bytes += call.name().length();
        raw(call.arguments());
      }
      case Part.ToolResult result -> {
        tokens += MESSAGE;
        result.content().forEach(this::part);
      }
    }
  }

  private void document(Part.Document document) {
    text(document.title());
    switch (document.media()) {
      case Media.PlainText(Json said) -> text(said);
      case Media.Base64(String type, Json data) -> {
        int perToken = type.startsWith("text/") ? BYTES_PER_TOKEN : DOCUMENT_BYTES_PER_TOKEN;
        tokens += decoded(data) / perToken + 1;
      }
      case Media.Url _, Media.FileId _ -> tokens += DOCUMENT;
    }
  }

  private void text(@Nullable Json text) {
    bytes += text == null ? 0 : text.unquoted().length;
  }

  private void raw(@Nullable Json value) {
    bytes += value == null ? 0 : value.length();
  }

  /** How many bytes base64 holds. */
  private static long decoded(Json base64) {
    return (base64.length() - 2L) * 3 / 4;
  }

  private TokenEstimate() {}
}
