package dev.airoute.controlplane.standalone;

import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one child running until told otherwise: a child that dies is started again, at once the first time, then with
 * growing waits. Only a child that never did its work is given up.
 *
 * <p>The loop runs on a thread of its own; the methods may be called from any thread.
 */
final class Supervisor {
  /** So many deaths in a row before the gateway was ready once are not bad luck but a mistake. */
  private static final int DEATHS_TO_GIVE_UP = 3;

  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final ChildSpec spec;
  private final Backoff backoff;
  private final Counter restarts;
  private final CompletableFuture<String> givenUp = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean established;
  private @Nullable Process current;

  Supervisor(ChildSpec spec, Backoff backoff, Counter restarts) {
    this.spec = spec;
    this.backoff = backoff;
    this.restarts = restarts;
    this.thread =
        Thread.ofPlatform().daemon().name("supervise-" + spec.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** From now on the child is started again however often it dies. */
  void established() {
    established = true;
  }

  /** Completes, with the reason for a person, when the child is not started any more. */
  CompletableFuture<String> givenUp() {
    return givenUp;
  }

  /** The child's process id, when it runs. */
  synchronized Optional<Long> pid() {
    return Optional.ofNullable(current).filter(Process::isAlive).map(Process::pid);
  }

  private void run() {
    try {
      supervise();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (stopped.getCount() > 0) {
        givenUp.complete("%s is not watched any more".formatted(spec.name()));
      }
    }
  }

  private void supervise() throws InterruptedException {
    int deaths = 0;
    while (stopped.getCount() > 0) {
      long start = System.nanoTime();
      String reason = live();
      deaths = backoff.count(deaths, Duration.ofNanos(System.nanoTime() - start));
      if (stopped.getCount() == 0 || giveUp(deaths, reason)) {
        return;
      }
      Duration wait = backoff.after(deaths);
      log.warn("{} died reason=\"{}\" restart={}ms", spec.name(), reason, wait.toMillis());
      restarts.increment();
      stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** One life of the child, up to the reason of its death: a machine short of memory or files may not even let it be born. */
  private String live() throws InterruptedException {
    try {
      Process process = launch();
      return process == null ? "stopped" : ExitReason.of(process.waitFor());
    } catch (IOException e) {
      return "cannot be started: " + e.getMessage();
    }
  }

  private boolean giveUp(int deaths, String reason) {
    if (established || deaths < DEATHS_TO_GIVE_UP) {
      return false;
    }
    givenUp.complete(
        "%s died %d times before it was ready (last: %s); its own words are above, marked \"%s |\""
            .formatted(spec.name(), deaths, reason, spec.name()));
    return true;
  }

  /** Null when the supervisor was stopped. Synchronised with {@link #stop}, so that no child is born after it. */
  private synchronized @Nullable Process launch() throws IOException {
    if (stopped.getCount() == 0) {
      return null;
    }
    ProcessBuilder builder = new ProcessBuilder(Leash.attach(spec.command()));
    builder.environment().clear();
    builder.environment().putAll(spec.environment());
    Process process = builder.start();
    LinePump.start(spec.name() + "-output", process.getInputStream(), spec.output());
    LinePump.start(spec.name() + "-errors", process.getErrorStream(), spec.errors());
    log.debug("started {} pid={}", spec.name(), process.pid());
    current = process;
    return process;
  }

  /** Asks the child to end, and ends it when it has not done so in time. Returns when it is gone; its leash follows by itself. */
  void stop(Duration patience) {
    Process process;
    synchronized (this) {
      stopped.countDown();
      process = current;
    }
    if (process != null) {
      end(process.toHandle(), patience);
    }
  }

  /** By its handle: {@code Process.destroy} would also close the pipes, and the child's last words with them. */
  private void end(ProcessHandle child, Duration patience) {
    child.destroy();
    if (!ended(child, patience)) {
      log.warn("{} did not end within {}ms, killing it", spec.name(), patience.toMillis());
      child.destroyForcibly();
      ended(child, Duration.ofSeconds(2));
    }
  }

  private static boolean ended(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
