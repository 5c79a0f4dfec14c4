package dev.airoute.controlplane.xds;

import io.envoyproxy.envoy.extensions.filters.http.header_to_metadata.v3.Config;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;

/**
 * Which dialect a caller speaks, as Envoy's conditions can tell it: by the path. What meets neither condition is OpenAI's.
 *
 * @param anthropic condition, in CEL, under which it is Anthropic's
 * @param gemini condition under which it is Gemini's
 */
record CallerDialect(String anthropic, String gemini) {
  private static final String NAMESPACE = "airoute.caller";
  private static final String PATH = "path";

  /** Where the path is still the caller's. */
  static final CallerDialect AT_THE_DOOR = of("request.path");

  /** In a hop, where the translator replaces the path: after {@link #rememberPath}. */
  static final CallerDialect IN_A_HOP =
      of("metadata.filter_metadata['" + NAMESPACE + "']['" + PATH + "']");

  private static CallerDialect of(String path) {
    return new CallerDialect(
        path + ".startsWith('/v1/messages') || " + path + ".startsWith('/anthropic')",
        path
            + ".matches('^/v1(alpha|beta|beta1)/|^/v1/.*:(generateContent|streamGenerateContent|countTokens)')");
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
