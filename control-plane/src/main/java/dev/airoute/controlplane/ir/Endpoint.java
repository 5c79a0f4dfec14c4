package dev.airoute.controlplane.ir;

import org.jspecify.annotations.Nullable;

/**
 * An address on the network.
 *
 * @param host a DNS name or an IP address, IPv6 without brackets
 * @param tls null: plain text
 * @param pathPrefix in front of the dialect's own path, without a slash at the end
 */
public record Endpoint(String host, int port, @Nullable Tls tls, String pathPrefix) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public Endpoint {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not within 1 to 65535");
    }
    if (pathPrefix.endsWith("/") || (!pathPrefix.isEmpty() && !pathPrefix.startsWith("/"))) {
      throw new IllegalArgumentException("not a path prefix: " + pathPrefix);
    }
  }

  /** What requests name as their host: with the port unless it is the scheme's own. */
  public String authority() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == (tls == null ? HTTP : HTTPS) ? name : name + ":" + port;
  }

  /** @param serverName sent as SNI unless it is an IP address, and looked for in the certificate */
  public record Tls(String serverName, TrustAnchors trustAnchors) {}

  /** Who may have signed a provider's certificate. */
  public sealed interface TrustAnchors {
    /** The authorities of {@link Settings#caBundle}. */
    record System() implements TrustAnchors {}

    /** @param certificates one or more certificates in PEM form */
    record Pem(String certificates) implements TrustAnchors {}
  }
}
