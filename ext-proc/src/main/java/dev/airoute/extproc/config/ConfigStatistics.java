package dev.airoute.extproc.config;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** What the configuration client counts. Written by its thread, read by any. */
public final class ConfigStatistics {
  private final LongAdder[] accepted = adders();
  private final LongAdder[] rejected = adders();
  private volatile boolean connected;
  private volatile long snapshots;
  private volatile int rules;

  /** Responses taken. */
  public long accepted(ResourceType type) {
    return accepted[type.ordinal()].sum();
  }

  /** Responses refused (NACK). */
  public long rejected(ResourceType type) {
    return rejected[type.ordinal()].sum();
  }

  /** Whether the control plane has answered on the present connection. */
  public boolean connected() {
    return connected;
  }

  /** How many snapshots were published; the number of the one that serves. */
  public long snapshots() {
    return snapshots;
  }

  /** How many rules serve. */
  public int rules() {
    return rules;
  }

  void countAccepted(ResourceType type) {
    accepted[type.ordinal()].increment();
  }

  void countRejected(ResourceType type) {
    rejected[type.ordinal()].increment();
  }

  void noteConnected(boolean now) {
    connected = now;
  }

  void notePublished(long number, Snapshot snapshot) {
    snapshots = number;
    rules = snapshot.ruleCount();
  }

  private static LongAdder[] adders() {
    LongAdder[] adders = new LongAdder[ResourceType.values().length];
    Arrays.setAll(adders, _ -> new LongAdder());
    return adders;
  }
}
