package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.frame.SseReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSplitterTest {
  @Corner(2)
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void cutsBehindBlankLinesAndChangesNothing(String line) {
    String stream =
        "event: a\ndata: 1\n\n: comment\n\n\ndata: 2\ndata: 3\n\ndata: 4".replace("\n", line);
    for (int piece = 1; piece < 12; piece++) {
      List<String> pieces = split(stream.getBytes(UTF_8), piece);
      assertThat(String.join("", pieces)).isEqualTo(stream);
      assertThat(pieces.getLast().strip()).isEqualTo("data: 4");
      SseReader reader = new SseReader();
      for (String whole : pieces.subList(0, pieces.size() - 1)) {
        assertThat(reader.read(whole.getBytes(UTF_8))).hasSizeLessThanOrEqualTo(1);
      }
      assertThat(reader.read("data: end".getBytes(UTF_8))).isEmpty();
    }
  }

  private static List<String> split(byte[] stream, int piece) {
    FrameSplitter splitter = new FrameSplitter();
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < stream.length; at += piece) {
      int length = Math.min(piece, stream.length - at);
      splitter.split(stream, at, length).forEach(part -> pieces.add(new String(part, UTF_8)));
    }
    pieces.add(new String(splitter.rest(), UTF_8));
    return pieces;
  }
}
