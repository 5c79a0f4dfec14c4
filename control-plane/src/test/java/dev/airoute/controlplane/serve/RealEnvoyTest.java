package dev.airoute.controlplane.serve;

import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.LISTENER;
import static dev.airoute.controlplane.xds.TypeUrls.ROUTE_CONFIGURATION;
import static dev.airoute.controlplane.xds.TypeUrls.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol as Envoy speaks it. Skipped where there is no Envoy. */
final class RealEnvoyTest {
  private static final Pattern ACTIVE = Pattern.compile("\"name\": \"(c\\d\\d)\"");

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private Path binary;

  @TempDir
  Path directory;

  @BeforeEach
  void findEnvoy() {
    Assumptions.assumeTrue(
        RealEnvoy.binary().isPresent(), "no Envoy: set ENVOY or run examples/quickstart/run.sh");
    binary = RealEnvoy.binary().orElseThrow();
  }

  @Test
  void poisonClusterAmongFiftyCostsOnlyItselfAndIsMended() throws Exception {
    World world = World.EMPTY;
    for (int i = 0; i < 50; i++) {
      world = with(world, cluster("c%02d".formatted(i)));
    }
    World poisoned = with(world, cluster("c31").setType(Cluster.DiscoveryType.ORIGINAL_DST));
    Path socket = directory.resolve("xds.sock");
    try (XdsServer server = XdsServer.start(
            List.of(UnixDomainSocketAddress.of(socket)), InstantSource.system(), meters);
        RealEnvoy envoy = RealEnvoy.start(binary, directory, "gw-1", socket)) {
      server.set(poisoned.resources());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> settled(server) && clusters(server).acknowledged() == 49);

      assertThat(clusters(server).rejections()).singleElement().satisfies(rejection -> {
        assertThat(rejection.resources()).containsExactly("c31");
        assertThat(rejection.words()).contains("c31", "ORIGINAL_DST");
      });
      assertThat(activeClusters(envoy)).hasSize(49).doesNotContain("c31");
      double responses = responses();
      assertThat(responses).isEqualTo(51);
      assertThat(client(server).role()).isEqualTo(Role.ENVOY);
      assertThat(client(server).node()).isEqualTo("gw-1");
      assertThat(client(server).userAgent()).startsWith("envoy 1.");

      server.set(world.resources());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> settled(server) && clusters(server).acknowledged() == 50);
      assertThat(clusters(server).rejections()).isEmpty();
      assertThat(activeClusters(envoy)).hasSize(50).contains("c31");
      assertThat(responses()).isEqualTo(responses + 1);
    }
  }

  @Test
  void reconnectBringsWhatChangedAndTakesWhatIsGone() throws Exception {
    World world = with(with(World.EMPTY, cluster("c00")), cluster("c01"));
    Path socket = directory.resolve("xds.sock");
    XdsServer first = XdsServer.start(
        List.of(UnixDomainSocketAddress.of(socket)), InstantSource.system(), meters);
    try (first;
        RealEnvoy envoy = RealEnvoy.start(binary, directory, "gw-1", socket)) {
      first.set(world.resources());
      await().atMost(Duration.ofSeconds(30)).until(() -> settled(first));
      assertThat(activeClusters(envoy)).containsExactlyInAnyOrder("c00", "c01");
      first.close();

      MeterRegistry counted = new SimpleMeterRegistry();
      try (XdsServer second = XdsServer.start(
          List.of(UnixDomainSocketAddress.of(socket)), InstantSource.system(), counted)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !second.clients().isEmpty());
        assertThat(activeClusters(envoy)).containsExactlyInAnyOrder("c00", "c01");
        second.set(with(world.without(CLUSTER, "c00"), cluster("c02")).resources());
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> assertThat(activeClusters(envoy)).containsExactlyInAnyOrder("c01", "c02"));
        await().until(() -> settled(second));
        assertThat(counted.counter("airoute.xds.responses", "type", "Cluster").count())
            .as("c02 is new, c00 is gone, c01 is not sent")
            .isEqualTo(2);
      }
    }
  }

  @Test
  void absentNamesAreAnsweredSoThatNothingWaitsForThem() throws Exception {
    World world = with(World.EMPTY, cluster("c00").setTransportSocket(tlsWithSecret("absent")));
    world = world.with(LISTENER, "door", Any.pack(listenerWithRoutes("late")));
    Path socket = directory.resolve("xds.sock");
    try (XdsServer server = XdsServer.start(
            List.of(UnixDomainSocketAddress.of(socket)), InstantSource.system(), meters);
        RealEnvoy envoy = RealEnvoy.start(binary, directory, "gw-1", socket)) {
      server.set(world.resources());
      // Envoy's own patience with a missing resource is 15 s.
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> settled(server)
              && client(server).types().keySet().containsAll(List.of(SECRET, ROUTE_CONFIGURATION)));
      assertThat(client(server).types().values())
          .allSatisfy(type -> assertThat(type.rejections()).isEmpty());
      assertThat(activeClusters(envoy)).containsExactly("c00");

      Any routes = Any.pack(RouteConfiguration.newBuilder().setName("late").build());
      server.set(world.with(ROUTE_CONFIGURATION, "late", routes).resources());
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> settled(server)
              && java.util.Objects.requireNonNull(client(server).types().get(ROUTE_CONFIGURATION))
                      .acknowledged()
                  == 1);
      assertThat(envoy.admin("/config_dump?resource=dynamic_route_configs")).contains("late");
    }
  }

  private static TransportSocket tlsWithSecret(String name) {
    SdsSecretConfig secret =
        SdsSecretConfig.newBuilder().setName(name).setSdsConfig(overAds()).build();
    UpstreamTlsContext tls = UpstreamTlsContext.newBuilder()
        .setCommonTlsContext(
            CommonTlsContext.newBuilder().setValidationContextSdsSecretConfig(secret))
        .build();
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Any.pack(tls))
        .build();
  }

  private static Listener listenerWithRoutes(String name) {
    HttpConnectionManager manager = HttpConnectionManager.newBuilder()
        .setStatPrefix("door")
        .setRds(Rds.newBuilder().setRouteConfigName(name).setConfigSource(overAds()))
        .addHttpFilters(HttpFilter.newBuilder()
            .setName("router")
            .setTypedConfig(Any.pack(Router.getDefaultInstance())))
        .build();
    return Listener.newBuilder()
        .setName("door")
        .setAddress(Address.newBuilder()
            .setSocketAddress(SocketAddress.newBuilder().setAddress("127.0.0.1").setPortValue(0)))
        .addFilterChains(FilterChain.newBuilder()
            .addFilters(Filter.newBuilder().setName("http").setTypedConfig(Any.pack(manager))))
        .build();
  }

  private static ConfigSource overAds() {
    return ConfigSource.newBuilder()
        .setResourceApiVersion(ApiVersion.V3)
        .setAds(AggregatedConfigSource.getDefaultInstance())
        .build();
  }

  private static Cluster.Builder cluster(String name) {
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.STATIC)
        .setConnectTimeout(Durations.fromSeconds(1));
  }

  private static World with(World world, Cluster.Builder cluster) {
    return world.with(CLUSTER, cluster.getName(), Any.pack(cluster.build()));
  }

  private static ClientState client(XdsServer server) {
    return server.clients().getFirst();
  }

  private static TypeState clusters(XdsServer server) {
    return java.util.Objects.requireNonNull(client(server).types().get(CLUSTER));
  }

  private static boolean settled(XdsServer server) {
    return !server.clients().isEmpty()
        && client(server).generation() > 0
        && client(server).types().keySet().containsAll(List.of(CLUSTER, LISTENER))
        && client(server).types().values().stream().allMatch(TypeState::settled);
  }

  private double responses() {
    return meters.counter("airoute.xds.responses", "type", "Cluster").count();
  }

  private static List<String> activeClusters(RealEnvoy envoy) throws Exception {
    String dump = envoy.admin("/config_dump?resource=dynamic_active_clusters");
    return ACTIVE
        .matcher(dump)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .collect(Collectors.toList());
  }
}
