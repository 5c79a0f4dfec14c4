package dev.airoute.extproc.stream;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one small pool for work that an event loop cannot spare time for. Refuses work when its queue is full. */
public final class WorkPool implements Executor, AutoCloseable {
  private static final int QUEUED_PER_THREAD = 32;

  private final ThreadPoolExecutor threads;

  public WorkPool(int threads) {
    this.threads = new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(threads * QUEUED_PER_THREAD),
        Thread.ofPlatform().name("work-", 0).daemon().factory());
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /** Tasks that wait. */
  public int queued() {
    return threads.getQueue().size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
