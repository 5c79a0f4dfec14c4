package dev.airoute.examples.client;

import com.openai.core.JsonArray;
import com.openai.core.JsonObject;
import com.openai.core.JsonString;
import com.openai.core.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thinking in OpenAI's dialect, which has no field of its own for it: {@code reasoning_content} for people, OpenRouter's
 * {@code reasoning_details} for what must be sent back.
 */
final class Thoughts {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder signature = new StringBuilder();

  /** @param extra of a message or of a delta: what the SDK has no accessor for */
  void read(Map<String, JsonValue> extra) {
    if (extra.get("reasoning_content") instanceof JsonString piece) {
      text.append(piece.value());
    }
    if (extra.get("reasoning_details") instanceof JsonArray details) {
      for (JsonValue detail : details.values()) {
        if (detail instanceof JsonObject object
            && object.values().get("signature") instanceof JsonString piece) {
          signature.append(piece.value());
        }
      }
    }
  }

  String text() {
    return text.toString();
  }

  @Nullable
  String signature() {
    return signature.isEmpty() ? null : signature.toString();
  }

  /** To be sent back with the turn. */
  static JsonValue details(Turn turn) {
    return JsonValue.from(List.of(Map.of(
        "type", "reasoning.text",
        "text", turn.thinking(),
        "signature", String.valueOf(turn.signature()))));
  }
}
