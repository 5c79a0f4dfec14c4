package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.frame.AwsFrames;
import dev.airoute.extproc.frame.FrameException;
import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The model's own events, which come wrapped: a frame {@code chunk} holds an event as base64 within JSON. Its name is its {@code
 * type}, as in the stream that the model's maker sends. Exceptions stay what they are. One thread.
 */
final class InvokeFrames implements FrameReader {
  /** What may stand in a line of a stream of server-sent events. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  private final AwsFrames frames = new AwsFrames();
  private @Nullable FrameException broken;

  @Override
  public List<SseEvent> read(byte[] bytes, int start, int end) {
    checkBroken();
    return unwrapped(frames.read(bytes, start, end));
  }

  @Override
  public List<SseEvent> end() {
    checkBroken();
    return unwrapped(frames.end());
  }

  private void checkBroken() {
    if (broken != null) {
      throw broken;
    }
  }

  /** What came before a broken one is given first, whatever the chunks; the next call throws. */
  private List<SseEvent> unwrapped(List<SseEvent> wrapped) {
    List<SseEvent> events = new ArrayList<>(wrapped.size());
    try {
      for (SseEvent frame : wrapped) {
        if (frame.event().equals("chunk")) {
          events.add(event(frame));
        } else if (frame.event().startsWith(AwsFrames.EXCEPTION)) {
          events.add(frame);
        }
      }
    } catch (FrameException e) {
      broken = e;
      if (events.isEmpty()) {
        throw e;
      }
    }
    return events;
  }

  private static SseEvent event(SseEvent chunk) {
    try {
      Json bytes = chunk.json().get("bytes");
      if (bytes == null || !bytes.isString()) {
        throw new FrameException("a chunk of the stream holds no bytes");
      }
      byte[] event = Base64.getDecoder().decode(bytes.unquoted());
      Json type = Json.parse(event).get("type");
      String name = type != null && type.isString() ? type.text() : "";
      return SseEvent.of(NAME.matcher(name).matches() ? name : "", event);
    } catch (JsonException e) {
      throw new FrameException("a chunk of the stream holds no event: " + e.reason());
    } catch (IllegalArgumentException e) {
      throw new FrameException("a chunk of the stream holds no event: " + e.getMessage());
    }
  }
}
