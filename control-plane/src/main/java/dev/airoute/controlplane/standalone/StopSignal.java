package dev.airoute.controlplane.standalone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, SIGTERM and a closed terminal, as something to wait for.
 *
 * <p>The JVM hears them in a shutdown hook. The hook lets the run end its children in order and then leaves with exit
 * code 0: an end that was asked for is no failure.
 */
public final class StopSignal implements AutoCloseable {
  /** More than an orderly end takes, so that a fault in it cannot keep the process for ever. */
  private static final Duration LONGEST_END = Duration.ofSeconds(20);

  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::heard);

  private StopSignal() {}

  public static StopSignal install() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Completes when somebody wants the run to end. */
  public CompletableFuture<Void> asked() {
    return asked;
  }

  private void heard() {
    asked.complete(null);
    try {
      if (!ended.await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }

  /** Everything has ended: lets the hook leave, or takes it away when the end was not asked for. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: that is how we came here.
    }
    ended.countDown();
  }
}
