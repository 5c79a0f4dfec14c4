package dev.airoute.controlplane.publish;

import com.google.protobuf.Any;
import dev.airoute.controlplane.xds.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Since when nothing uses a resource that is still served: it goes a period of grace later, so that exchanges which
 * began with it end with it. One thread.
 */
final class Retirement {
  private final Duration grace;
  private final Map<Ref, Instant> unusedSince = new HashMap<>();

  /** What all clients took, which is what they still use where they refused what came after. */
  private final Map<Ref, Any> accepted = new HashMap<>();

  Retirement(Duration grace) {
    this.grace = grace;
  }

  /** A new target: what it wants again is in use, however long it was not. */
  void target(SortedSet<Ref> surplus) {
    unusedSince.keySet().retainAll(surplus);
  }

  /**
   * Every client follows what is served, but for what it refused.
   *
   * @param held what is served though the target says otherwise
   */
  void settled(
      Resources served, SortedSet<Ref> surplus, Set<Ref> refused, Set<Ref> held, Instant now) {
    unusedSince.keySet().retainAll(surplus);
    remember(served, refused);
    Set<Ref> inUse = inUse(served, surplus, refused, held);
    unusedSince.keySet().removeAll(inUse);
    surplus.stream()
        .filter(ref -> !inUse.contains(ref))
        .forEach(ref -> unusedSince.putIfAbsent(ref, now));
  }

  private void remember(Resources served, Set<Ref> refused) {
    Set<Ref> present = new HashSet<>();
    served
        .byType()
        .forEach((type, named) -> named.forEach((name, resource) -> {
          Ref ref = new Ref(type, name);
          present.add(ref);
          if (!refused.contains(ref)) {
            accepted.put(ref, resource);
          }
        }));
    accepted.keySet().retainAll(present);
  }

  private Set<Ref> inUse(
      Resources served, SortedSet<Ref> surplus, Set<Ref> refused, Set<Ref> held) {
    Set<Ref> roots = new HashSet<>(refused);
    roots.addAll(held);
    Collection<Any> old = accepted.entrySet().stream()
        .filter(entry -> roots.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
    if (old.isEmpty() || surplus.isEmpty()) {
      return Set.of();
    }
    Set<String> routes = surplus.stream()
        .filter(ref -> ref.typeUrl().equals(Ref.ROUTE_ENTRY))
        .map(Ref::name)
        .collect(Collectors.toSet());
    return References.needed(served, routes, old);
  }

  /** What is to go now. */
  Set<Ref> due(Instant now) {
    return unusedSince.entrySet().stream()
        .filter(entry -> !now.isBefore(entry.getValue().plus(grace)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** When more is due; empty when nothing waits. */
  Optional<Instant> next(Instant now) {
    return unusedSince.values().stream()
        .map(since -> since.plus(grace))
        .filter(due -> due.isAfter(now))
        .min(Comparator.naturalOrder());
  }
}
