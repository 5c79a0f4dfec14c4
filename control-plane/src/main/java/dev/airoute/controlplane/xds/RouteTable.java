package dev.airoute.controlplane.xds;

import com.google.protobuf.BoolValue;
import com.google.protobuf.util.Durations;
import dev.airoute.controlplane.ir.Gateway;
import dev.airoute.controlplane.ir.Rule;
import dev.airoute.controlplane.ir.Settings;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The routes of the outer listener: one per policy, chosen by a header that the external processor sets, and one for
 * requests it has not decided yet. Thousands of rules make a handful of routes.
 */
final class RouteTable {
  static final String NAME = "gateway";

  /** A cluster without endpoints: no request may get anywhere by it. */
  static final String UNROUTED = "unrouted";

  private static final String CHOICE = "x-airoute-route";
  private static final String REQUEST_ID = "x-airoute-request-id";

  private final long bufferLimit;
  private final Map<RoutePolicy, String> names = new HashMap<>();
  private final SortedMap<String, Route> routes = new TreeMap<>();

  private RouteTable(Settings settings) {
    this.bufferLimit = settings.maxRequestBytes();
  }

  static RouteTable of(Gateway gateway) {
    RouteTable table = new RouteTable(gateway.settings());
    gateway.rules().stream()
        .flatMap(rule -> Stream.of(RoutePolicy.streamed(rule), RoutePolicy.whole(rule)))
        .forEach(table::add);
    return table;
  }

  private void add(RoutePolicy policy) {
    if (names.containsKey(policy)) {
      return;
    }
    Route.Builder route = Route.newBuilder().setRoute(policy.action());
    NewerFields.requestBodyBufferLimit(route, bufferLimit);
    String name = "route-" + Digest.of(List.of(route.build()));
    names.put(policy, name);
    routes.put(name, route.setName(name).setMatch(chosen(name)).build());
  }

  /** Names in the header {@code x-airoute-route}. */
  String streamed(Rule rule) {
    return name(RoutePolicy.streamed(rule));
  }

  String whole(Rule rule) {
    return name(RoutePolicy.whole(rule));
  }

  private String name(RoutePolicy policy) {
    String name = names.get(policy);
    if (name == null) {
      throw new IllegalArgumentException("a rule of another gateway");
    }
    return name;
  }

  RouteConfiguration configuration() {
    VirtualHost.Builder host = VirtualHost.newBuilder()
        .setName(NAME)
        .addDomains("*")
        .setIncludeRequestAttemptCount(true)
        .addResponseHeadersToAdd(requestId())
        .addResponseHeadersToRemove(RoutePolicy.VERDICT)
        .addResponseHeadersToRemove(LocalReplies.BROKEN)
        .addAllRoutes(routes.values())
        .addRoutes(notYetRouted());
    return RouteConfiguration.newBuilder()
        .setName(NAME)
        .addVirtualHosts(host)
        .setValidateClusters(BoolValue.of(false))
        .build();
  }

  static Cluster unrouted() {
    return Cluster.newBuilder()
        .setName(UNROUTED)
        .setType(Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(ClusterLoadAssignment.newBuilder().setClusterName(UNROUTED))
        .build();
  }

  /**
   * Matches before the external processor was asked. It must forward: Envoy takes the limit of the body that the
   * processor may see from this route, and only from a forwarding one.
   */
  private Route notYetRouted() {
    Route.Builder route = Route.newBuilder()
        .setName("not-yet-routed")
        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
        .setRoute(RouteAction.newBuilder().setCluster(UNROUTED).setTimeout(Durations.ZERO));
    NewerFields.requestBodyBufferLimit(route, bufferLimit);
    return route.build();
  }

  private static RouteMatch chosen(String name) {
    return RouteMatch.newBuilder()
        .setPrefix("/")
        .addHeaders(HeaderMatcher.newBuilder()
            .setName(CHOICE)
            .setStringMatch(StringMatcher.newBuilder().setExact(name)))
        .build();
  }

  private static HeaderValueOption requestId() {
    return HeaderValueOption.newBuilder()
        .setHeader(
            HeaderValue.newBuilder().setKey(REQUEST_ID).setValue("%REQ(" + REQUEST_ID + ")%"))
        .setAppendAction(HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)
        .build();
  }
}
