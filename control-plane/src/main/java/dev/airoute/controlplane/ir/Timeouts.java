package dev.airoute.controlplane.ir;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long things may take; null: no limit.
 *
 * @param request everything, all attempts and the whole stream
 * @param firstToken one attempt, until the first content of a stream
 * @param idle between two pieces of a stream
 */
public record Timeouts(
    @Nullable Duration request,
    @Nullable Duration firstToken,
    @Nullable Duration idle) {
  public Timeouts {
    check(request);
    check(firstToken);
    check(idle);
  }

  private static void check(@Nullable Duration duration) {
    if (duration != null && (duration.isZero() || duration.isNegative())) {
      throw new IllegalArgumentException("not a time that can pass: " + duration);
    }
  }
}
