package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Loss.Fate;
import org.junit.jupiter.api.Test;

class LossesTest {
  private final Losses losses = new Losses();

  @Test
  void cutsWhatAClientChose() {
    losses.dropped("f".repeat(120), "whole");
    losses.dropped("x".repeat(1_000_000), "not " + "r".repeat(1_000_000));
    losses.approximated("y".repeat(118) + "\ud83d\ude00\ud83d\ude00", "cut between characters");

    assertThat(losses.all())
        .containsExactly(
            new Loss("f".repeat(120), Fate.DROPPED, "whole"),
            new Loss("x".repeat(119) + "…", Fate.DROPPED, "not " + "r".repeat(495) + "…"),
            new Loss("y".repeat(118) + "…", Fate.APPROXIMATED, "cut between characters"));
  }

  @Test
  void reportsOnceWhatIsTheSameOnceCut() {
    losses.dropped("z".repeat(300), "a");
    losses.dropped("z".repeat(400), "b");

    assertThat(losses.all()).hasSize(1);
  }
}
