package dev.airoute.controlplane.publish;

import com.google.protobuf.Any;
import dev.airoute.controlplane.xds.Resources;
import dev.airoute.controlplane.xds.TypeUrls;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to serve at a stage on the way from what is served to the target. Applied to its own result it changes nothing.
 * Pure.
 *
 * @param held what stays as it is served, or away
 * @param gone what of the surplus is not to be served any more
 */
record Composition(Stage stage, Resources served, Resources target, Set<Ref> held, Set<Ref> gone) {

  Resources resources() {
    SortedMap<String, SortedMap<String, Any>> result = new TreeMap<>();
    SortedSet<String> types = new TreeSet<>(served.byType().keySet());
    types.addAll(target.byType().keySet());
    for (String type : types) {
      SortedMap<String, Any> named = ofType(type);
      if (!named.isEmpty() || target.byType().containsKey(type)) {
        result.put(type, named);
      }
    }
    return new Resources(result);
  }

  private SortedMap<String, Any> ofType(String type) {
    Map<String, Any> wanted = target.ofType(type);
    SortedMap<String, Any> result = new TreeMap<>(served.ofType(type));
    result
        .keySet()
        .removeIf(name ->
            !wanted.containsKey(name) && (stage.drops(type) || gone.contains(new Ref(type, name))));
    wanted.forEach((name, resource) -> {
      Any old = result.get(name);
      boolean due = Stage.ofAddition(type, name).compareTo(stage) <= 0;
      if (due && !held.contains(new Ref(type, name))) {
        result.put(
            name, type.equals(TypeUrls.ROUTE_CONFIGURATION) ? merged(old, resource) : resource);
      }
    });
    return result;
  }

  private Any merged(@Nullable Any old, Any wanted) {
    return old == null ? wanted : RouteMerge.merge(old, wanted, this::keeps);
  }

  private boolean keeps(String route) {
    return !gone.contains(new Ref(Ref.ROUTE_ENTRY, route));
  }

  /** What is served and not wanted. */
  static SortedSet<Ref> surplus(Resources served, Resources target) {
    SortedSet<Ref> surplus = new TreeSet<>();
    served
        .byType()
        .forEach((type, named) -> named.forEach((name, resource) -> {
          Any wanted = target.ofType(type).get(name);
          if (wanted == null) {
            surplus.add(new Ref(type, name));
          } else if (type.equals(TypeUrls.ROUTE_CONFIGURATION)) {
            RouteMerge.surplus(resource, wanted)
                .forEach(route -> surplus.add(new Ref(Ref.ROUTE_ENTRY, route)));
          }
        }));
    return surplus;
  }
}
