package dev.airoute.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.airoute.api.ResourceName;
import dev.airoute.api.SecretValue;
import dev.airoute.controlplane.ir.Consumer;
import dev.airoute.controlplane.ir.Credential;
import dev.airoute.controlplane.ir.Gateway;
import dev.airoute.controlplane.ir.KeyDigest;
import dev.airoute.controlplane.ir.ModelPattern;
import dev.airoute.controlplane.ir.Provider;
import dev.airoute.controlplane.ir.SecretKey;
import dev.airoute.controlplane.ir.Upstream;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.GenericSecret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** All resources of one gateway. */
public final class GatewayResources {
  private final SortedMap<String, SortedMap<String, Any>> byType = new TreeMap<>();

  private GatewayResources() {}

  public static Resources of(Gateway gateway) {
    GatewayResources resources = new GatewayResources();
    resources.addAll(gateway);
    return new Resources(resources.byType);
  }

  private void addAll(Gateway gateway) {
    Map<ResourceName, ProviderResources> providers = new LinkedHashMap<>();
    gateway
        .providers()
        .forEach((name, provider) ->
            providers.put(name, ProviderResources.of(provider, gateway.settings())));
    RouteTable routes = RouteTable.of(gateway);
    RuleMessages rules = new RuleMessages(routes, providers);

    add(OuterListener.NAME, OuterListener.of(gateway.settings()));
    add(RouteTable.NAME, routes.configuration());
    add(RouteTable.UNROUTED, RouteTable.unrouted());
    providers.values().forEach(this::addProvider);
    gateway.providers().values().forEach(provider -> addSecret(provider, gateway.secrets()));
    gateway.rules().forEach(rule -> add(rule.name().toString(), rules.message(rule)));
    gateway.consumers().forEach((name, consumer) -> add(name.toString(), message(consumer)));
  }

  private void addProvider(ProviderResources provider) {
    add(provider.hop().getName(), provider.hop());
    provider.clusters().forEach(cluster -> add(cluster.getName(), cluster));
    add(provider.config().getName(), provider.config());
  }

  private void addSecret(Provider provider, Map<SecretKey, SecretValue> values) {
    if (!(provider.upstream() instanceof Upstream.Remote remote)
        || !(remote.credential() instanceof Credential.Header credential)) {
      return;
    }
    String name = ProviderNames.credential(credential, remote.endpoint());
    SecretValue value = Objects.requireNonNull(values.get(credential.secret()), name);
    add(
        name,
        Secret.newBuilder()
            .setName(name)
            .setGenericSecret(GenericSecret.newBuilder()
                .setSecret(DataSource.newBuilder().setInlineString(value.revealText())))
            .build());
  }

  private static dev.airoute.config.v1.Consumer message(Consumer consumer) {
    return dev.airoute.config.v1.Consumer.newBuilder()
        .setName(consumer.name().toString())
        .addAllApiKeySha256(consumer.keys().stream()
            .map(KeyDigest::bytes)
            .map(ByteString::copyFrom)
            .toList())
        .addAllModels(consumer.models().stream().map(ModelPattern::text).toList())
        .build();
  }

  private void add(String name, Message message) {
    Any packed = Packing.any(message);
    byType.computeIfAbsent(packed.getTypeUrl(), _ -> new TreeMap<>()).put(name, packed);
  }
}
