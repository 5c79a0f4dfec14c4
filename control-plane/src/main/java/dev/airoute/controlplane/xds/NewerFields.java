package dev.airoute.controlplane.xds;

import com.google.protobuf.UInt64Value;
import com.google.protobuf.UnknownFieldSet;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;

/**
 * Fields that Envoy has and the API jar (Envoy 1.34) has not, in messages that cannot come as a {@code TypedStruct}:
 * written by number. {@link EnvoyJson} knows their names.
 */
final class NewerFields {
  /** {@code bool}; choose the cluster anew for every attempt. */
  static final int REFRESH_CLUSTER_ON_RETRY = 14;

  /** {@code google.protobuf.UInt64Value}; bytes of the body that the route's filters and retries may hold. */
  static final int REQUEST_BODY_BUFFER_LIMIT = 20;

  private NewerFields() {}

  static void refreshClusterOnRetry(RetryPolicy.Builder policy) {
    policy.mergeUnknownFields(UnknownFieldSet.newBuilder()
        .addField(
            REFRESH_CLUSTER_ON_RETRY,
            UnknownFieldSet.Field.newBuilder().addVarint(1).build())
        .build());
  }

  static void requestBodyBufferLimit(Route.Builder route, long bytes) {
    route.mergeUnknownFields(UnknownFieldSet.newBuilder()
        .addField(
            REQUEST_BODY_BUFFER_LIMIT,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(UInt64Value.of(bytes).toByteString())
                .build())
        .build());
  }
}
