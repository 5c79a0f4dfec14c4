package dev.airoute.extproc.dialect;

import dev.airoute.extproc.frame.FrameException;
import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.GatewayError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer in events. Nothing goes out before the first content, so that whatever fails until then can still become
 * another provider's answer; what fails later becomes an error event, and the end.
 *
 * <p>To a caller of another dialect events are written anew. To one of the same dialect they pass byte for byte, each as a
 * whole, except the usage that only the gateway asked for.
 */
final class StreamedAnswer implements AnswerReader {
  private static final byte[] NOTHING = {};

  /** Comments, pings and the like before the first content. Beyond that, what passes goes out if it has any event. */
  private static final int MOST_HELD = 1 << 20;

  private final AnswerContext context;
  private final FrameReader frames;
  private final FrameSplitter splitter = new FrameSplitter();
  private final EventReader events;
  private final JsonWriter passed = new JsonWriter();
  private final SseWriter written;
  private @Nullable EventWriter writer;
  private @Nullable GatewayError failure;
  private boolean framed;
  private boolean committed;
  private boolean over;

  StreamedAnswer(AnswerContext context) {
    this.context = context;
    this.written = context.attempt().call().form().writer();
    this.frames = context.provider().frames();
    this.events = context.provider().eventReader(context.losses());
  }

  @Override
  public Step read(byte[] bytes, int offset, int length, boolean end) {
    if (over) {
      return new Step.Continue(NOTHING, true);
    }
    try {
      if (!context.sameDialect()) {
        translate(bytes, offset, length, end);
      } else if (reframes()) {
        reframe(bytes, offset, length, end);
      } else {
        pass(bytes, offset, length, end);
      }
    } catch (FrameException | JsonException e) {
      failure = GatewayError.unusableAnswer("The provider's stream is broken: " + e.getMessage());
    }
    return failure == null ? step(end) : fail(failure);
  }

  private void translate(byte[] bytes, int offset, int length, boolean end) {
    for (SseEvent frame : frames.read(bytes, offset, offset + length)) {
      translate(events.read(frame));
    }
    if (end) {
      last().forEach(frame -> translate(events.read(frame)));
      translate(events.end());
    }
  }

  private void translate(List<ChatEvent> read) {
    for (ChatEvent event : read) {
      if (saw(event)) {
        writer().write(context.sent().tools().undone(event), written);
      }
    }
  }

  /** Whether the same events come to the caller in another framing. */
  private boolean reframes() {
    StreamForm form = context.attempt().call().form();
    String streamed =
        context.answerHeaders().getOrDefault("content-type", context.provider().streamType());
    return form == StreamForm.ARRAY || !streamed.startsWith(form.contentType());
  }

  private void reframe(byte[] bytes, int offset, int length, boolean end) {
    frames.read(bytes, offset, offset + length).forEach(this::reframe);
    if (end) {
      last().forEach(this::reframe);
      events.end().forEach(this::saw);
    }
  }

  private void reframe(SseEvent frame) {
    saw(frame);
    boolean unasked = context.sent().addedUsage() && context.provider().isUsageOnly(frame);
    if (failure == null && !unasked) {
      written.event(frame);
    }
  }

  private void saw(SseEvent frame) {
    framed = true;
    events.read(frame).forEach(this::saw);
    if (failure == null && !context.outcome().content() && context.provider().isContent(frame)) {
      context.outcome().spoke();
    }
  }

  private void pass(byte[] bytes, int offset, int length, boolean end) {
    for (byte[] piece : splitter.split(bytes, offset, length)) {
      pass(piece, frames.read(piece, 0, piece.length));
    }
    if (end) {
      byte[] rest = splitter.rest();
      frames.read(rest, 0, rest.length);
      last().forEach(frame -> events.read(frame).forEach(this::saw));
      events.end().forEach(this::saw);
      if (failure == null) {
        passed.raw(rest, 0, rest.length);
      }
    }
  }

  /** What has no blank line behind it at the end: an event all the same, unless the stream was cut within it. */
  private List<SseEvent> last() {
    return frames.end().stream().filter(StreamedAnswer::isWhole).toList();
  }

  private static boolean isWhole(SseEvent frame) {
    if (frame.dataIs("[DONE]")) {
      return true;
    }
    try {
      return frame.json().isObject();
    } catch (JsonException _) {
      return false;
    }
  }

  private void pass(byte[] piece, List<SseEvent> read) {
    boolean keep = true;
    for (SseEvent frame : read) {
      saw(frame);
      keep &= !(context.sent().addedUsage() && context.provider().isUsageOnly(frame));
    }
    if (keep && failure == null) {
      passed.raw(piece, 0, piece.length);
    }
  }

  /** False for the failure, and for what comes behind it. */
  private boolean saw(ChatEvent event) {
    if (failure != null) {
      return false;
    }
    context.outcome().saw(event);
    if (event instanceof ChatEvent.Failed(GatewayError error)) {
      failure = error;
      return false;
    }
    return true;
  }

  private EventWriter writer() {
    if (writer == null) {
      writer = context.client().eventWriter(context.reply());
    }
    return writer;
  }

  private Step step(boolean end) {
    if (!committed && !context.outcome().content()) {
      if (passed.size() + written.size() <= MOST_HELD) {
        return new Step.Hold();
      }
      if (!framed) {
        return fail(GatewayError.unusableAnswer("The provider's stream has no content"));
      }
      context.outcome().spoke();
    }
    over = end;
    if (end) {
      written.finish();
    }
    byte[] bytes = taken();
    if (committed) {
      return new Step.Continue(bytes, end);
    }
    committed = true;
    return context.headers().stream(bytes, end);
  }

  private byte[] taken() {
    byte[] bytes =
        context.sameDialect() && !reframes() ? passed.toByteArray() : written.toByteArray();
    passed.reset();
    written.reset();
    return bytes;
  }

  @Override
  public Step fail(GatewayError error) {
    over = true;
    if (!committed) {
      return context.error(error, true);
    }
    context.outcome().failed(error, null);
    byte[] before = taken();
    writer().write(new ChatEvent.Failed(error), written);
    written.finish();
    byte[] event = written.toByteArray();
    JsonWriter all = new JsonWriter(before.length + event.length);
    all.raw(before, 0, before.length).raw(event, 0, event.length);
    return new Step.Continue(all.toByteArray(), true);
  }
}
