package dev.airoute.controlplane.xds;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.airoute.controlplane.ir.Settings;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;

/**
 * Where clients connect. It depends on the settings only, so no change of a user's object ever touches it: what does
 * change comes by route discovery and as candidates from the external processor.
 */
final class OuterListener {
  static final String NAME = "gateway";

  private static final int CONNECTION_BUFFER = 1 << 20;
  private static final long HEADERS_TIMEOUT_SECONDS = 30;
  private static final long IDLE_SECONDS = 300;

  private OuterListener() {}

  static Listener of(Settings settings) {
    return Listener.newBuilder()
        .setName(NAME)
        .setStatPrefix(NAME)
        // Envoy's "drain inbound only" closes this one and leaves the hops to requests in flight.
        .setTrafficDirection(TrafficDirection.INBOUND)
        .setAddress(Address.newBuilder()
            .setSocketAddress(SocketAddress.newBuilder()
                .setAddress(settings.listenAddress())
                .setPortValue(settings.port())))
        .setPerConnectionBufferLimitBytes(UInt32Value.of(CONNECTION_BUFFER))
        .addFilterChains(FilterChain.newBuilder().addFilters(filter(connectionManager())))
        .build();
  }

  static Filter filter(Message connectionManager) {
    return Filter.newBuilder()
        .setName("envoy.filters.network.http_connection_manager")
        .setTypedConfig(Packing.any(connectionManager))
        .build();
  }

  private static HttpConnectionManager connectionManager() {
    return HttpConnectionManager.newBuilder()
        .setCodecType(HttpConnectionManager.CodecType.AUTO)
        .setStatPrefix(NAME)
        .setServerName("airoute")
        .setRds(Rds.newBuilder()
            .setRouteConfigName(RouteTable.NAME)
            .setConfigSource(ConfigSource.newBuilder()
                .setAds(AggregatedConfigSource.getDefaultInstance())
                .setResourceApiVersion(ApiVersion.V3)))
        .setUseRemoteAddress(BoolValue.of(true))
        .setInternalAddressConfig(HttpConnectionManager.InternalAddressConfig.getDefaultInstance())
        .setNormalizePath(BoolValue.of(true))
        .setMergeSlashes(true)
        .setRequestHeadersTimeout(Durations.fromSeconds(HEADERS_TIMEOUT_SECONDS))
        .setStreamIdleTimeout(Durations.fromSeconds(IDLE_SECONDS))
        .setHttp2ProtocolOptions(Http2.clients())
        .addEarlyHeaderMutationExtensions(HeaderFilters.atTheDoor())
        .addAccessLog(AccessLogs.toProcessor())
        .addAccessLog(AccessLogs.ofProcessorFailures(NAME))
        .setLocalReplyConfig(LocalReplies.atTheDoor(CallerDialect.AT_THE_DOOR))
        .addHttpFilters(ProcessorFilter.route())
        .addHttpFilters(HeaderFilters.router())
        .build();
  }
}
