package dev.airoute.controlplane.xds;

import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.airoute.controlplane.ir.Capacity;
import dev.airoute.controlplane.ir.Endpoint;
import dev.airoute.controlplane.ir.Health;
import dev.airoute.controlplane.ir.Upstream;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import io.envoyproxy.envoy.config.cluster.v3.UpstreamConnectionOptions;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.EnvoyInternalAddress;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.KeepaliveSettings;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.extensions.clusters.common.dns.v3.DnsLookupFamily;
import io.envoyproxy.envoy.extensions.clusters.dns.v3.DnsCluster;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.type.v3.Percent;

/** The clusters of one provider: the hop that leads to it, and its own addresses. */
final class Clusters {
  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  /** No limit: Envoy's own default of three concurrent retries would make fallback fail under load. */
  private static final int UNLIMITED = 1_000_000;

  private static final long HOP_CONNECT_SECONDS = 1;
  private static final long CONNECT_SECONDS = 5;

  /** Shorter than the minute after which common load balancers drop a silent connection. */
  private static final long IDLE_SECONDS = 55;

  private Clusters() {}

  static Cluster hop(ProviderNames names) {
    Address address = Address.newBuilder()
        .setEnvoyInternalAddress(
            EnvoyInternalAddress.newBuilder().setServerListenerName(names.hop()))
        .build();
    HttpProtocolOptions http = HttpProtocolOptions.newBuilder()
        .setExplicitHttpConfig(HttpProtocolOptions.ExplicitHttpConfig.newBuilder()
            .setHttp2ProtocolOptions(Http2.shared()))
        .setCommonHttpProtocolOptions(
            io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions.newBuilder()
                .setMaxHeadersCount(UInt32Value.of(Hop.HEADER_COUNT))
                .setMaxResponseHeadersKb(UInt32Value.of(Hop.HEADER_KB)))
        .build();
    return Cluster.newBuilder()
        .setName(names.hop())
        .setAltStatName(names.hopStats())
        .setType(Cluster.DiscoveryType.STATIC)
        .setConnectTimeout(Durations.fromSeconds(HOP_CONNECT_SECONDS))
        .setCircuitBreakers(breakers(UNLIMITED, UNLIMITED, UNLIMITED))
        .putTypedExtensionProtocolOptions(HTTP_OPTIONS, Packing.any(http))
        .setLoadAssignment(assignment(names.hop(), address))
        .build();
  }

  static Cluster provider(Upstream.Remote remote, ProviderNames names, String caBundle) {
    Endpoint endpoint = remote.endpoint();
    Endpoint.Tls tls = endpoint.tls();
    Address address = Address.newBuilder()
        .setSocketAddress(
            SocketAddress.newBuilder().setAddress(endpoint.host()).setPortValue(endpoint.port()))
        .build();
    Cluster.Builder cluster = Cluster.newBuilder()
        .setName(names.cluster())
        .setAltStatName(names.clusterStats())
        .setConnectTimeout(Durations.fromSeconds(CONNECT_SECONDS))
        .setLbPolicy(Cluster.LbPolicy.LEAST_REQUEST)
        .setCircuitBreakers(breakers(remote.capacity()))
        .setOutlierDetection(outlierDetection(remote.health()))
        .setCommonLbConfig(neverAnEjectedAddress())
        .setUpstreamConnectionOptions(keepalive())
        .putTypedExtensionProtocolOptions(HTTP_OPTIONS, Packing.any(httpOptions(tls != null)))
        .setLoadAssignment(assignment(names.cluster(), address));
    discover(cluster, endpoint);
    if (tls != null) {
      cluster.setTransportSocket(TlsSocket.of(tls, caBundle));
    }
    return cluster.build();
  }

  /**
   * A plain-text endpoint is the user's own: every address of the name is a replica that takes its share. An endpoint
   * with TLS is a service behind one name whose addresses come and go with each answer: any one of them will do, and a
   * connection stays good when its address is no longer in the answer.
   */
  private static void discover(Cluster.Builder cluster, Endpoint endpoint) {
    if (IpAddress.isLiteral(endpoint.host())) {
      cluster.setType(Cluster.DiscoveryType.STATIC);
      return;
    }
    DnsCluster dns = DnsCluster.newBuilder()
        .setRespectDnsTtl(true)
        .setDnsLookupFamily(DnsLookupFamily.V4_PREFERRED)
        .setAllAddressesInSingleEndpoint(endpoint.tls() != null)
        .build();
    cluster.setClusterType(Cluster.CustomClusterType.newBuilder()
        .setName("envoy.cluster.dns")
        .setTypedConfig(Packing.any(dns)));
  }

  private static HttpProtocolOptions httpOptions(boolean tls) {
    HttpProtocolOptions.Builder options = HttpProtocolOptions.newBuilder()
        .setCommonHttpProtocolOptions(
            io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions.newBuilder()
                .setIdleTimeout(Durations.fromSeconds(IDLE_SECONDS)));
    return tls
        ? options.setAutoConfig(http2IfOffered()).build()
        : options.setExplicitHttpConfig(http1()).build();
  }

  private static HttpProtocolOptions.AutoHttpConfig http2IfOffered() {
    return HttpProtocolOptions.AutoHttpConfig.newBuilder()
        .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
        .setHttp2ProtocolOptions(Http2ProtocolOptions.newBuilder()
            .mergeFrom(Http2.shared())
            .setConnectionKeepalive(KeepaliveSettings.newBuilder()
                .setInterval(Durations.fromSeconds(30))
                .setTimeout(Durations.fromSeconds(10))))
        .build();
  }

  private static HttpProtocolOptions.ExplicitHttpConfig http1() {
    return HttpProtocolOptions.ExplicitHttpConfig.newBuilder()
        .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
        .build();
  }

  private static OutlierDetection outlierDetection(Health health) {
    return OutlierDetection.newBuilder()
        .setConsecutive5Xx(UInt32Value.of(health.consecutiveErrors()))
        .setBaseEjectionTime(RoutePolicy.proto(health.ejectionTime()))
        .setInterval(Durations.fromSeconds(1))
        .setMaxEjectionPercent(UInt32Value.of(100))
        .setEnforcingSuccessRate(UInt32Value.of(0))
        .build();
  }

  /** Without it Envoy would use ejected addresses as soon as half of them are: with one address, always. */
  private static Cluster.CommonLbConfig neverAnEjectedAddress() {
    return Cluster.CommonLbConfig.newBuilder()
        .setHealthyPanicThreshold(Percent.newBuilder().setValue(0))
        .build();
  }

  private static UpstreamConnectionOptions keepalive() {
    return UpstreamConnectionOptions.newBuilder()
        .setTcpKeepalive(TcpKeepalive.newBuilder()
            .setKeepaliveProbes(UInt32Value.of(3))
            .setKeepaliveTime(UInt32Value.of(30))
            .setKeepaliveInterval(UInt32Value.of(10)))
        .build();
  }

  private static CircuitBreakers breakers(Capacity capacity) {
    return breakers(
        capacity.maxConnections(), capacity.maxPendingRequests(), capacity.maxRequests());
  }

  static CircuitBreakers breakers(int connections, int pending, int requests) {
    return CircuitBreakers.newBuilder()
        .addThresholds(CircuitBreakers.Thresholds.newBuilder()
            .setMaxConnections(UInt32Value.of(connections))
            .setMaxPendingRequests(UInt32Value.of(pending))
            .setMaxRequests(UInt32Value.of(requests))
            .setMaxRetries(UInt32Value.of(UNLIMITED)))
        .build();
  }

  static ClusterLoadAssignment assignment(String cluster, Address address) {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(cluster)
        .addEndpoints(LocalityLbEndpoints.newBuilder()
            .addLbEndpoints(LbEndpoint.newBuilder()
                .setEndpoint(io.envoyproxy.envoy.config.endpoint.v3.Endpoint.newBuilder()
                    .setAddress(address))))
        .build();
  }
}
