package dev.airoute.controlplane.publish;

import com.google.protobuf.Any;
import dev.airoute.controlplane.xds.Resources;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Who needs whom, by the names that resources mention. Pure; made only when something was refused. */
final class References {
  private References() {}

  /** Everything in {@code world} that needs one of these resources, directly or through others. */
  static Set<Ref> dependents(Resources world, Set<Ref> refused) {
    NameScanner scanner = new NameScanner(names(world, Set.of()));
    Map<String, Set<Ref>> mentionedBy = new HashMap<>();
    forEach(
        world,
        (ref, resource) -> scanner
            .mentions(resource)
            .forEach(
                name -> mentionedBy.computeIfAbsent(name, _ -> new HashSet<>()).add(ref)));
    Set<Ref> found = new TreeSet<>();
    Deque<Ref> open = new ArrayDeque<>(refused);
    while (!open.isEmpty()) {
      for (Ref dependent : mentionedBy.getOrDefault(open.remove().name(), Set.of())) {
        if (!refused.contains(dependent) && found.add(dependent)) {
          open.add(dependent);
        }
      }
    }
    return found;
  }

  /**
   * Everything in {@code world}, and of the routes inside its route configurations, that these resources need, directly
   * or through others.
   */
  static Set<Ref> needed(Resources world, Set<String> routes, Collection<Any> roots) {
    NameScanner scanner = new NameScanner(names(world, routes));
    Set<Ref> found = new TreeSet<>();
    Deque<Any> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      for (String name : scanner.mentions(open.remove())) {
        if (routes.contains(name)) {
          found.add(new Ref(Ref.ROUTE_ENTRY, name));
        }
        world.byType().forEach((type, named) -> {
          Any resource = named.get(name);
          if (resource != null && found.add(new Ref(type, name))) {
            open.add(resource);
          }
        });
      }
    }
    return found;
  }

  private static Set<String> names(Resources world, Set<String> more) {
    Set<String> names = new HashSet<>(more);
    world.byType().values().forEach(named -> names.addAll(named.keySet()));
    return names;
  }

  private static void forEach(Resources world, BiConsumer<Ref, Any> action) {
    world
        .byType()
        .forEach((type, named) ->
            named.forEach((name, resource) -> action.accept(new Ref(type, name), resource)));
  }
}
