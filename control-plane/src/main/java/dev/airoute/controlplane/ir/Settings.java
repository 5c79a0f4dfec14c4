package dev.airoute.controlplane.ir;

/**
 * What the operator decides, not the users.
 *
 * @param listenAddress where clients connect
 * @param maxRequestBytes the largest request body; every buffer on its way follows from it
 * @param caBundle file of the certificate authorities that providers are checked against, on Envoy's machine
 */
public record Settings(String listenAddress, int port, int maxRequestBytes, String caBundle) {
  /** The bundle of Debian, Ubuntu and Alpine, and so of Envoy's images. */
  public static final String DEBIAN_CA_BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

  /** Loopback only: whoever opens the gateway to a network says so. */
  public static final Settings DEFAULT =
      new Settings("127.0.0.1", 10080, 16 << 20, DEBIAN_CA_BUNDLE);

  private static final int GRPC_OVERHEAD = 64 << 10;
  public static final int LARGEST_BODY = 1 << 30;

  public Settings {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not within 1 to 65535");
    }
    if (maxRequestBytes < 1 || maxRequestBytes > LARGEST_BODY) {
      throw new IllegalArgumentException(
          "maxRequestBytes " + maxRequestBytes + " is not within 1 to " + LARGEST_BODY);
    }
  }
}
