package dev.airoute.extproc.model;

import dev.airoute.extproc.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a message. {@code Json} components named text, data, url or id are JSON strings, quotes included. */
public sealed interface Part {
  /** Prompt-cache marker behind this part (Anthropic {@code cache_control}), as its raw object; null when absent. */
  @Nullable
  Json cache();

  /** @param citations of the whole text */
  record Text(Json text, @Nullable Json cache, List<Citation> citations) implements Part {
    public Text {
      citations = List.copyOf(citations);
    }

    /** Without citations. */
    public Text(Json text, @Nullable Json cache) {
      this(text, cache, List.of());
    }
  }

  /** @param detail OpenAI's {@code low|high|auto}, null when unsaid */
  record Image(Media media, @Nullable Json detail, @Nullable Json cache) implements Part {}

  /** @param title file name or title, null when unsaid */
  record Document(
      Media media, @Nullable Json title, @Nullable Json cache) implements Part {}

  /** @param format {@code wav}, {@code mp3} … */
  record Audio(String format, Json data, @Nullable Json cache) implements Part {}

  /**
   * A call the model made.
   *
   * @param arguments either a JSON object or a JSON string that contains the arguments' text, as it came; a string may
   *     hold text that is not valid JSON (truncated by a token cap)
   */
  record ToolCall(
      String id, String name, Json arguments, @Nullable Json cache) implements Part {}

  /** @param content text, images and documents, in order */
  record ToolResult(
      String callId,
      List<Part> content,
      boolean error,
      @Nullable Json cache) implements Part {
    public ToolResult {
      content = List.copyOf(content);
    }
  }

  /** Visible reasoning. @param signature null when unsigned: such reasoning is never sent back to its maker */
  record Thinking(Json text, @Nullable Json signature) implements Part {
    @Override
    public @Nullable Json cache() {
      return null;
    }
  }

  /** Reasoning that only its maker can read (Anthropic {@code redacted_thinking}). */
  record RedactedThinking(Json data) implements Part {
    @Override
    public @Nullable Json cache() {
      return null;
    }
  }

  record Refusal(Json text) implements Part {
    @Override
    public @Nullable Json cache() {
      return null;
    }
  }

  /** Where a medium's bytes are. */
  sealed interface Media {
    /** @param mediaType e.g. {@code image/png} @param data base64 text */
    record Base64(String mediaType, Json data) implements Media {}

    record Url(Json url) implements Media {}

    record FileId(Json id) implements Media {}

    /** Plain text given as a document. */
    record PlainText(Json text) implements Media {}
  }
}
