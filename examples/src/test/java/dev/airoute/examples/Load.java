package dev.airoute.examples;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A small steady load: a few callers that ask again and again until closed. */
final class Load implements AutoCloseable {
  private static final int CALLERS = 3;
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Supplier<Http.Reply> call;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicInteger succeeded = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<Thread> callers = new ArrayList<>();

  /** @param call made again and again; anything but a 200 is a failure */
  Load(Supplier<Http.Reply> call) {
    this.call = call;
    for (int i = 0; i < CALLERS; i++) {
      callers.add(Thread.ofVirtual().name("load-" + i).start(this::run));
    }
  }

  private void run() {
    try {
      while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      Http.Reply reply = call.get();
      if (reply.status() == 200) {
        succeeded.incrementAndGet();
      } else {
        failures.add(reply.status() + " " + reply.body());
      }
    } catch (UncheckedIOException e) {
      failures.add(e.toString());
    }
  }

  int succeeded() {
    return succeeded.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Ends after the calls that run. */
  @Override
  public void close() {
    stop.countDown();
    try {
      for (Thread caller : callers) {
        caller.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
