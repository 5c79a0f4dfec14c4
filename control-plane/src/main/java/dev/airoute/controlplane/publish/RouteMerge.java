package dev.airoute.controlplane.publish;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Route configurations are one resource with many routes that come and go on their own: while the external processor
 * may still choose an old route, it is served in front of the new ones. Only routes named {@code route-HASH} are kept
 * so, because they match on their own name and nothing else. Pure.
 */
final class RouteMerge {
  private static final String KEPT_PREFIX = "route-";

  private RouteMerge() {}

  /** The wanted configuration with those routes of the served one that it lacks and {@code keep} accepts. */
  static Any merge(Any served, Any wanted, Predicate<String> keep) {
    RouteConfiguration old = parse(served);
    RouteConfiguration.Builder merged = parse(wanted).toBuilder();
    boolean changed = false;
    for (VirtualHost.Builder host : merged.getVirtualHostsBuilderList()) {
      List<Route> kept = surplus(old, host.build()).stream()
          .filter(route -> keep.test(route.getName()))
          .toList();
      if (!kept.isEmpty()) {
        List<Route> routes = host.getRoutesList();
        host.clearRoutes().addAllRoutes(kept).addAllRoutes(routes);
        changed = true;
      }
    }
    return changed ? pack(wanted.getTypeUrl(), merged.build()) : wanted;
  }

  /** Names of the routes that the served configuration has only because they were kept. */
  static Set<String> surplus(Any served, Any wanted) {
    RouteConfiguration old = parse(served);
    return parse(wanted).getVirtualHostsList().stream()
        .flatMap(host -> surplus(old, host).stream())
        .map(Route::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Route> surplus(RouteConfiguration old, VirtualHost wanted) {
    Set<String> names =
        wanted.getRoutesList().stream().map(Route::getName).collect(Collectors.toSet());
    return old.getVirtualHostsList().stream()
        .filter(host -> host.getName().equals(wanted.getName()))
        .flatMap(host -> host.getRoutesList().stream())
        .filter(
            route -> route.getName().startsWith(KEPT_PREFIX) && !names.contains(route.getName()))
        .toList();
  }

  private static RouteConfiguration parse(Any packed) {
    try {
      return RouteConfiguration.parseFrom(packed.getValue());
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalArgumentException("not a RouteConfiguration", broken);
    }
  }

  /** Deterministic, so that every replica serves the same version. */
  private static Any pack(String typeUrl, Message message) {
    ByteString.Output bytes = ByteString.newOutput(message.getSerializedSize());
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.flush();
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory failed", impossible);
    }
    return Any.newBuilder().setTypeUrl(typeUrl).setValue(bytes.toByteString()).build();
  }
}
