package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.frame.FrameException;
import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Wherever the chunks end, the frames are the same; and of what only passes, no byte is lost. */
final class FuzzFrames {
  private static final List<ProviderCodec> PROVIDERS = EveryDialect.codecs();

  static void check(FuzzInput input) {
    ProviderCodec codec = input.one(PROVIDERS);
    Random cuts = input.cuts();
    byte[] bytes = input.payload();
    List<byte[]> pieces = FuzzInput.pieces(bytes, cuts);
    List<String> whole = Frugality.bounded(bytes.length, () -> read(codec, List.of(bytes)));
    assertThat(read(codec, pieces)).isEqualTo(whole);
    splits(bytes, pieces);
    rewrites(bytes);
  }

  /** What was read, and as the last thing that it broke, if it did. */
  private static List<String> read(ProviderCodec codec, List<byte[]> pieces) {
    FrameReader reader = codec.frames();
    List<String> read = new ArrayList<>();
    try {
      for (byte[] piece : pieces) {
        reader.read(piece, 0, piece.length).forEach(event -> read.add(text(event)));
      }
      reader.end().forEach(event -> read.add(text(event)));
    } catch (FrameException e) {
      read.add("broken: " + e.getMessage());
    }
    return read;
  }

  private static String text(SseEvent event) {
    return event.event() + '\n' + event.data();
  }

  private static void splits(byte[] bytes, List<byte[]> pieces) {
    FrameSplitter splitter = new FrameSplitter();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      splitter.split(piece, 0, piece.length).forEach(all::writeBytes);
    }
    all.writeBytes(splitter.rest());
    assertThat(all.toByteArray()).isEqualTo(bytes);
  }

  /** Events whose data is JSON are the same events once written. */
  private static void rewrites(byte[] bytes) {
    SseWriter out = new SseWriter();
    List<String> written = new ArrayList<>();
    SseReader reader = new SseReader();
    List<SseEvent> events = new ArrayList<>(reader.read(bytes));
    events.addAll(reader.end());
    for (SseEvent event : events) {
      if (isAsciiName(event.event()) && isJson(event)) {
        out.event(event);
        written.add(event.event() + '\n' + event.json().toString().replaceAll("[\r\n]", " "));
      }
    }
    assertThat(new SseReader().read(out.toByteArray())).map(FuzzFrames::text).isEqualTo(written);
  }

  private static boolean isAsciiName(String name) {
    return name.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static boolean isJson(SseEvent event) {
    try {
      return event.json().length() > 0;
    } catch (JsonException _) {
      return false;
    }
  }

  private FuzzFrames() {}
}
