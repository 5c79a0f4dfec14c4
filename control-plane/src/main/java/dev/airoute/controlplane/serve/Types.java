package dev.airoute.controlplane.serve;

import dev.airoute.controlplane.xds.TypeUrls;
import java.util.Comparator;
import java.util.List;

/** What the server knows of resource types; it serves any. */
final class Types {
  private static final List<String> ORDER = List.of(
      TypeUrls.CLUSTER,
      TypeUrls.ENDPOINT,
      TypeUrls.SECRET,
      TypeUrls.LISTENER,
      TypeUrls.ROUTE_CONFIGURATION,
      TypeUrls.PROVIDER,
      TypeUrls.CONSUMER,
      TypeUrls.RULE);

  /** What others need comes first; types that we do not know come last, by name. */
  static final Comparator<String> BY_DEPENDENCY =
      Comparator.<String>comparingInt(Types::rank).thenComparing(Comparator.naturalOrder());

  private Types() {}

  private static int rank(String typeUrl) {
    int rank = ORDER.indexOf(typeUrl);
    return rank < 0 ? ORDER.size() : rank;
  }

  static boolean isOurs(String typeUrl) {
    return typeUrl.startsWith("type.googleapis.com/airoute.");
  }

  /** For metrics: a bounded set of values, whatever a client asks for. */
  static String label(String typeUrl) {
    return ORDER.contains(typeUrl) ? typeUrl.substring(typeUrl.lastIndexOf('.') + 1) : "other";
  }
}
