package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.frame.FrameException;
import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A provider's stream is the same events in any pieces, in legal order, and a readable stream for every client. */
final class FuzzEvents {
  private static final List<Dialect> CLIENTS = EveryDialect.clients();
  private static final List<ProviderCodec> PROVIDERS = EveryDialect.codecs();
  private static final ReplyContext CONTEXT = new ReplyContext("r1", "model", 7, true);

  static void check(FuzzInput input) {
    ProviderCodec provider = input.one(PROVIDERS);
    ChatCodec client = EveryDialect.client(input.one(CLIENTS));
    Random cuts = input.cuts();
    byte[] bytes = input.payload();
    List<ChatEvent> events = Frugality.bounded(bytes.length, () -> read(provider, List.of(bytes)));
    assertThat(read(provider, FuzzInput.pieces(bytes, cuts))).isEqualTo(events);
    LegalOrder.check(events);
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.Used(var usage)) {
        FuzzAnswers.consistent(usage);
      }
    }
    readable(written(client, events));
    if (provider instanceof ChatCodec own && events.getLast() instanceof ChatEvent.Ended) {
      byte[] again = written(own, ended(own, written(own, events)));
      assertThat(new String(written(own, ended(own, again)), UTF_8))
          .isEqualTo(new String(again, UTF_8));
    }
  }

  /** What does not survive the first writing, e.g. a word that nobody knows, may change it once; then it stays. */
  private static List<ChatEvent> ended(ChatCodec codec, byte[] stream) {
    List<ChatEvent> events = read(codec, List.of(stream));
    assertThat(events.getLast()).isEqualTo(new ChatEvent.Ended());
    return events;
  }

  private static List<ChatEvent> read(ProviderCodec codec, List<byte[]> pieces) {
    FrameReader frames = codec.frames();
    EventReader reader = codec.eventReader(new Losses());
    List<ChatEvent> events = new ArrayList<>();
    try {
      for (byte[] piece : pieces) {
        frames.read(piece, 0, piece.length).forEach(frame -> events.addAll(reader.read(frame)));
      }
      frames.end().forEach(frame -> events.addAll(reader.read(frame)));
    } catch (FrameException _) {
      // What was read until then counts; the attempt makes an error of the rest.
    }
    events.addAll(reader.end());
    events.addAll(reader.end());
    return events;
  }

  private static byte[] written(ChatCodec codec, List<ChatEvent> events) {
    SseWriter out = new SseWriter();
    EventWriter writer = codec.eventWriter(CONTEXT);
    events.forEach(event -> writer.write(event, out));
    return out.toByteArray();
  }

  private static void readable(byte[] stream) {
    SseReader reader = new SseReader();
    List<SseEvent> frames = reader.read(stream);
    assertThat(reader.end()).isEmpty();
    for (SseEvent frame : frames) {
      if (!frame.dataIs("[DONE]")) {
        Json data = frame.json();
        assertThat(data.isObject()).isTrue();
      }
    }
  }

  private FuzzEvents() {}
}
