package dev.airoute.controlplane.xds;

import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.CommonGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import java.util.List;
import java.util.Map;

/**
 * Who hears of a finished request: the external processor, which writes the one line per request; and Envoy's own
 * standard output for the requests whose processor failed, since those lines would be lost.
 */
final class AccessLogs {
  private static final long FLUSH_MILLIS = 100;

  private AccessLogs() {}

  static AccessLog toProcessor() {
    CommonGrpcAccessLogConfig common = CommonGrpcAccessLogConfig.newBuilder()
        .setLogName("request")
        .setTransportApiVersion(ApiVersion.V3)
        .setBufferFlushInterval(Durations.fromMillis(FLUSH_MILLIS))
        .setGrpcService(GrpcService.newBuilder()
            .setEnvoyGrpc(
                GrpcService.EnvoyGrpc.newBuilder().setClusterName(ProcessorFilter.CLUSTER)))
        .build();
    HttpGrpcAccessLogConfig config = HttpGrpcAccessLogConfig.newBuilder()
        .setCommonConfig(common)
        .addAdditionalRequestHeadersToLog("x-airoute-request-id")
        .addAllAdditionalResponseHeadersToLog(List.of(
            "x-airoute-request-id",
            "x-airoute-provider",
            "x-airoute-model",
            "x-airoute-attempts",
            "x-airoute-losses"))
        .build();
    return log("envoy.access_loggers.http_grpc", config).build();
  }

  /** @param place which listener writes: {@code gateway}, or a hop with its provider */
  static AccessLog ofProcessorFailures(String place) {
    Map<String, String> line = Map.of(
        "log", "processor-failure",
        "time", "%START_TIME%",
        "place", place,
        "request_id", "%REQ(X-AIROUTE-REQUEST-ID)%",
        "method", "%REQ(:METHOD)%",
        "path", "%PATH(NQ)%",
        "status", "%RESPONSE_CODE%",
        "details", "%RESPONSE_CODE_DETAILS%",
        "flags", "%RESPONSE_FLAGS%",
        "duration_ms", "%DURATION%");
    StdoutAccessLog config = StdoutAccessLog.newBuilder()
        .setLogFormat(SubstitutionFormatString.newBuilder().setJsonFormat(Packing.struct(line)))
        .build();
    return log("envoy.access_loggers.stdout", config)
        .setFilter(Cel.filter(Cel.PROCESSOR_FAILED))
        .build();
  }

  private static AccessLog.Builder log(String name, Message config) {
    return AccessLog.newBuilder().setName(name).setTypedConfig(Packing.any(config));
  }
}
