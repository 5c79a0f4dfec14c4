package dev.airoute.controlplane.xds;

import dev.airoute.config.v1.Dialect;
import dev.airoute.controlplane.ir.Provider;
import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.ir.Upstream;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is made of one provider.
 *
 * @param clusters the hop's first
 */
record ProviderResources(
    ProviderNames names,
    Listener hop,
    List<Cluster> clusters,
    dev.airoute.config.v1.Provider config) {
  /** The hash is over all of it but the hash: whatever differs is another set of resources. */
  static ProviderResources of(Provider provider, Settings settings) {
    ProviderResources unhashed = of(provider, ProviderNames.unhashed(provider.name()), settings);
    String hash = Digest.of(
        Stream.of(Stream.of(unhashed.hop), unhashed.clusters.stream(), Stream.of(unhashed.config))
            .flatMap(messages -> messages)
            .toList());
    return of(provider, new ProviderNames(provider.name(), hash), settings);
  }

  private static ProviderResources of(Provider provider, ProviderNames names, Settings settings) {
    Optional<Cluster> own = switch (provider.upstream()) {
      case Upstream.Itself() -> Optional.empty();
      case Upstream.Remote remote ->
        Optional.of(Clusters.provider(remote, names, settings.caBundle()));
    };
    return new ProviderResources(
        names,
        Hop.listener(provider, names, settings),
        Stream.concat(Stream.of(Clusters.hop(names)), own.stream()).toList(),
        config(provider, names));
  }

  private static dev.airoute.config.v1.Provider config(Provider provider, ProviderNames names) {
    dev.airoute.config.v1.Provider.Builder config = dev.airoute.config.v1.Provider.newBuilder()
        .setName(names.resource())
        .setProviderName(provider.name().toString())
        .setType(provider.type())
        .setDialect(dialect(provider.dialect()));
    if (provider.upstream() instanceof Upstream.Remote remote) {
      config
          .setAuthority(remote.endpoint().authority())
          .setPathPrefix(remote.endpoint().pathPrefix());
    }
    return config.build();
  }

  static Dialect dialect(dev.airoute.controlplane.ir.Dialect dialect) {
    return switch (dialect) {
      case OPENAI_CHAT -> Dialect.OPENAI_CHAT;
      case OPENAI_RESPONSES -> Dialect.OPENAI_RESPONSES;
      case ANTHROPIC_MESSAGES -> Dialect.ANTHROPIC_MESSAGES;
      case GEMINI -> Dialect.GEMINI;
      case COHERE -> Dialect.COHERE;
      case BEDROCK_CONVERSE -> Dialect.BEDROCK_CONVERSE;
      case ECHO -> Dialect.ECHO;
    };
  }
}
