package dev.airoute.extproc.config;

import org.jspecify.annotations.Nullable;

/** Where the one writer (the configuration thread) puts a snapshot and everybody else reads it. Any thread. */
public final class CurrentSnapshot {
  private volatile @Nullable Snapshot snapshot;

  /** Null until the control plane has said something about every type. */
  public @Nullable Snapshot get() {
    return snapshot;
  }

  public void publish(Snapshot next) {
    snapshot = next;
  }
}
