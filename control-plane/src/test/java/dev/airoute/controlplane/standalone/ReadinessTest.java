package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReadinessTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final CompletableFuture<Void> programmed = new CompletableFuture<>();
  private final CompletableFuture<String> givenUp = new CompletableFuture<>();
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Readiness readiness = new Readiness(
      programmed, () -> attempts.incrementAndGet() >= 3, givenUp, stop, () -> "Envoy is silent");

  @Test
  void isReadyWhenTheConfigurationIsTakenAndClientsCanConnect() throws InterruptedException {
    programmed.completeOnTimeout(null, 50, TimeUnit.MILLISECONDS);
    assertThat(readiness.await(LONG)).isTrue();
    assertThat(attempts).hasValue(3);
  }

  @Test
  void endsWhenAskedTo() throws InterruptedException {
    stop.completeOnTimeout(null, 50, TimeUnit.MILLISECONDS);
    assertThat(readiness.await(LONG)).isFalse();
  }

  @Test
  void failsWithTheReasonWhenAChildIsGivenUp() {
    givenUp.complete("envoy died 3 times");
    assertThatThrownBy(() -> readiness.await(LONG))
        .isInstanceOf(StartupException.class)
        .hasMessage("envoy died 3 times");
  }

  @Test
  void saysWhatIsMissingWhenItTakesTooLong() {
    assertThatThrownBy(() -> readiness.await(Duration.ofMillis(100)))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("Envoy is silent");
  }

  @Test
  void endsAfterBeingReadyWhenAskedTo() {
    stop.completeOnTimeout(null, 50, TimeUnit.MILLISECONDS);
    readiness.awaitEnd();
    assertThat(stop).isDone();
  }

  @Test
  void failsWithTheReasonWhenAChildIsGivenUpAfterBeingReady() {
    givenUp.completeOnTimeout("envoy is not watched any more", 50, TimeUnit.MILLISECONDS);
    assertThatThrownBy(readiness::awaitEnd)
        .isInstanceOf(StartupException.class)
        .hasMessage("envoy is not watched any more");
  }
}
