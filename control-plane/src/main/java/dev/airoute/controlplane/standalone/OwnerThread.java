package dev.airoute.controlplane.standalone;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one thread on which the stages run. What is still scheduled when it ends does not run any more. */
public final class OwnerThread implements AutoCloseable {
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
      1, Thread.ofPlatform().daemon().name("control-plane").factory());

  public ScheduledThreadPoolExecutor executor() {
    return executor;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
