package dev.airoute.extproc.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.SharedFiles;
import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of providers: read whole and one byte at a time, printed, and written again for a client. */
final class AnthropicStreamTest {
  private final AnthropicCodec codec = new AnthropicCodec();

  static List<Cases> cases() {
    return Cases.in("stream");
  }

  @Corner({6, 7, 8, 36})
  @ParameterizedTest
  @MethodSource("cases")
  void readsAndWrites(Cases test) {
    List<ChatEvent> events = read(test.bytes(), test.bytes().length + 1);
    byte[] written = written(events);
    test.check(NeutralText.of(events) + "\nwritten:\n" + new String(written, UTF_8));
    roundTrips(events, written);
  }

  @Corner(2)
  @ParameterizedTest
  @MethodSource("cases")
  void chunksMayBeCutAnywhere(Cases test) {
    List<ChatEvent> whole = read(test.bytes(), test.bytes().length + 1);
    assertThat(read(test.bytes(), 1)).isEqualTo(whole);
    assertThat(read(test.bytes(), 7)).isEqualTo(whole);
  }

  @Test
  void recordedStreamsRoundTrip() {
    int streams = 0;
    for (Path file : SharedFiles.list("fixtures/anthropic/messages")) {
      String name = file.getFileName().toString();
      if (name.endsWith(".sse") || name.endsWith(".chunks.txt")) {
        byte[] stream =
            name.endsWith(".sse") ? SharedFiles.bytes(file) : framed(SharedFiles.bytes(file));
        List<ChatEvent> events = read(stream, stream.length);
        assertThat(read(stream, 1)).as(name).isEqualTo(events);
        ChatEvent last = events.getLast();
        if (name.startsWith("spliced")) {
          assertThat(last).isInstanceOf(ChatEvent.Failed.class);
        } else {
          assertThat(last).as(name).isEqualTo(new ChatEvent.Ended());
        }
        roundTrips(events, written(events));
        streams++;
      }
    }
    assertThat(streams).isGreaterThan(40);
  }

  private void roundTrips(List<ChatEvent> events, byte[] written) {
    OrderOfEvents.check(events);
    if (events.getLast() instanceof ChatEvent.Ended) {
      // Citations are read, but only Anthropic can write them.
      List<ChatEvent> carried =
          events.stream().filter(event -> !(event instanceof ChatEvent.Cited)).toList();
      assertThat(read(written, written.length)).isEqualTo(carried);
    }
    Sdk.validateStream(written);
  }

  private List<ChatEvent> read(byte[] stream, int chunk) {
    SseReader frames = new SseReader();
    EventReader reader = codec.eventReader(new Losses());
    List<ChatEvent> events = new ArrayList<>();
    for (int at = 0; at < stream.length; at += chunk) {
      int end = Math.min(stream.length, at + chunk);
      frames.read(stream, at, end).forEach(frame -> events.addAll(reader.read(frame)));
    }
    frames.end().forEach(frame -> events.addAll(reader.read(frame)));
    events.addAll(reader.end());
    assertThat(reader.read(SseEvent.of("ping", "{\"type\":\"ping\"}"))).isEmpty();
    assertThat(reader.end()).isEmpty();
    return events;
  }

  private byte[] written(List<ChatEvent> events) {
    String model = "asked";
    if (events.getFirst() instanceof ChatEvent.Started started) {
      model = started.model();
    }
    EventWriter writer = codec.eventWriter(new ReplyContext("req-1", model, 7, true));
    SseWriter out = new SseWriter();
    events.forEach(event -> writer.write(event, out));
    return out.toByteArray();
  }

  private static byte[] framed(byte[] lines) {
    StringBuilder stream = new StringBuilder();
    for (String line : new String(lines, UTF_8).lines().toList()) {
      if (!line.isBlank()) {
        Json type = Objects.requireNonNull(Json.parse(line).get("type"));
        stream.append("event: ").append(type.text()).append("\ndata: ").append(line);
        stream.append("\n\n");
      }
    }
    return stream.toString().getBytes(UTF_8);
  }
}
