package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Loss.Fate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplyHeadersTest {
  @Test
  void namesLossesWithTheirFate() {
    List<Loss> losses =
        List.of(new Loss("seed", Fate.DROPPED, ""), new Loss("stop", Fate.APPROXIMATED, ""));
    assertThat(ReplyHeaders.losses(losses)).isEqualTo("seed=dropped, stop=approximated");
  }

  @Test
  void letsNoFieldNameBreakTheHeader() {
    List<Loss> losses = List.of(new Loss("a\r\nset-cookie: b,c=d é", Fate.DROPPED, ""));
    assertThat(ReplyHeaders.losses(losses)).isEqualTo("a??set-cookie: b?c?d ?=dropped");
  }

  @Test
  void isBounded() {
    List<Loss> losses = IntStream.range(0, 200)
        .mapToObj(i -> new Loss("f" + i + "x".repeat(i * 10), Fate.DROPPED, ""))
        .toList();
    assertThat(ReplyHeaders.losses(losses)).hasSizeLessThan(1100).matches(".*, \\+\\d+");
  }

  @Test
  void countsNoMoreLossesThanItKeeps() {
    Losses losses = new Losses();
    IntStream.range(0, 100_000).forEach(i -> losses.dropped("f" + i, "unknown"));
    assertThat(losses.all()).hasSize(101);
    assertThat(losses.all().getLast().field()).isEqualTo("more");
  }
}
