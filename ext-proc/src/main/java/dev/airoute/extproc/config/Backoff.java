package dev.airoute.extproc.config;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waiting times between attempts: doubling up to a limit, each cut by up to a half at random. One thread. */
public final class Backoff {
  private final Duration first;
  private final Duration limit;
  private final RandomGenerator random;
  private Duration next;

  public Backoff(Duration first, Duration limit, RandomGenerator random) {
    this.first = first;
    this.limit = limit;
    this.random = random;
    this.next = first;
  }

  /** How long to wait now; the next wait will be longer. */
  Duration next() {
    long nanos = next.toNanos();
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(limit) < 0 ? doubled : limit;
    return Duration.ofNanos(nanos - random.nextLong(nanos / 2 + 1));
  }

  /** Whether a time is longer than every wait. */
  boolean exceededBy(Duration time) {
    return time.compareTo(limit) > 0;
  }

  /** Something worked: start over. */
  void reset() {
    next = first;
  }
}
