package dev.airoute.controlplane.ir;

import dev.airoute.api.FallbackCondition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** @param on what moves a request to the next backend @param maxAttempts the first one included */
public record Fallback(Set<FallbackCondition> on, int maxAttempts) {
  public Fallback {
    Set<FallbackCondition> copy = EnumSet.noneOf(FallbackCondition.class);
    copy.addAll(on);
    on = Collections.unmodifiableSet(copy);
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("at least one attempt is needed");
    }
  }
}
