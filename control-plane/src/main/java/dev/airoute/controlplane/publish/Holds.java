package dev.airoute.controlplane.publish;

import dev.airoute.controlplane.xds.Resources;
import dev.airoute.controlplane.xds.TypeUrls;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a target must wait because something that it needs was refused: it stays as it is served, or away. Remembers
 * its last answer, because clients answer far more often than they refuse. One thread.
 */
final class Holds {
  private String version = "";
  private Set<Ref> refused = Set.of();
  private Set<Ref> dependents = Set.of();

  Set<Ref> of(Target target, Set<Ref> nowRefused, Resources served) {
    if (!target.version().equals(version) || !nowRefused.equals(refused)) {
      version = target.version();
      refused = Set.copyOf(nowRefused);
      dependents = dependents(target.resources());
    }
    Set<Ref> held = new TreeSet<>(dependents);
    held.removeIf(ref -> same(ref, target.resources(), served));
    return held;
  }

  private Set<Ref> dependents(Resources target) {
    if (refused.isEmpty()) {
      return Set.of();
    }
    Set<Ref> found = References.dependents(target, refused);
    if (refused.stream().anyMatch(Holds::underAllRules)) {
      target
          .ofType(TypeUrls.RULE)
          .keySet()
          .forEach(rule -> found.add(new Ref(TypeUrls.RULE, rule)));
    }
    return found;
  }

  /** True of what brings requests to the routes that rules choose: every rule needs it, though none mentions it. */
  private static boolean underAllRules(Ref ref) {
    return (ref.typeUrl().equals(TypeUrls.ROUTE_CONFIGURATION)
            || ref.typeUrl().equals(TypeUrls.LISTENER))
        && Stage.ofAddition(ref.typeUrl(), ref.name()) == Stage.ROUTES;
  }

  private static boolean same(Ref ref, Resources target, Resources served) {
    return Objects.equals(
        target.ofType(ref.typeUrl()).get(ref.name()),
        served.ofType(ref.typeUrl()).get(ref.name()));
  }
}
