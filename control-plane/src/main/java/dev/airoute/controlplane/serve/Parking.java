package dev.airoute.controlplane.serve;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** What one client refused, so that the same version is not sent to it again. Owner thread only. */
final class Parking {
  private record Parked(String version, String words, Instant since) {}

  private final SortedMap<String, Parked> parked = new TreeMap<>();
  private final Set<String> suspects = new HashSet<>();

  /** The client refused this version, and nothing else with it. */
  void park(String name, String version, String words, Instant now) {
    parked.put(name, new Parked(version, words, now));
    suspects.remove(name);
  }

  /** The client refused a response with this resource among others: it must travel alone until it is cleared. */
  void suspect(String name) {
    suspects.add(name);
  }

  boolean suspected(String name) {
    return suspects.contains(name);
  }

  void accepted(String name, String version) {
    suspects.remove(name);
    Parked refused = parked.get(name);
    if (refused != null && refused.version.equals(version)) {
      parked.remove(name);
    }
  }

  void forget(String name) {
    suspects.remove(name);
    parked.remove(name);
  }

  /** Drops the refusals of versions that are no longer the current ones. */
  void keep(BiPredicate<String, String> current) {
    parked.entrySet().removeIf(entry -> !current.test(entry.getKey(), entry.getValue().version));
  }

  boolean holds(String name, String version) {
    Parked refused = parked.get(name);
    return refused != null && refused.version.equals(version);
  }

  List<Rejection> rejections() {
    return parked.entrySet().stream()
        .map(entry ->
            new Rejection(List.of(entry.getKey()), entry.getValue().words, entry.getValue().since))
        .toList();
  }
}
