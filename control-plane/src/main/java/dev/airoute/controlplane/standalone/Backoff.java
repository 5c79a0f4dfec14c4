package dev.airoute.controlplane.standalone;

import java.time.Duration;

/**
 * How long to wait before a child that died is started again: not at all the first time, then twice as long each time.
 *
 * @param first the wait after the second death in a row
 * @param longest no wait is longer
 * @param healthyAfter a child that lived this long starts with a clean record
 */
record Backoff(Duration first, Duration longest, Duration healthyAfter) {
  static final Backoff STANDARD =
      new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(30));

  /** Deaths in a row, with one more now of a child that lived so long. */
  int count(int deathsBefore, Duration lived) {
    return lived.compareTo(healthyAfter) >= 0 ? 1 : deathsBefore + 1;
  }

  /** The wait after so many deaths in a row, counted from one. */
  Duration after(int deaths) {
    if (deaths <= 1) {
      return Duration.ZERO;
    }
    Duration wait = first.multipliedBy(1L << Math.min(deaths - 2, 20));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
