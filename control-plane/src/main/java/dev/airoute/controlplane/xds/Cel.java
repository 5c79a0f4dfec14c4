package dev.airoute.controlplane.xds;

import io.envoyproxy.envoy.config.accesslog.v3.AccessLogFilter;
import io.envoyproxy.envoy.config.accesslog.v3.ExtensionFilter;
import io.envoyproxy.envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter;

/** Conditions over finished requests and local replies, in CEL. */
final class Cel {
  /** The processor was not there, or broke off: the one failure that it cannot report itself. */
  static final String PROCESSOR_FAILED = "response.code_details.startsWith('ext_proc_error')";

  private Cel() {}

  static AccessLogFilter filter(String expression) {
    ExpressionFilter filter =
        ExpressionFilter.newBuilder().setExpression(expression).build();
    return AccessLogFilter.newBuilder()
        .setExtensionFilter(ExtensionFilter.newBuilder()
            .setName("envoy.access_loggers.extension_filters.cel")
            .setTypedConfig(Packing.any(filter)))
        .build();
  }
}
