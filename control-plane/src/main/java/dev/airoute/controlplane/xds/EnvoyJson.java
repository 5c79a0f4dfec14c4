package dev.airoute.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.airoute.config.v1.Rule;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import io.envoyproxy.envoy.extensions.bootstrap.internal_listener.v3.InternalListener;
import io.envoyproxy.envoy.extensions.clusters.dns.v3.DnsCluster;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.GenericSecret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.List;
import java.util.stream.Stream;

/** The JSON form of everything this package makes, with every field that Envoy will see; secret values print {@code ***}. */
final class EnvoyJson {
  private static final PatchedDescriptors DESCRIPTORS = new PatchedDescriptors();
  private static final List<Descriptor> ROOTS = Stream.of(
          Bootstrap.getDescriptor(),
          DnsCluster.getDescriptor(),
          DownstreamConnectionsConfig.getDescriptor(),
          ExpressionFilter.getDescriptor(),
          HttpConnectionManager.getDescriptor(),
          io.envoyproxy.envoy.extensions.filters.http.header_to_metadata.v3.Config.getDescriptor(),
          HttpGrpcAccessLogConfig.getDescriptor(),
          HttpProtocolOptions.getDescriptor(),
          InternalListener.getDescriptor(),
          Router.getDescriptor(),
          Rule.getDescriptor(),
          StdoutAccessLog.getDescriptor(),
          com.github.xds.type.v3.TypedStruct.getDescriptor(),
          UpstreamTlsContext.getDescriptor())
      .map(DESCRIPTORS::of)
      .toList();
  private static final TypeRegistry TYPES = TypeRegistry.newBuilder().add(ROOTS).build();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().usingTypeRegistry(TYPES).preservingProtoFieldNames().sortingMapKeys();

  private EnvoyJson() {}

  static String print(Any resource) {
    try {
      Descriptor type = TYPES.getDescriptorForTypeUrl(resource.getTypeUrl());
      if (type == null) {
        throw new IllegalArgumentException("not a type of this package: " + resource.getTypeUrl());
      }
      Any shown = type.getFullName().equals(Secret.getDescriptor().getFullName())
          ? Packing.any(redacted(Secret.parseFrom(resource.getValue())))
          : resource;
      return PRINTER.print(DynamicMessage.parseFrom(type, shown.getValue()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a resource of this package", e);
    }
  }

  static String print(Message message) {
    return print(Packing.any(message));
  }

  private static Secret redacted(Secret secret) {
    return Secret.newBuilder()
        .setName(secret.getName())
        .setGenericSecret(
            GenericSecret.newBuilder().setSecret(DataSource.newBuilder().setInlineString("***")))
        .build();
  }
}
