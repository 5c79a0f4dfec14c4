package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the content blocks of a request. */
final class AnthropicBlockReader {
  private static final String OURS = "only the Anthropic dialect has it";

  /** Where blocks stand, and which of those that this reader knows Anthropic takes there; so nesting is never deep. */
  private enum Place {
    MESSAGE(
        "a content block",
        Set.of(
            "text",
            "image",
            "document",
            "search_result",
            "tool_use",
            "tool_result",
            "thinking",
            "redacted_thinking")),
    TOOL_RESULT(
        "text, image, document or search_result",
        Set.of("text", "image", "document", "search_result")),
    DOCUMENT("text or image", Set.of("text", "image")),
    SEARCH_RESULT("text", Set.of("text"));

    final String words;
    final Set<String> types;

    Place(String words, Set<String> types) {
      this.words = words;
      this.types = types;
    }

    boolean refuses(String type) {
      return MESSAGE.types.contains(type) && !types.contains(type);
    }
  }

  private final Losses losses;

  AnthropicBlockReader(Losses losses) {
    this.losses = losses;
  }

  /** A content ahead: a string or blocks. */
  List<Part> content(JsonCursor cursor, String path) {
    return content(cursor, path, Place.MESSAGE);
  }

  private List<Part> content(JsonCursor cursor, String path, Place place) {
    List<Part> parts = new ArrayList<>();
    switch (cursor.kind()) {
      case STRING -> {
        Json text = cursor.value();
        if (!text.isEmptyString()) {
          parts.add(new Part.Text(text, null));
        }
      }
      case ARRAY -> {
        cursor.enterArray();
        while (cursor.nextElement()) {
          Part part = block(Members.read(cursor, path + "[]"), place);
          if (part != null) {
            parts.add(part);
          }
        }
      }
      case OBJECT, NUMBER, TRUE, FALSE, NULL ->
        throw DialectException.invalid(path, "a string or an array of blocks");
    }
    return parts;
  }

  private @Nullable Part block(Members block, Place place) {
    String type = block.requiredText("type");
    if (place.refuses(type)) {
      throw DialectException.invalid(block.path("type"), place.words);
    }
    Json cache = block.object("cache_control");
    Part part = switch (type) {
      case "text" -> new Part.Text(block.requiredString("text"), cache);
      case "image" -> image(block, cache);
      case "document" -> document(block, cache);
      case "search_result" -> searchResult(block, cache);
      case "tool_use" -> toolUse(block, cache);
      case "tool_result" -> toolResult(block, cache);
      case "thinking" -> thinking(block);
      case "redacted_thinking" -> new Part.RedactedThinking(block.requiredString("data"));
      default -> null;
    };
    if (part == null) {
      losses.dropped(block.path(type), "only Anthropic's own models understand it");
    } else {
      Json citations = block.any("citations");
      if (citations != null && !saysNothing(citations)) {
        losses.dropped(block.path("citations"), OURS);
      }
      block.dropRest(losses, OURS);
    }
    return part;
  }

  private static boolean saysNothing(Json citations) {
    Json enabled = citations.get("enabled");
    return citations.toString().equals("[]") || Json.FALSE.equals(enabled);
  }

  private static Part thinking(Members block) {
    Json signature = block.string("signature");
    boolean unsigned = signature == null || signature.isEmptyString();
    return new Part.Thinking(block.requiredString("thinking"), unsigned ? null : signature);
  }

  private static Part toolUse(Members block, @Nullable Json cache) {
    Json input = block.object("input");
    // Which of the client's surfaces made the call matters to Anthropic's own tools only.
    block.any("caller");
    return new Part.ToolCall(
        block.requiredText("id"),
        block.requiredText("name"),
        input == null ? Json.EMPTY_OBJECT : input,
        cache);
  }

  private Part toolResult(Members block, @Nullable Json cache) {
    Json content = block.any("content");
    List<Part> parts = content == null
        ? List.of()
        : content(content.cursor(), block.path("content"), Place.TOOL_RESULT);
    boolean error = Boolean.TRUE.equals(block.bool("is_error"));
    return new Part.ToolResult(block.requiredText("tool_use_id"), parts, error, cache);
  }

  private static Part image(Members block, @Nullable Json cache) {
    Members source = source(block);
    String type = source.requiredText("type");
    Media media = switch (type) {
      case "base64" -> base64(source);
      case "url" -> new Media.Url(source.requiredString("url"));
      case "file" -> new Media.FileId(source.requiredString("file_id"));
      default -> throw DialectException.invalid(source.path("type"), "base64, url or file");
    };
    return new Part.Image(media, null, cache);
  }

  private Part document(Members block, @Nullable Json cache) {
    Members source = source(block);
    String type = source.requiredText("type");
    Media media = switch (type) {
      case "base64" -> base64(source);
      case "url" -> new Media.Url(source.requiredString("url"));
      case "file" -> new Media.FileId(source.requiredString("file_id"));
      case "text" -> new Media.PlainText(source.requiredString("data"));
      case "content" -> new Media.PlainText(joined(source, Place.DOCUMENT));
      default ->
        throw DialectException.invalid(source.path("type"), "base64, url, file, text or content");
    };
    return new Part.Document(media, block.string("title"), cache);
  }

  /** A search result is a document whose origin the model may cite; elsewhere it is a text with a title. */
  private Part searchResult(Members block, @Nullable Json cache) {
    losses.approximated(block.path("search_result"), "sent as a text document");
    block.any("source");
    return new Part.Document(
        new Media.PlainText(joined(block, Place.SEARCH_RESULT)), block.string("title"), cache);
  }

  /** The texts of a {@code content} in one string, a line break between them. */
  private Json joined(Members holder, Place place) {
    Json content = holder.any("content");
    if (content == null) {
      throw DialectException.missing(holder.path("content"));
    }
    List<Part> parts = content(content.cursor(), holder.path("content"), place);
    JsonWriter out = new JsonWriter(content.length());
    out.beginString();
    String between = "";
    for (Part part : parts) {
      if (part instanceof Part.Text said) {
        out.piece(between).piece(said.text());
        between = "\n";
      } else {
        losses.dropped(holder.path("content[]"), "a document made of blocks can carry text only");
      }
    }
    return out.endString().toJson();
  }

  private static Members source(Members block) {
    Members source = block.inner("source");
    if (source == null) {
      throw DialectException.missing(block.path("source"));
    }
    return source;
  }

  private static Media base64(Members source) {
    return new Media.Base64(source.requiredText("media_type"), source.requiredString("data"));
  }
}
