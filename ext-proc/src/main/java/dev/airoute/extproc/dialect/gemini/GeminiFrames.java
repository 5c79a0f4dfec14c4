package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.JsonElementReader;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Server-sent events, or the elements of a JSON array, which Google sends without {@code alt=sse}; the first byte tells. */
final class GeminiFrames implements FrameReader {
  private @Nullable FrameReader frames;

  @Override
  public List<SseEvent> read(byte[] bytes, int start, int end) {
    int from = start;
    if (frames == null) {
      while (from < end && isSpace(bytes[from])) {
        from++;
      }
      if (from == end) {
        return List.of();
      }
      boolean json = bytes[from] == '[' || bytes[from] == '{';
      frames = json ? new JsonElementReader(SseReader.DEFAULT_LIMIT) : new SseReader();
    }
    return frames.read(bytes, from, end);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  @Override
  public List<SseEvent> end() {
    return frames == null ? List.of() : frames.end();
  }

  /** Whether the model said something in it, be it something that only Gemini says. */
  static boolean isContent(SseEvent frame) {
    try {
      for (Json candidate : GeminiAnswer.elements(frame.json(), "candidates")) {
        Json content = candidate.get("content");
        for (Json part : GeminiAnswer.elements(content, "parts")) {
          if (!part.equals(Json.EMPTY_OBJECT) && !GeminiAnswer.isSilent(part)) {
            return true;
          }
        }
      }
      return false;
    } catch (JsonException _) {
      return false;
    }
  }
}
