package dev.airoute.controlplane.serve;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * In what the two variants of the protocol differ, as far as a stream is concerned.
 *
 * @param unreadable this very object stands for a request that could not be read
 */
record Protocol<Q, R>(
    String name,
    Function<Q, Node> node,
    Function<Q, String> typeUrl,
    BiFunction<String, InstantSource, Watch<Q, R>> watch,
    Q unreadable) {
  static final Protocol<DeltaDiscoveryRequest, DeltaDiscoveryResponse> DELTA = new Protocol<>(
      "delta",
      DeltaDiscoveryRequest::getNode,
      DeltaDiscoveryRequest::getTypeUrl,
      DeltaWatch::new,
      DeltaDiscoveryRequest.newBuilder().build());

  static final Protocol<DiscoveryRequest, DiscoveryResponse> SOTW = new Protocol<>(
      "sotw",
      DiscoveryRequest::getNode,
      DiscoveryRequest::getTypeUrl,
      SotwWatch::new,
      DiscoveryRequest.newBuilder().build());
}
