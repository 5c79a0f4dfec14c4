package dev.airoute.controlplane.publish;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.airoute.config.v1.Backend;
import dev.airoute.config.v1.Provider;
import dev.airoute.config.v1.Rule;
import dev.airoute.controlplane.serve.World;
import dev.airoute.controlplane.xds.TypeUrls;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.EnvoyInternalAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/** Resources that hang together as those of a gateway do. */
final class Gateways {
  private Gateways() {}

  static final World BARE = World.EMPTY.with(
      TypeUrls.LISTENER,
      "gateway",
      Any.pack(Listener.newBuilder().setName("gateway").setStatPrefix("gateway").build()));

  /** Hop listener, hop cluster, provider cluster, provider; the credential is separate. */
  static World provider(World world, String key, String secret) {
    Listener hop = Listener.newBuilder()
        .setName("hop/" + key)
        .addFilterChains(io.envoyproxy.envoy.config.listener.v3.FilterChain.newBuilder()
            .addFilters(filter("provider/" + key))
            .addFilters(filter(secret)))
        .build();
    return put(
        put(
            put(put(world, "hop/" + key, hop), "hop/" + key, cluster("hop/" + key, "hop/" + key)),
            "provider/" + key,
            cluster("provider/" + key, "")),
        key,
        Provider.newBuilder().setName(key).build());
  }

  private static io.envoyproxy.envoy.config.listener.v3.Filter filter(String mentions) {
    return io.envoyproxy.envoy.config.listener.v3.Filter.newBuilder()
        .setName("f")
        .setTypedConfig(Any.pack(Cluster.newBuilder().setName(mentions).build()))
        .build();
  }

  private static Cluster cluster(String name, String internalListener) {
    Cluster.Builder cluster = Cluster.newBuilder().setName(name);
    if (!internalListener.isEmpty()) {
      cluster.setLoadAssignment(ClusterLoadAssignment.newBuilder()
          .addEndpoints(LocalityLbEndpoints.newBuilder()
              .addLbEndpoints(LbEndpoint.newBuilder()
                  .setEndpoint(Endpoint.newBuilder()
                      .setAddress(Address.newBuilder()
                          .setEnvoyInternalAddress(EnvoyInternalAddress.newBuilder()
                              .setServerListenerName(internalListener)))))));
    }
    return cluster.build();
  }

  static World rule(World world, String name, String route, String... keys) {
    Rule.Builder rule = Rule.newBuilder().setName(name).setEnvoyRoute(route);
    for (String key : keys) {
      rule.addBackends(Backend.newBuilder().setProvider(key).setCluster("hop/" + key));
    }
    return put(world, name, rule.build());
  }

  static World routes(World world, String... names) {
    return put(world, "gateway", configuration(names));
  }

  static RouteConfiguration configuration(String... names) {
    VirtualHost.Builder host = VirtualHost.newBuilder().setName("gateway").addDomains("*");
    for (String name : names) {
      host.addRoutes(Route.newBuilder()
          .setName(name)
          .setMatch(RouteMatch.newBuilder()
              .setPrefix("/")
              .addHeaders(HeaderMatcher.newBuilder()
                  .setName("x-airoute-route")
                  .setStringMatch(StringMatcher.newBuilder().setExact(name)))));
    }
    host.addRoutes(Route.newBuilder()
        .setName("not-yet-routed")
        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
        .setRoute(RouteAction.newBuilder().setCluster("unrouted")));
    return RouteConfiguration.newBuilder()
        .setName("gateway")
        .addVirtualHosts(host)
        .build();
  }

  static World consumer(World world, String name, String key) {
    return put(
        world,
        name,
        dev.airoute.config.v1.Consumer.newBuilder()
            .setName(name)
            .addApiKeySha256(ByteString.copyFromUtf8(key))
            .build());
  }

  static World secret(World world, String name, String value) {
    return world.with(TypeUrls.SECRET, name, value);
  }

  static World put(World world, String name, Message message) {
    Any packed = Any.pack(message);
    return world.with(packed.getTypeUrl(), name, packed);
  }

  static List<String> routeNames(Any packed) throws Exception {
    return RouteConfiguration.parseFrom(packed.getValue())
        .getVirtualHosts(0)
        .getRoutesList()
        .stream()
        .map(Route::getName)
        .toList();
  }
}
