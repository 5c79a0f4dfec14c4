package dev.airoute.controlplane.xds;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;

/** HTTP/2 windows. */
final class Http2 {
  private static final int STREAM_WINDOW = 256 << 10;
  private static final int CLIENT_CONNECTION_WINDOW = 1 << 20;
  private static final int CLIENT_STREAMS = 256;

  /** Far more than the streams of a connection can hold back together. */
  private static final int SHARED_CONNECTION_WINDOW = 1 << 30;

  private Http2() {}

  /**
   * Between Envoy's own parts, where one connection carries requests of many clients: a small window per stream bounds
   * what a client that stops reading makes Envoy hold, and a connection window that such streams cannot use up keeps
   * them from stalling all others.
   */
  static Http2ProtocolOptions shared() {
    return Http2ProtocolOptions.newBuilder()
        .setInitialStreamWindowSize(UInt32Value.of(STREAM_WINDOW))
        .setInitialConnectionWindowSize(UInt32Value.of(SHARED_CONNECTION_WINDOW))
        .build();
  }

  /** Towards clients: bounds what one connection may make Envoy hold. */
  static Http2ProtocolOptions clients() {
    return Http2ProtocolOptions.newBuilder()
        .setMaxConcurrentStreams(UInt32Value.of(CLIENT_STREAMS))
        .setInitialStreamWindowSize(UInt32Value.of(STREAM_WINDOW))
        .setInitialConnectionWindowSize(UInt32Value.of(CLIENT_CONNECTION_WINDOW))
        .build();
  }
}
