package dev.airoute.controlplane.xds;

/** Where Envoy finds, or opens, a socket that is not for clients. */
public sealed interface SocketPlace {
  /** @param path in the file system that Envoy sees; at most 107 bytes, as Linux has it */
  record Unix(String path) implements SocketPlace {
    private static final int LONGEST = 107;

    public Unix {
      if (path.isEmpty()
          || path.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST) {
        throw new IllegalArgumentException(
            "a Unix socket's path has 1 to " + LONGEST + " bytes: " + path);
      }
    }
  }

  /** @param host a DNS name or an IP address, IPv6 without brackets */
  record Tcp(String host, int port) implements SocketPlace {
    public Tcp {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("port " + port + " is not within 1 to 65535");
      }
    }
  }
}
