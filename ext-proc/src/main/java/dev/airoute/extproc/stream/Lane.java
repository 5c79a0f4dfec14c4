package dev.airoute.extproc.stream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the tasks of one stream one after the other, in order: at once on the calling thread, or on a pool when a task is
 * heavy. Any thread may submit; a task sees everything that earlier tasks did.
 * A task that throws, an error too, is finished: those behind it run, and what it threw goes to the thread's owner.
 */
final class Lane {
  /** A piece of a stream's work. */
  interface Task {
    /** Whether it may take longer than an event loop can spare. Asked when it is this task's turn. */
    default boolean heavy() {
      return false;
    }

    void run();

    /** Instead of {@link #run}, when the pool is full. */
    default void shed() {
      run();
    }
  }

  private final Executor pool;
  private final Queue<Task> queue = new ConcurrentLinkedQueue<>();

  /** Tasks that are not finished; whoever raises it from zero runs them all. */
  private final AtomicInteger unfinished = new AtomicInteger();

  Lane(Executor pool) {
    this.pool = pool;
  }

  void submit(Task task) {
    queue.add(task);
    if (unfinished.getAndIncrement() == 0) {
      drain(false);
    }
  }

  private void drain(boolean pooled) {
    do {
      Task task = queue.remove();
      boolean thrown = true;
      try {
        if (pooled || !task.heavy()) {
          task.run();
        } else if (handOver(task)) {
          thrown = false;
          return;
        } else {
          task.shed();
        }
        thrown = false;
      } finally {
        if (thrown) {
          finished(pooled);
        }
      }
    } while (unfinished.decrementAndGet() > 0);
  }

  private void finished(boolean pooled) {
    if (unfinished.decrementAndGet() > 0) {
      drain(pooled);
    }
  }

  private boolean handOver(Task task) {
    try {
      pool.execute(() -> {
        try {
          task.run();
        } finally {
          finished(true);
        }
      });
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }
}
