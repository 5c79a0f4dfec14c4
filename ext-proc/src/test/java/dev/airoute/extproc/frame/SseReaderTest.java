package dev.airoute.extproc.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.Corner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SseReaderTest {
  private static List<String> read(String stream) {
    SseReader reader = new SseReader();
    List<SseEvent> events = new ArrayList<>(reader.read(stream.getBytes(UTF_8)));
    events.addAll(reader.end());
    return shown(events);
  }

  private static List<String> shown(List<SseEvent> events) {
    return events.stream().map(event -> event.event() + "|" + event.data()).toList();
  }

  @Corner(1)
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void endsLinesInEveryWay(String eol) {
    String stream = String.join(eol, "event: a", "data: 1", "", "data: 2", "data: 3", "", "");
    assertThat(read(stream)).containsExactly("a|1", "|2\n3");
  }

  @Test
  void mixesLineEndings() {
    assertThat(read("data: 1\r\n\ndata: 2\r\rdata: 3\n\r\ndata: 4\r\n\r\n"))
        .containsExactly("|1", "|2", "|3", "|4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "`data:{}`; `{}`",
        "`data: {}`; `{}`",
        "`data:  {}`; ` {}`",
        "`data:{} `; `{} `",
        "`data:`; ``",
        "`data: `; ``",
        "`data`; ``",
        "`data: a: b`; `a: b`",
        "`data: [DONE]`; `[DONE]`",
      })
  void takesOneSpaceOffTheData(String line, String data) {
    assertThat(read(line + "\n\n")).containsExactly("|" + data);
  }

  @Corner(1)
  @Test
  void ignoresCommentsAndOtherFields() {
    assertThat(
            read(": hello\n:\nid: 7\nretry: 10\nnonsense\ndatas: 1\n data: 2\ndata: x\n: in\n\n"))
        .containsExactly("|x");
  }

  @Test
  void givesNoEventWithoutData() {
    assertThat(read("\n\n\nevent: ping\n\n: comment\n\ndata: x\n\n")).containsExactly("|x");
  }

  @Test
  void theLastEventFieldCounts() {
    assertThat(read("event: a\nevent:b\ndata: 1\n\ndata: 2\n\n")).containsExactly("b|1", "|2");
  }

  @Test
  void leavesAByteOrderMarkAwayAtTheStartOnly() {
    assertThat(read("\ufeffdata: 1\n\n\ufeffdata: 2\n\ndata: \ufeff3\n\n"))
        .containsExactly("|1", "|\ufeff3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: 1\n\ndata: 2", "data: 1\n\ndata: 2\n", "data: 1\n\ndata: 2\r"})
  void givesTheLastEventAlthoughItsBlankLineIsMissing(String stream) {
    assertThat(read(stream)).containsExactly("|1", "|2");
  }

  @Test
  void aBlankLineGivesTheEventAtOnce() {
    SseReader reader = new SseReader();
    assertThat(reader.read("data: 1\n".getBytes(UTF_8))).isEmpty();
    assertThat(shown(reader.read("\r".getBytes(UTF_8)))).containsExactly("|1");
    assertThat(reader.read("\n".getBytes(UTF_8))).isEmpty();
    assertThat(reader.end()).isEmpty();
  }

  @Corner(2)
  @Test
  void chunksMayEndAnywhere() {
    String stream =
        "\ufeffevent: message_start\r\ndata: {\"a\":\"\u4e2d\uD83D\uDE00\"}\r\n\r\n: c\r\n\r\n"
            + "data:1\ndata: 2\ndata:\ndata: 3\n\nevent: x\rdata: long "
            + "y".repeat(300)
            + "\r\rdata: [DONE]\n\n";
    byte[] bytes = stream.getBytes(UTF_8);
    List<String> whole = read(stream);
    assertThat(whole).hasSize(4);
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      int most = round == 0 ? 1 : 1 + random.nextInt(60);
      SseReader reader = new SseReader();
      List<SseEvent> events = new ArrayList<>();
      for (int at = 0; at < bytes.length; ) {
        int end = Math.min(bytes.length, at + (most == 1 ? 1 : random.nextInt(most + 1)));
        events.addAll(reader.read(Arrays.copyOfRange(bytes, at, end)));
        at = end;
      }
      events.addAll(reader.end());
      assertThat(shown(events)).isEqualTo(whole);
    }
  }

  @Test
  void readsAWindowOfAChunk() {
    byte[] bytes = "xxdata: 1\n\nyy".getBytes(UTF_8);
    assertThat(shown(new SseReader().read(bytes, 2, 11))).containsExactly("|1");
  }

  @Test
  void limitsTheSizeOfAnEvent() {
    byte[] fits = ("data: " + "x".repeat(94) + "\n\n").getBytes(UTF_8);
    assertThat(new SseReader(100).read(fits)).hasSize(1);
    byte[] line = ("data: " + "x".repeat(101)).getBytes(UTF_8);
    assertThatThrownBy(() -> new SseReader(100).read(line))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining("100 bytes");
    assertThatThrownBy(() -> {
          SseReader reader = new SseReader(100);
          for (byte b : line) {
            reader.read(new byte[] {b});
          }
        })
        .isInstanceOf(FrameException.class);
    byte[] lines = "data: 0123456789\n".repeat(12).getBytes(UTF_8);
    assertThatThrownBy(() -> new SseReader(100).read(lines)).isInstanceOf(FrameException.class);
    byte[] wholeLine = ("data: " + "x".repeat(101) + "\n\n").getBytes(UTF_8);
    assertThatThrownBy(() -> new SseReader(100).read(wholeLine)).isInstanceOf(FrameException.class);
  }

  @Test
  void theLimitIsPerEvent() {
    byte[] bytes = "data: 0123456789\n\n".repeat(100).getBytes(UTF_8);
    assertThat(new SseReader(20).read(bytes)).hasSize(100);
  }

  @Test
  void givesItsDataAsJson() {
    SseEvent event = SseEvent.of("message", " {\"a\":1}\n");
    assertThat(event.json()).hasToString("{\"a\":1}");
    assertThat(event.dataIs("[DONE]")).isFalse();
    assertThat(SseEvent.of("", " [DONE] ").dataIs("[DONE]")).isTrue();
    assertThat(event).hasToString("SseEvent[event=message, bytes=9]");
  }
}
