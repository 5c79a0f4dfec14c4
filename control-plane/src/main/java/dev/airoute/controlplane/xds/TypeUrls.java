package dev.airoute.controlplane.xds;

/** The types of {@link Resources}. */
public final class TypeUrls {
  public static final String CLUSTER = "type.googleapis.com/envoy.config.cluster.v3.Cluster";
  public static final String ENDPOINT =
      "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";
  public static final String LISTENER = "type.googleapis.com/envoy.config.listener.v3.Listener";
  public static final String ROUTE_CONFIGURATION =
      "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";
  public static final String SECRET =
      "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret";
  public static final String RULE = "type.googleapis.com/airoute.config.v1.Rule";
  public static final String PROVIDER = "type.googleapis.com/airoute.config.v1.Provider";
  public static final String CONSUMER = "type.googleapis.com/airoute.config.v1.Consumer";

  private TypeUrls() {}
}
