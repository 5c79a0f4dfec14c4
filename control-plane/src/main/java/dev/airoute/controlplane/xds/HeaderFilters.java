package dev.airoute.controlplane.xds;

import dev.airoute.controlplane.ir.Credential;
import dev.airoute.controlplane.ir.Endpoint;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Filters that touch nothing but request headers, and the router that ends every chain. */
final class HeaderFilters {
  private static final String MUTATION =
      "envoy.extensions.filters.http.header_mutation.v3.HeaderMutation";

  private static final List<String> CALLERS_SECRETS = List.of(
      "authorization", "proxy-authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie");

  private HeaderFilters() {}

  /** Runs before anything reads a header: nobody may speak for the gateway, or steer Envoy's retries and timeouts. */
  static TypedExtensionConfig atTheDoor() {
    return TypedExtensionConfig.newBuilder()
        .setName("airoute.door")
        .setTypedConfig(Packing.typedStruct(
            "envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation",
            Map.of("mutations", List.of(removePrefix("x-airoute-"), removePrefix("x-envoy-")))))
        .build();
  }

  /** The caller's own credentials end here; so does compression, which the translator could not read. */
  static HttpFilter strip() {
    return mutation(
        "airoute.strip",
        Stream.concat(CALLERS_SECRETS.stream(), Stream.of("accept-encoding"))
            .map(HeaderFilters::remove)
            .toList());
  }

  /** What the gateway needed among its own parts, and who the caller is, do not go to the provider. */
  static HttpFilter clean() {
    return mutation(
        "airoute.clean",
        List.of(
            removePrefix("x-airoute-"),
            removePrefix("x-envoy-"),
            removePrefix("x-forwarded-"),
            remove("forwarded"),
            remove("x-real-ip")));
  }

  /** The provider's key, from Envoy's secret store, after the translator: it never sees the key. */
  static HttpFilter credential(Credential.Header credential, Endpoint to) {
    return HttpFilter.newBuilder()
        .setName("airoute.credential")
        .setTypedConfig(Packing.typedStruct(
            "envoy.extensions.filters.http.credential_injector.v3.CredentialInjector",
            Map.of("overwrite", true, "credential", injected(credential, to))))
        .build();
  }

  private static Map<String, Object> injected(Credential.Header credential, Endpoint to) {
    Map<String, Object> secret = Map.of(
        "name", ProviderNames.credential(credential, to),
        "sds_config", Map.of("ads", Map.of(), "resource_api_version", "V3"));
    return Map.of(
        "name",
        "generic",
        "typed_config",
        Map.of(
            "@type",
            "type.googleapis.com/envoy.extensions.http.injected_credentials.generic.v3.Generic",
            "credential",
            secret,
            "header",
            credential.header(),
            "header_value_prefix",
            credential.prefix()));
  }

  static HttpFilter router() {
    return HttpFilter.newBuilder()
        .setName("envoy.filters.http.router")
        .setTypedConfig(
            Packing.any(Router.newBuilder().setSuppressEnvoyHeaders(true).build()))
        .build();
  }

  private static HttpFilter mutation(String name, List<Map<String, Object>> mutations) {
    return HttpFilter.newBuilder()
        .setName(name)
        .setTypedConfig(Packing.typedStruct(
            MUTATION, Map.of("mutations", Map.of("request_mutations", mutations))))
        .build();
  }

  private static Map<String, Object> remove(String header) {
    return Map.of("remove", header);
  }

  private static Map<String, Object> removePrefix(String prefix) {
    return Map.of("remove_on_match", Map.of("key_matcher", Map.of("prefix", prefix)));
  }
}
