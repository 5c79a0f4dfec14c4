package dev.airoute.extproc.config;

import com.google.common.hash.Hashing;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.airoute.config.v1.Access;
import dev.airoute.config.v1.Backend;
import dev.airoute.config.v1.Consumer;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.Provider;
import dev.airoute.config.v1.Rule;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Resources as the control plane would send them. */
public final class TestingResources {
  private TestingResources() {}

  /** @param name NAMESPACE/NAME@HASH */
  public static Provider provider(String name, Dialect dialect) {
    return Provider.newBuilder()
        .setName(name)
        .setProviderName(name.substring(0, name.indexOf('@')))
        .setType("OpenAI")
        .setDialect(dialect)
        .setAuthority("api.test")
        .setPathPrefix(dialect == Dialect.OPENAI_CHAT ? "/v1" : "")
        .build();
  }

  public static Backend backend(String provider, int weight, int priority) {
    return Backend.newBuilder()
        .setProvider(provider)
        .setWeight(weight)
        .setPriority(priority)
        .setCluster("hop/" + provider)
        .build();
  }

  /** One backend at the provider {@code default/p@1}, open to everybody. */
  public static Rule.Builder rule(String name, String... models) {
    return Rule.newBuilder()
        .setName(name)
        .setAccess(Access.ANONYMOUS)
        .addAllModels(List.of(models))
        .addBackends(backend("default/p@1", 1, 0))
        .setEnvoyRoute("route-stream")
        .setEnvoyRouteWhole("route-whole")
        .setMaxAttempts(3);
  }

  public static Consumer consumer(String name, String key, String... models) {
    return Consumer.newBuilder()
        .setName(name)
        .addApiKeySha256(sha256(key))
        .addAllModels(List.of(models))
        .build();
  }

  public static ByteString sha256(String key) {
    return ByteString.copyFrom(
        Hashing.sha256().hashString(key, StandardCharsets.UTF_8).asBytes());
  }

  /** A snapshot of these rules with the provider {@code default/p@1} and whatever else is given. */
  public static Snapshot snapshot(List<? extends Message> resources) {
    Configuration configuration = new Configuration();
    accept(
        configuration,
        ResourceType.PROVIDER,
        List.of(provider("default/p@1", Dialect.OPENAI_CHAT)));
    for (ResourceType type : ResourceType.values()) {
      accept(
          configuration,
          type,
          resources.stream()
              .filter(
                  each -> type.url().endsWith("/" + each.getDescriptorForType().getFullName()))
              .toList());
    }
    return configuration.snapshot();
  }

  private static void accept(
      Configuration configuration, ResourceType type, List<? extends Message> resources) {
    DeltaDiscoveryResponse.Builder response =
        DeltaDiscoveryResponse.newBuilder().setTypeUrl(type.url());
    resources.forEach(each -> response.addResources(resource(each, "1")));
    Optional<String> problem = configuration.accept(type, response.build());
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  /** Wraps a resource under its own name. */
  public static Resource resource(Message message, String version) {
    Object name = message.getField(message.getDescriptorForType().findFieldByName("name"));
    return Resource.newBuilder()
        .setName((String) name)
        .setVersion(version)
        .setResource(Any.pack(message))
        .build();
  }
}
