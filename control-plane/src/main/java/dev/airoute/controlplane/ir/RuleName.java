package dev.airoute.controlplane.ir;

import dev.airoute.api.ResourceName;
import java.util.Comparator;

/** One rule of one AIRoute; ordered and printed as {@code NAMESPACE/ROUTE/RULE}. */
public record RuleName(ResourceName route, String rule) implements Comparable<RuleName> {
  private static final Comparator<RuleName> ORDER =
      Comparator.comparing(RuleName::route).thenComparing(RuleName::rule);

  @Override
  public int compareTo(RuleName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return route + "/" + rule;
  }
}
