package dev.airoute.controlplane.xds;

/**
 * How one Envoy starts.
 *
 * @param nodeId tells this Envoy from the others, e.g. the pod's name
 * @param nodeCluster the same for all Envoys that serve the same
 * @param xds the control plane
 * @param extProc the external processor
 * @param admin where Envoy opens its own admin interface, which can stop it: never on an address others can reach
 * @param maxRequestBytes as in the control plane's settings
 * @param maxConnections clients' connections at once; more are closed as they come
 */
public record BootstrapSettings(
    String nodeId,
    String nodeCluster,
    SocketPlace xds,
    SocketPlace extProc,
    SocketPlace admin,
    int maxRequestBytes,
    int maxConnections) {
  public static final int DEFAULT_MAX_CONNECTIONS = 50_000;

  public BootstrapSettings {
    if (nodeId.isEmpty() || nodeCluster.isEmpty()) {
      throw new IllegalArgumentException("a node has an id and a cluster");
    }
    if (maxConnections < 1 || maxRequestBytes < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }
}
