package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  @Test
  void startsAgainAtOnceThenWaitsLongerUpToFiveSeconds() {
    assertThat(IntStream.rangeClosed(1, 9)
            .mapToObj(deaths -> Backoff.STANDARD.after(deaths).toMillis()))
        .containsExactly(0L, 250L, 500L, 1000L, 2000L, 4000L, 5000L, 5000L, 5000L);
    assertThat(Backoff.STANDARD.after(1_000_000)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void forgetsEarlierDeathsOfAChildThatLivedLong() {
    assertThat(Backoff.STANDARD.count(4, Duration.ofSeconds(29))).isEqualTo(5);
    assertThat(Backoff.STANDARD.count(4, Duration.ofSeconds(30))).isEqualTo(1);
  }
}
