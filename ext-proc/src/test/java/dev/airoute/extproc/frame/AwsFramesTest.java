package dev.airoute.extproc.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.Corner;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** AWS's own codec writes the streams, and reads them beside ours. */
@Corner(5)
final class AwsFramesTest {
  private static byte[] event(String type, String payload) {
    return event(type, payload, Map.of());
  }

  private static byte[] event(String type, String payload, Map<String, HeaderValue> more) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>(more);
    headers.put(":event-type", HeaderValue.fromString(type));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString("event"));
    return encoded(headers, payload.getBytes(UTF_8));
  }

  private static byte[] encoded(Map<String, HeaderValue> headers, byte[] payload) {
    ByteBuffer buffer = new Message(headers, payload).toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] together(byte[]... frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(frames).forEach(out::writeBytes);
    return out.toByteArray();
  }

  /** Every chunk is an array of its own, as in life. */
  private static List<String> read(byte[] stream, int piece) {
    AwsFrames frames = new AwsFrames();
    List<SseEvent> events = new ArrayList<>();
    for (int at = 0; at < stream.length; at += piece) {
      byte[] chunk = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece));
      events.addAll(frames.read(chunk, 0, chunk.length));
    }
    events.addAll(frames.end());
    return shown(events);
  }

  private static List<String> shown(List<SseEvent> events) {
    return events.stream().map(event -> event.event() + "|" + event.data()).toList();
  }

  private static List<String> readByAws(byte[] stream) {
    MessageDecoder decoder = new MessageDecoder();
    decoder.feed(stream);
    return decoder.getDecodedMessages().stream()
        .map(message ->
            Objects.requireNonNull(message.getHeaders().get(":event-type")).getString()
                + "|"
                + new String(message.getPayload(), UTF_8))
        .toList();
  }

  /** Except byte and short, whose values AWS's codec forgets to write. */
  private static final Map<String, HeaderValue> EVERY_TYPE = everyType();

  private static Map<String, HeaderValue> everyType() {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put("yes", HeaderValue.fromBoolean(true));
    headers.put("no", HeaderValue.fromBoolean(false));
    headers.put("integer", HeaderValue.fromInteger(-7));
    headers.put("long", HeaderValue.fromLong(1L << 40));
    headers.put("bytes", HeaderValue.fromByteArray(new byte[300]));
    headers.put("string", HeaderValue.fromString("ü".repeat(200)));
    headers.put("time", HeaderValue.fromTimestamp(Instant.ofEpochMilli(1)));
    headers.put("uuid", HeaderValue.fromUuid(new UUID(1, 2)));
    return headers;
  }

  @Test
  void readsHeadersOfEveryType() {
    assertThat(read(event("metadata", "{}", EVERY_TYPE), 4096)).containsExactly("metadata|{}");
  }

  @Test
  void readsHeadersOfTheTypesThatAwsCannotWrite() {
    String type = HexFormat.of().formatHex("\013:event-type\007\0\001a".getBytes(UTF_8));
    String message = HexFormat.of().formatHex("\015:message-type\007\0\005event".getBytes(UTF_8));
    byte[] frame = framed("016202ff" + type + "016303012c" + message);
    assertThat(shown(new AwsFrames().read(frame, 0, frame.length))).containsExactly("a|");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 11, 12, 13, 100, 4096})
  void readsChunksOfAnySize(int piece) {
    byte[] stream = together(
        event("messageStart", "{\"role\":\"assistant\"}"),
        event("contentBlockDelta", "{\"delta\":{\"text\":\"grüße\"}}"),
        event("empty", ""),
        event("messageStop", "{\"stopReason\":\"end_turn\"}"));
    assertThat(read(stream, piece)).isEqualTo(readByAws(stream)).hasSize(4);
  }

  @Test
  void agreesWithAwsOnRandomStreamsInRandomChunks() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int frame = random.nextInt(6); frame >= 0; frame--) {
        out.writeBytes(event(
            "t" + frame,
            "x".repeat(random.nextInt(200)),
            random.nextBoolean() ? EVERY_TYPE : Map.of()));
      }
      byte[] stream = out.toByteArray();
      AwsFrames frames = new AwsFrames();
      List<SseEvent> events = new ArrayList<>();
      int at = 0;
      while (at < stream.length) {
        int size = Math.min(stream.length - at, random.nextInt(60));
        events.addAll(frames.read(stream, at, at + size));
        at += size;
      }
      assertThat(frames.end()).isEmpty();
      assertThat(shown(events)).isEqualTo(readByAws(stream));
    }
  }

  /** A checksum of 32 bits finds any one of them. */
  @Test
  void refusesEveryFlippedBitBehindWhatCameBefore() {
    byte[] first = event("a", "{}");
    byte[] stream = together(first, event("b", "{\"x\":1}", EVERY_TYPE));
    for (int bit = 0; bit < stream.length * 8; bit++) {
      byte[] flipped = stream.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      AwsFrames frames = new AwsFrames();
      List<SseEvent> given = new ArrayList<>();
      assertThatThrownBy(() -> {
            given.addAll(frames.read(flipped, 0, flipped.length));
            frames.end();
          })
          .as("bit %d", bit)
          .isInstanceOf(FrameException.class);
      assertThat(shown(given)).isEqualTo(bit / 8 < first.length ? List.of() : List.of("a|{}"));
    }
  }

  @Test
  void refusesAStreamThatIsCutWithinAFrame() {
    byte[] frame = event("messageStop", "{\"stopReason\":\"end_turn\"}");
    for (int length = 1; length < frame.length; length++) {
      AwsFrames frames = new AwsFrames();
      assertThat(frames.read(frame, 0, length)).isEmpty();
      assertThatExceptionOfType(FrameException.class)
          .isThrownBy(frames::end)
          .withMessage("the stream ended within a frame");
    }
  }

  @Test
  void givesWhatCameBeforeABrokenFrameWhateverTheChunks() {
    byte[] broken = event("b", "{}");
    broken[broken.length - 1]++;
    byte[] stream = together(event("a", "1"), broken, event("c", "3"));
    for (int piece : new int[] {1, 5, 64, stream.length}) {
      AwsFrames frames = new AwsFrames();
      List<SseEvent> given = new ArrayList<>();
      assertThatExceptionOfType(FrameException.class)
          .isThrownBy(() -> {
            for (int at = 0; at < stream.length; at += piece) {
              given.addAll(frames.read(stream, at, Math.min(stream.length, at + piece)));
            }
            given.addAll(frames.end());
          })
          .withMessage("a frame does not match its checksum");
      assertThat(shown(given)).containsExactly("a|1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "exception; :exception-type; throttlingException; `{\"message\":\"slow\"}`; `exception:throttlingException|{\"message\":\"slow\"}`",
        "error; :error-code; InternalFailure; `{\"message\":\"x\"}`; `exception:InternalFailure|{\"message\":\"x\"}`",
        "error; :error-code; InternalFailure; ``; `exception:InternalFailure|{\"message\":\"said \\\"so\\\"\"}`",
      })
  void namesWhatWentWrong(
      String messageType, String header, String type, String payload, String event) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":message-type", HeaderValue.fromString(messageType));
    headers.put(header, HeaderValue.fromString(type));
    headers.put(":error-message", HeaderValue.fromString("said \"so\""));
    assertThat(read(encoded(headers, payload.getBytes(UTF_8)), 4096)).containsExactly(event);
  }

  @Test
  void refusesMessagesOfUnknownTypes() {
    byte[] none = encoded(Map.of(), new byte[0]);
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> read(none, 4096))
        .withMessageContaining("unknown type ''");
  }

  @Test
  void refusesFramesBeyondTheLimitBeforeTheyCame() {
    byte[] frame = event("a", "x".repeat(1000));
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> new AwsFrames(1000).read(frame, 0, 12))
        .withMessage("a frame of the stream is larger than 1000 bytes");
    assertThat(new AwsFrames(frame.length).read(frame, 0, frame.length)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    // total, headers
    "16, 1",
    "15, 0",
    "0, 0",
    "200000, 199984",
    "100, -1",
  })
  void refusesLengthsThatContradictEachOther(int total, int headers) {
    byte[] prelude = new byte[12];
    ByteBuffer buffer = ByteBuffer.wrap(prelude).putInt(total).putInt(headers);
    buffer.putInt(checksum(prelude, 8));
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> new AwsFrames().read(prelude, 0, 12))
        .withMessage("a frame's lengths contradict each other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01", // a name and nothing
        "0161", // a name without a type
        "05616207", // a name that goes on behind the headers
        "016107", // a string without a length
        "01610700", // half a length
        "0161070005ff", // a string that goes on behind the headers
        "016108ffff", // half a time stamp
        "01610a", // a type that is not known
      })
  void refusesHeadersThatDoNotFillTheirPlace(String hex) {
    byte[] frame = framed(hex);
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> new AwsFrames().read(frame, 0, frame.length))
        .withMessageContaining("header");
  }

  private static byte[] framed(String headersInHex) {
    byte[] headers = HexFormat.of().parseHex(headersInHex);
    byte[] frame = new byte[16 + headers.length];
    ByteBuffer buffer = ByteBuffer.wrap(frame).putInt(frame.length).putInt(headers.length);
    buffer.putInt(checksum(frame, 8)).put(headers);
    buffer.putInt(checksum(frame, frame.length - 4));
    return frame;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
