package dev.airoute.extproc.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SseWriterTest {
  private final SseWriter out = new SseWriter();

  private String written() {
    return new String(out.toByteArray(), UTF_8);
  }

  @Test
  void writesEventsWithAndWithoutName() {
    out.begin("ping").beginObject().field("type", "ping").endObject();
    out.end();
    out.begin().beginObject().endObject();
    out.end();
    out.data("[DONE]");
    out.comment("alive");
    assertThat(written())
        .isEqualTo(
            "event: ping\ndata: {\"type\":\"ping\"}\n\ndata: {}\n\ndata: [DONE]\n\n: alive\n\n");
  }

  @Test
  void keepsJsonThatHasLineBreaksOnOneLine() {
    out.begin("x").beginArray().value(Json.parse("{\n\"a\":\r\"b\\n\"}")).endArray();
    out.end();
    List<SseEvent> read = new SseReader().read(out.toByteArray());
    assertThat(read).hasSize(1);
    assertThat(read.getFirst().json()).hasToString("[{ \"a\": \"b\\n\"}]");
  }

  @Test
  void startsAnewAfterReset() {
    assertThat(out.isEmpty()).isTrue();
    out.data("1");
    var first = out.toByteString();
    out.reset();
    out.data("2");
    assertThat(first.toStringUtf8()).isEqualTo("data: 1\n\n");
    assertThat(written()).isEqualTo("data: 2\n\n");
    assertThat(out.size()).isEqualTo(9);
  }
}
