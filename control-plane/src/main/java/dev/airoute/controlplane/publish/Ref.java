package dev.airoute.controlplane.publish;

import java.util.Comparator;

/**
 * A resource by type URL and name. A route inside a route configuration, which comes and goes on its own, is one too,
 * of type {@link #ROUTE_ENTRY}.
 */
public record Ref(String typeUrl, String name) implements Comparable<Ref> {
  static final String ROUTE_ENTRY = "route";

  private static final Comparator<Ref> ORDER =
      Comparator.comparing(Ref::typeUrl).thenComparing(Ref::name);

  @Override
  public int compareTo(Ref other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return typeUrl.substring(typeUrl.lastIndexOf('.') + 1) + " " + name;
  }
}
