package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import java.util.Set;

/** Finds out whether an event says something, also of kinds without a place in the model: hosted tools, images, audio. */
final class ResponsesContent {
  /** Frames of the answer, and what only announces a part of it. */
  private static final Set<String> FRAME = Set.of(
      "response.created",
      "response.in_progress",
      "response.queued",
      "response.completed",
      "response.incomplete",
      "response.failed",
      "response.content_part.added",
      "response.reasoning_summary_part.added");

  /** Items that begin empty. */
  private static final Set<String> EMPTY_AT_FIRST = Set.of("message", "reasoning");

  static boolean isIn(SseEvent frame) {
    if (frame.length() == 0 || frame.dataIs("[DONE]")) {
      return false;
    }
    try {
      Json data = frame.json();
      String type = data.isObject() ? Answer.text(Field.member(data, "type")) : "";
      if (type.equals("response.output_item.added")) {
        Json item = Field.member(data, "item");
        return !EMPTY_AT_FIRST.contains(Answer.text(Field.member(item, "type")));
      }
      return type.startsWith("response.") && !FRAME.contains(type);
    } catch (JsonException _) {
      return false;
    }
  }

  private ResponsesContent() {}
}
