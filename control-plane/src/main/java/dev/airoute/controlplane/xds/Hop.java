package dev.airoute.controlplane.xds;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.airoute.controlplane.ir.Credential;
import dev.airoute.controlplane.ir.Provider;
import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.ir.Upstream;
import io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.List;

/**
 * An internal listener in front of one provider. Every attempt passes it as a request of its own, so attempts do not
 * see each other's headers, and a failed translation is a response that may be retried elsewhere.
 */
final class Hop {
  /** The outer listener's limits and the gateway's own headers on top. */
  static final int HEADER_COUNT = 200;

  static final int HEADER_KB = 96;

  private Hop() {}

  static Listener listener(Provider provider, ProviderNames names, Settings settings) {
    return Listener.newBuilder()
        .setName(names.hop())
        .setStatPrefix(names.hopStats())
        .setInternalListener(Listener.InternalListenerConfig.getDefaultInstance())
        .setIgnoreGlobalConnLimit(true)
        .addFilterChains(FilterChain.newBuilder()
            .addFilters(OuterListener.filter(connectionManager(provider, names, settings))))
        .build();
  }

  /** Deadlines are the outer listener's business. */
  private static HttpConnectionManager connectionManager(
      Provider provider, ProviderNames names, Settings settings) {
    return HttpConnectionManager.newBuilder()
        .setCodecType(HttpConnectionManager.CodecType.HTTP2)
        .setStatPrefix(names.hopStats())
        .setServerHeaderTransformation(
            HttpConnectionManager.ServerHeaderTransformation.PASS_THROUGH)
        .setGenerateRequestId(BoolValue.of(false))
        .setPreserveExternalRequestId(true)
        .setInternalAddressConfig(HttpConnectionManager.InternalAddressConfig.getDefaultInstance())
        .setStreamIdleTimeout(Durations.ZERO)
        .setMaxRequestHeadersKb(UInt32Value.of(HEADER_KB))
        .setCommonHttpProtocolOptions(HttpProtocolOptions.newBuilder()
            .setIdleTimeout(Durations.ZERO)
            .setMaxHeadersCount(UInt32Value.of(HEADER_COUNT)))
        .setHttp2ProtocolOptions(Http2.shared())
        .addAccessLog(AccessLogs.ofProcessorFailures(names.hop()))
        .setLocalReplyConfig(LocalReplies.inAHop(CallerDialect.IN_A_HOP))
        .addAllHttpFilters(filters(provider, names))
        .setRouteConfig(routes(provider, names, settings))
        .build();
  }

  private static List<HttpFilter> filters(Provider provider, ProviderNames names) {
    HttpFilter caller = CallerDialect.rememberPath();
    HttpFilter strip = HeaderFilters.strip();
    HttpFilter translate = ProcessorFilter.translate(names.resource());
    HttpFilter clean = HeaderFilters.clean();
    HttpFilter router = HeaderFilters.router();
    return switch (provider.upstream()) {
      case Upstream.Itself() -> List.of(caller, strip, translate, clean, router);
      case Upstream.Remote remote ->
        switch (remote.credential()) {
          case Credential.None() -> List.of(caller, strip, translate, clean, router);
          case Credential.Header header ->
            List.of(
                caller,
                strip,
                translate,
                clean,
                HeaderFilters.credential(header, remote.endpoint()),
                router);
        };
    };
  }

  private static RouteConfiguration routes(
      Provider provider, ProviderNames names, Settings settings) {
    String cluster = switch (provider.upstream()) {
      case Upstream.Itself() -> RouteTable.UNROUTED;
      case Upstream.Remote _ -> names.cluster();
    };
    Route.Builder route = Route.newBuilder()
        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
        .setRoute(RouteAction.newBuilder().setCluster(cluster).setTimeout(Durations.ZERO));
    NewerFields.requestBodyBufferLimit(route, settings.maxRequestBytes());
    return RouteConfiguration.newBuilder()
        .setName(names.hop())
        .setValidateClusters(BoolValue.of(false))
        .addVirtualHosts(
            VirtualHost.newBuilder().setName("provider").addDomains("*").addRoutes(route))
        .build();
  }
}
