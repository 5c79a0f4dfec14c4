package dev.airoute.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.bootstrap.v3.Admin;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.KeepaliveSettings;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.core.v3.Pipe;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.overload.v3.OverloadManager;
import io.envoyproxy.envoy.config.overload.v3.ResourceMonitor;
import io.envoyproxy.envoy.extensions.bootstrap.internal_listener.v3.InternalListener;
import io.envoyproxy.envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;

/**
 * What an Envoy starts with: who it is, where the control plane and the external processor are. Everything else comes
 * from the control plane.
 */
public final class Bootstrap {
  private static final String XDS = "xds";
  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  /** A streamed answer holds a stream of the processor for minutes, and Envoy's own default is 1024 of them. */
  private static final int STREAMS = 1_000_000;

  private static final int BODIES_ON_THE_WAY = 4;

  private Bootstrap() {}

  /** JSON, for {@code envoy -c FILE.json}. */
  public static String json(BootstrapSettings settings) {
    return EnvoyJson.print(message(settings));
  }

  static io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap message(BootstrapSettings settings) {
    var bootstrap = io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.newBuilder()
        .setNode(Node.newBuilder().setId(settings.nodeId()).setCluster(settings.nodeCluster()))
        .setAdmin(Admin.newBuilder().setAddress(address(settings.admin())))
        .setStatsConfig(EnvoyStats.config())
        .setOverloadManager(overload(settings))
        .addBootstrapExtensions(Packing.extension(
            "envoy.bootstrap.internal_listener", InternalListener.getDefaultInstance()));
    bootstrap
        .getDynamicResourcesBuilder()
        .setAdsConfig(ads())
        .setCdsConfig(fromAds())
        .setLdsConfig(fromAds());
    bootstrap
        .getStaticResourcesBuilder()
        .addClusters(cluster(XDS, settings.xds(), keptAlive()))
        .addClusters(
            cluster(ProcessorFilter.CLUSTER, settings.extProc(), Http2.shared()).toBuilder()
                .setPerConnectionBufferLimitBytes(
                    UInt32Value.of(processorBuffer(settings.maxRequestBytes()))));
    return bootstrap.build();
  }

  private static int processorBuffer(int maxRequestBytes) {
    return (int) Math.min(Integer.MAX_VALUE, (long) maxRequestBytes * BODIES_ON_THE_WAY);
  }

  private static ApiConfigSource ads() {
    return ApiConfigSource.newBuilder()
        .setApiType(ApiConfigSource.ApiType.DELTA_GRPC)
        .setTransportApiVersion(ApiVersion.V3)
        .setSetNodeOnFirstMessageOnly(true)
        .addGrpcServices(GrpcService.newBuilder()
            .setEnvoyGrpc(GrpcService.EnvoyGrpc.newBuilder().setClusterName(XDS)))
        .build();
  }

  private static ConfigSource fromAds() {
    return ConfigSource.newBuilder()
        .setAds(AggregatedConfigSource.getDefaultInstance())
        .setResourceApiVersion(ApiVersion.V3)
        .build();
  }

  private static Cluster cluster(String name, SocketPlace place, Http2ProtocolOptions http2) {
    HttpProtocolOptions http = HttpProtocolOptions.newBuilder()
        .setExplicitHttpConfig(
            HttpProtocolOptions.ExplicitHttpConfig.newBuilder().setHttp2ProtocolOptions(http2))
        .build();
    return Cluster.newBuilder()
        .setName(name)
        .setType(discovery(place))
        .setConnectTimeout(Durations.fromSeconds(1))
        .setCircuitBreakers(Clusters.breakers(STREAMS, STREAMS, STREAMS))
        .putTypedExtensionProtocolOptions(HTTP_OPTIONS, Packing.any(http))
        .setLoadAssignment(Clusters.assignment(name, address(place)))
        .build();
  }

  private static Cluster.DiscoveryType discovery(SocketPlace place) {
    return switch (place) {
      case SocketPlace.Unix _ -> Cluster.DiscoveryType.STATIC;
      case SocketPlace.Tcp tcp ->
        IpAddress.isLiteral(tcp.host())
            ? Cluster.DiscoveryType.STATIC
            : Cluster.DiscoveryType.STRICT_DNS;
    };
  }

  private static Http2ProtocolOptions keptAlive() {
    return Http2ProtocolOptions.newBuilder()
        .setConnectionKeepalive(KeepaliveSettings.newBuilder()
            .setInterval(Durations.fromSeconds(30))
            .setTimeout(Durations.fromSeconds(5)))
        .build();
  }

  private static Address address(SocketPlace place) {
    return switch (place) {
      case SocketPlace.Unix(var path) ->
        Address.newBuilder().setPipe(Pipe.newBuilder().setPath(path)).build();
      case SocketPlace.Tcp(var host, var port) ->
        Address.newBuilder()
            .setSocketAddress(SocketAddress.newBuilder().setAddress(host).setPortValue(port))
            .build();
    };
  }

  private static OverloadManager overload(BootstrapSettings settings) {
    Any limit = Packing.any(DownstreamConnectionsConfig.newBuilder()
        .setMaxActiveDownstreamConnections(settings.maxConnections())
        .build());
    return OverloadManager.newBuilder()
        .addResourceMonitors(ResourceMonitor.newBuilder()
            .setName("envoy.resource_monitors.global_downstream_max_connections")
            .setTypedConfig(limit))
        .build();
  }
}
