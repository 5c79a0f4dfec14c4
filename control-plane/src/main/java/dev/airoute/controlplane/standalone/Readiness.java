package dev.airoute.controlplane.standalone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The wait between the start of the children and the first request that can be served.
 *
 * @param programmed completes when both children have acknowledged the configuration
 * @param listening whether clients can connect
 * @param givenUp completes, with the reason, when there is no more hope
 * @param stop completes when somebody wants the run to end
 * @param state what to say of the configuration when it takes too long
 */
public record Readiness(
    CompletableFuture<?> programmed,
    BooleanSupplier listening,
    CompletableFuture<String> givenUp,
    CompletableFuture<Void> stop,
    Supplier<String> state) {
  /** Far more than it takes on a slow machine: about two seconds are usual. */
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration POLL = Duration.ofMillis(20);

  /** Whether requests are served now. */
  public boolean holds() {
    return programmed.isDone() && !stop.isDone() && listening.getAsBoolean();
  }

  /** Waits; false when the run was asked to end before it was ready. */
  public boolean await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!programmed.isDone() || !listening.getAsBoolean()) {
      if (stop.isDone()) {
        return false;
      }
      if (givenUp.isDone()) {
        throw new StartupException(givenUp.join());
      }
      if (System.nanoTime() > deadline) {
        throw new StartupException(
            "not ready after %d s; %s".formatted(patience.toSeconds(), state.get()));
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
    return true;
  }

  /** Once ready: waits until the run is asked to end. */
  public void awaitEnd() {
    CompletableFuture.anyOf(stop, givenUp).join();
    if (!stop.isDone()) {
      throw new StartupException(givenUp.join());
    }
  }
}
