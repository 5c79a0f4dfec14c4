package dev.airoute.controlplane.xds;

import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The external processor as an HTTP filter, in each of its two stages. */
final class ProcessorFilter {
  /** The static cluster of the bootstrap. */
  static final String CLUSTER = "ext-proc";

  /** Namespace of the dynamic metadata in which the route stage publishes the candidates. */
  static final String METADATA = "airoute";

  private static final String TYPE = "envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor";

  /** Guards against a processor that hangs, not against a slow one; a pause for garbage collection is no reason to fail. */
  private static final String MESSAGE_TIMEOUT = "5s";

  private ProcessorFilter() {}

  /** Decides: sees the whole request, nothing of the response. */
  static HttpFilter route() {
    Map<String, Object> config = common(
        List.of(metadata("x-airoute-stage", "route")), processingMode("SKIP", "NONE", "SKIP"));
    config.put(
        "metadata_options", Map.of("receiving_namespaces", Map.of("untyped", List.of(METADATA))));
    return filter("airoute.route", config);
  }

  /**
   * Translates one attempt. The response is full-duplex, so the processor may hold its headers until the first content
   * and end it early; content-length is the processor's business.
   */
  static HttpFilter translate(String provider) {
    Map<String, Object> config = common(
        List.of(metadata("x-airoute-stage", "translate"), metadata("x-airoute-provider", provider)),
        processingMode("SEND", "FULL_DUPLEX_STREAMED", "SEND"));
    config.put("allow_content_length_header", true);
    return filter("airoute.translate", config);
  }

  private static Map<String, Object> common(
      List<Map<String, String>> initialMetadata, Map<String, String> processingMode) {
    Map<String, Object> config = new HashMap<>();
    config.put(
        "grpc_service",
        Map.of("envoy_grpc", Map.of("cluster_name", CLUSTER), "initial_metadata", initialMetadata));
    config.put("processing_mode", processingMode);
    config.put("message_timeout", MESSAGE_TIMEOUT);
    config.put("failure_mode_allow", false);
    config.put("status_on_error", Map.of("code", 503));
    config.put("mutation_rules", Map.of("allow_all_routing", true));
    return config;
  }

  private static Map<String, String> processingMode(
      String responseHeaders, String responseBody, String responseTrailers) {
    return Map.of(
        "request_header_mode",
        "SEND",
        "request_body_mode",
        "BUFFERED",
        "request_trailer_mode",
        "SKIP",
        "response_header_mode",
        responseHeaders,
        "response_body_mode",
        responseBody,
        "response_trailer_mode",
        responseTrailers);
  }

  private static Map<String, String> metadata(String key, String value) {
    return Map.of("key", key, "value", value);
  }

  private static HttpFilter filter(String name, Map<String, ?> config) {
    return HttpFilter.newBuilder()
        .setName(name)
        .setTypedConfig(Packing.typedStruct(TYPE, config))
        .build();
  }
}
