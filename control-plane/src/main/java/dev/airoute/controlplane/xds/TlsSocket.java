package dev.airoute.controlplane.xds;

import dev.airoute.controlplane.ir.Endpoint;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;

/** TLS towards a provider: always with a check of who signed the certificate and of whose it is. */
final class TlsSocket {
  private TlsSocket() {}

  static TransportSocket of(Endpoint.Tls tls, String caBundle) {
    boolean address = IpAddress.isLiteral(tls.serverName());
    SubjectAltNameMatcher whose = SubjectAltNameMatcher.newBuilder()
        .setSanType(
            address ? SubjectAltNameMatcher.SanType.IP_ADDRESS : SubjectAltNameMatcher.SanType.DNS)
        .setMatcher(StringMatcher.newBuilder().setExact(tls.serverName()))
        .build();
    UpstreamTlsContext.Builder context = UpstreamTlsContext.newBuilder()
        .setCommonTlsContext(CommonTlsContext.newBuilder()
            .setValidationContext(CertificateValidationContext.newBuilder()
                .setTrustedCa(authorities(tls.trustAnchors(), caBundle))
                .addMatchTypedSubjectAltNames(whose)));
    if (!address) {
      context.setSni(tls.serverName());
    }
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Packing.any(context.build()))
        .build();
  }

  private static DataSource authorities(Endpoint.TrustAnchors anchors, String caBundle) {
    return switch (anchors) {
      case Endpoint.TrustAnchors.System() ->
        DataSource.newBuilder().setFilename(caBundle).build();
      case Endpoint.TrustAnchors.Pem(var certificates) ->
        DataSource.newBuilder().setInlineString(certificates).build();
    };
  }
}
