package dev.airoute.extproc.config;

import com.google.protobuf.ByteString;
import dev.airoute.config.v1.Access;
import dev.airoute.config.v1.Backend;
import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.Consumer;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.config.v1.Provider;
import dev.airoute.config.v1.Rule;
import dev.airoute.config.v1.Selection;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says whether a resource can be used as it is; throws {@link UnusableResource} in words when not. */
final class ResourceCheck {
  private static final int SHA256_BYTES = 32;

  private ResourceCheck() {}

  static void provider(String name, Provider provider) {
    sameName(name, provider.getName());
    require(!provider.getProviderName().isEmpty(), "it has no provider_name");
    requireDialect(provider.getDialect());
    require(
        !provider.getAuthority().isEmpty() || provider.getDialect() == Dialect.ECHO,
        "it has no authority");
    String prefix = provider.getPathPrefix();
    require(
        prefix.isEmpty() || (prefix.startsWith("/") && !prefix.endsWith("/")),
        "path_prefix \"" + prefix + "\" must start with / and not end with it");
  }

  static void consumer(String name, Consumer consumer) {
    sameName(name, consumer.getName());
    for (ByteString digest : consumer.getApiKeySha256List()) {
      require(
          digest.size() == SHA256_BYTES,
          "a key digest has " + digest.size() + " bytes, a SHA-256 has " + SHA256_BYTES);
    }
    consumer.getModelsList().forEach(ModelNames::requireUsable);
  }

  /** The rule with its providers; {@code providers} answers null for a name it does not know. */
  static ResolvedRule rule(String name, Rule rule, Function<String, @Nullable Provider> providers) {
    sameName(name, rule.getName());
    require(
        rule.getAccess() == Access.CONSUMERS || rule.getAccess() == Access.ANONYMOUS,
        "it does not say who has access");
    require(rule.getModelsCount() > 0, "it names no model");
    rule.getModelsList().forEach(ModelNames::requireUsable);
    require(!rule.getEnvoyRoute().isEmpty(), "it has no envoy_route");
    require(rule.getSelection() != Selection.UNRECOGNIZED, "its selection is unknown here");
    require(rule.getLossPolicy() != LossPolicy.UNRECOGNIZED, "its loss_policy is unknown here");
    require(
        !rule.getFallbackOnList().contains(FallbackCondition.UNRECOGNIZED),
        "a condition in fallback_on is unknown here");
    require(rule.getBackendsCount() > 0, "it has no backend");
    List<ResolvedBackend> backends = new ArrayList<>();
    for (Backend backend : rule.getBackendsList()) {
      backends.add(backend(backend, providers));
    }
    return new ResolvedRule(
        rule, rule.getHeadersList().stream().map(HeaderCondition::of).toList(), backends);
  }

  private static ResolvedBackend backend(
      Backend backend, Function<String, @Nullable Provider> providers) {
    Provider provider = providers.apply(backend.getProvider());
    if (provider == null) {
      throw new UnusableResource("it names the unknown provider \"" + backend.getProvider() + "\"");
    }
    require(
        !backend.getCluster().isEmpty(), "backend " + backend.getProvider() + " has no cluster");
    require(
        backend.getDialect() != Dialect.UNRECOGNIZED,
        "backend " + backend.getProvider() + " has a dialect that is unknown here");
    edits(backend.getEdits());
    return ResolvedBackend.of(backend, provider);
  }

  private static void edits(BodyEdits edits) {
    edits.getSetMap().entrySet().forEach(ResourceCheck::editValue);
    edits.getDefaultsMap().entrySet().forEach(ResourceCheck::editValue);
  }

  private static void editValue(Map.Entry<String, String> edit) {
    try {
      Json.parse(edit.getValue().getBytes(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw new UnusableResource(
          "the edit of " + edit.getKey() + " is not a JSON value: " + e.getMessage());
    }
  }

  private static void requireDialect(Dialect dialect) {
    switch (dialect) {
      case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES, GEMINI, COHERE, ECHO -> {}
      case OPENAI_COMPLETIONS -> throw new UnusableResource("its dialect is one of callers only");
      case DIALECT_UNSPECIFIED, UNRECOGNIZED ->
        throw new UnusableResource("its dialect is missing or unknown here");
    }
  }

  private static void sameName(String resource, String own) {
    require(resource.equals(own), "it calls itself \"" + own + "\"");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new UnusableResource(otherwise);
    }
  }
}
