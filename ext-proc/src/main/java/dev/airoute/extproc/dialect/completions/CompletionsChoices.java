package dev.airoute.extproc.dialect.completions;

import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.OpenAiFinishReasons;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.FinishReason;
import org.jspecify.annotations.Nullable;

/** What whole answers and streams have in common. */
final class CompletionsChoices {
  static final String ECHO = "echo";

  /** The prompt, if the client wants it in front of the answer; otherwise an empty string. A JSON string. */
  static Json echoed(ReplyContext context) {
    Json echoed = Field.member(context.echo(), ECHO);
    return echoed == null ? Json.EMPTY_STRING : echoed;
  }

  static String id(String given, ReplyContext context) {
    return given.isEmpty() ? "cmpl-" + context.requestId() : given;
  }

  /** Up to the value of {@code choices}. */
  static JsonWriter envelope(Json id, Json model, long created, JsonWriter out) {
    out.beginObject().field("id", id).field("object", "text_completion");
    return out.field("created", created).field("model", model).name("choices");
  }

  /** The list is closed, and has no word for calls. */
  static String word(FinishReason reason) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, TOOL_CALLS, PAUSED, OTHER -> "stop";
      case LENGTH, CONTEXT_WINDOW -> "length";
      case CONTENT_FILTER, REFUSAL -> "content_filter";
    };
  }

  static void finish(
      FinishReason reason,
      @Nullable String nativeFinish,
      @Nullable Json stopSequence,
      JsonWriter out) {
    out.field("finish_reason", word(reason));
    String nativeWord = OpenAiFinishReasons.nativeWord(reason, nativeFinish);
    if (nativeWord != null) {
      out.field("native_finish_reason", nativeWord);
    }
    out.optional("stop_reason", stopSequence);
  }

  private CompletionsChoices() {}
}
