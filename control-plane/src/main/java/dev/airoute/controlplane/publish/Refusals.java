package dev.airoute.controlplane.publish;

import com.google.protobuf.Any;
import dev.airoute.controlplane.xds.Resources;
import dev.airoute.controlplane.xds.TypeUrls;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What clients refuse, and what those refused that are gone: who restarts will refuse it again, so it counts until they
 * have taken it, until something else is wanted in its place, or until they have stayed away. One thread.
 */
final class Refusals {
  /** How long a client may stay away. */
  static final Duration GRACE = Duration.ofMinutes(10);

  private record Key(String node, Ref resource) {}

  /** What the target said when it was refused. */
  private final Map<Key, Any> refused = new HashMap<>();

  private final Map<Key, Instant> silentSince = new HashMap<>();

  Set<Ref> of(Audience audience, Resources target, Resources served, Instant now) {
    refused
        .entrySet()
        .removeIf(
            entry -> !entry.getValue().equals(resource(target, entry.getKey().resource())));
    Set<Ref> found = new TreeSet<>();
    Set<Key> live = new HashSet<>();
    for (ClientRejection rejection : audience.rejections()) {
      Ref ref = rejection.resource();
      Key key = new Key(rejection.node(), ref);
      found.add(ref);
      live.add(key);
      Any wanted = resource(target, ref);
      if (wanted != null && audience.follows(key.node()) && isServed(wanted, ref, served)) {
        refused.put(key, wanted);
      }
    }
    forget(live, audience, now);
    refused.keySet().forEach(key -> found.add(key.resource()));
    return found;
  }

  private void forget(Set<Key> live, Audience audience, Instant now) {
    silentSince.keySet().removeAll(live);
    for (Key key : Set.copyOf(refused.keySet())) {
      if (!live.contains(key)) {
        Instant since = silentSince.computeIfAbsent(key, _ -> now);
        if (audience.settled(key.node(), key.resource().typeUrl())
            || !now.isBefore(since.plus(GRACE))) {
          refused.remove(key);
        }
      }
    }
    silentSince.keySet().retainAll(refused.keySet());
  }

  /** Routes are served with old ones among them. */
  private static boolean isServed(Any wanted, Ref ref, Resources served) {
    Any now = resource(served, ref);
    return wanted.equals(now)
        || (now != null
            && ref.typeUrl().equals(TypeUrls.ROUTE_CONFIGURATION)
            && RouteMerge.merge(now, wanted, _ -> true).equals(now));
  }

  private static @Nullable Any resource(Resources resources, Ref ref) {
    return resources.ofType(ref.typeUrl()).get(ref.name());
  }

  /** When the next of them has stayed away for too long. */
  Optional<Instant> next() {
    return silentSince.values().stream()
        .map(since -> since.plus(GRACE))
        .min(Comparator.naturalOrder());
  }
}
