package dev.airoute.controlplane.xds;

import io.envoyproxy.envoy.extensions.filters.http.header_to_metadata.v3.Config;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;

/** Which dialect a caller speaks, as Envoy's conditions can tell it: by the path. */
final class CallerDialect {
  private static final String NAMESPACE = "airoute.caller";
  private static final String PATH = "path";

  /** Where the path is still the caller's. */
  static final String ANTHROPIC_AT_THE_DOOR = anthropic("request.path");

  /** In a hop, where the translator replaces the path: after {@link #rememberPath}. */
  static final String ANTHROPIC_IN_A_HOP =
      anthropic("metadata.filter_metadata['" + NAMESPACE + "']['" + PATH + "']");

  private CallerDialect() {}

  private static String anthropic(String path) {
    return path + ".startsWith('/v1/messages') || " + path + ".startsWith('/anthropic')";
  }

  static HttpFilter rememberPath() {
    Config config = Config.newBuilder()
        .addRequestRules(Config.Rule.newBuilder()
            .setHeader(":path")
            .setOnHeaderPresent(
                Config.KeyValuePair.newBuilder().setMetadataNamespace(NAMESPACE).setKey(PATH)))
        .build();
    return HttpFilter.newBuilder()
        .setName("airoute.caller")
        .setTypedConfig(Packing.any(config))
        .build();
  }
}
