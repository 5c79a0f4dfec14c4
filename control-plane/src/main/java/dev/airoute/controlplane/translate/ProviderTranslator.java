package dev.airoute.controlplane.translate;

import dev.airoute.api.AIProvider;
import dev.airoute.api.Credentials;
import dev.airoute.api.ProviderApi;
import dev.airoute.api.ProviderType;
import dev.airoute.api.SecretKeyRef;
import dev.airoute.api.SecretValue;
import dev.airoute.controlplane.ir.Capacity;
import dev.airoute.controlplane.ir.Credential;
import dev.airoute.controlplane.ir.Dialect;
import dev.airoute.controlplane.ir.Endpoint;
import dev.airoute.controlplane.ir.Health;
import dev.airoute.controlplane.ir.Provider;
import dev.airoute.controlplane.ir.SecretKey;
import dev.airoute.controlplane.ir.Upstream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One AIProvider. */
final class ProviderTranslator {
  private final Secrets secrets;
  private final EndpointReader endpoints;

  ProviderTranslator(Secrets secrets) {
    this.secrets = secrets;
    this.endpoints = new EndpointReader(secrets);
  }

  /** @param secrets that the provider's credential refers to */
  record Served(Provider provider, Map<SecretKey, SecretValue> secrets) {}

  private record Authentication(Credential credential, Map<SecretKey, SecretValue> secrets) {
    static final Authentication NONE = new Authentication(new Credential.None(), Map.of());
  }

  Optional<Served> translate(AIProvider provider, Findings findings) {
    AIProvider.Spec spec = provider.spec();
    if (!spec.models().isEmpty()) {
      findings.note("spec.models has no effect in this version");
    }
    if (spec.type() == ProviderType.ECHO) {
      return echo(provider, findings);
    }
    Optional<Preset> preset = Preset.of(spec);
    if (preset.isEmpty()) {
      findings.refuse(
          Reason.UNSUPPORTED_VALUE, "spec.type: " + spec.type() + " is not served by this version");
      return Optional.empty();
    }
    Optional<String> missing = Preset.missing(spec);
    if (missing.isPresent()) {
      findings.refuse(
          Reason.INVALID_VALUE, missing.get() + " is missing: type " + spec.type() + " needs it");
      return Optional.empty();
    }
    return remote(provider, preset.get(), findings);
  }

  private static Optional<Served> echo(AIProvider provider, Findings findings) {
    if (provider.spec().endpoint() != null || provider.spec().credentials() != null) {
      findings.note("spec.endpoint and spec.credentials have no meaning for type Echo");
    }
    return Optional.of(new Served(
        new Provider(
            provider.name(), provider.spec().type().value(), Dialect.ECHO, new Upstream.Itself()),
        Map.of()));
  }

  private Optional<Served> remote(AIProvider provider, Preset preset, Findings findings) {
    AIProvider.Spec spec = provider.spec();
    Optional<Dialect> dialect = dialect(preset, spec.type(), spec.api(), "spec.api", findings);
    Optional<Endpoint> endpoint = endpoints.read(provider, preset, findings);
    Optional<Authentication> authentication = authentication(provider, preset, findings);
    if (spec.health().consecutiveErrors() < 1 || spec.health().ejectionTime().isZero()) {
      findings.refuse(
          Reason.INVALID_VALUE,
          "spec.health: neither consecutiveErrors nor ejectionTime may be zero");
    }
    if (!findings.accepted()
        || dialect.isEmpty()
        || endpoint.isEmpty()
        || authentication.isEmpty()) {
      return Optional.empty();
    }
    Upstream upstream = new Upstream.Remote(
        endpoint.get(),
        authentication.get().credential(),
        new Capacity(
            spec.capacity().maxConnections(),
            spec.capacity().maxPendingRequests(),
            spec.capacity().maxRequests()),
        new Health(spec.health().consecutiveErrors(), spec.health().ejectionTime()));
    return Optional.of(new Served(
        new Provider(provider.name(), spec.type().value(), dialect.get(), upstream),
        authentication.get().secrets()));
  }

  /** @param api null: the preset's own @param field where the choice is written */
  static Optional<Dialect> dialect(
      Preset preset,
      ProviderType type,
      @Nullable ProviderApi api,
      String field,
      Findings findings) {
    Optional<Dialect> dialect = preset.dialect(api);
    if (dialect.isEmpty()) {
      findings.refuse(
          Reason.UNSUPPORTED_VALUE,
          field + ": " + api + " is not served by this version for type " + type);
    }
    return dialect;
  }

  private Optional<Authentication> authentication(
      AIProvider provider, Preset preset, Findings findings) {
    Credentials credentials = provider.spec().credentials();
    Credentials.Credential chosen =
        credentials == null ? null : credentials.chosen().orElse(null);
    return switch (chosen) {
      case null -> Optional.of(Authentication.NONE);
      case Credentials.ApiKey(var ref) ->
        header(provider, preset.header(), preset.prefix(), ref, "apiKey", findings);
      case Credentials.BearerToken(var ref) ->
        header(provider, "authorization", "Bearer ", ref, "bearerToken", findings);
      case Credentials.Passthrough _ -> unsupported("passthrough", findings);
      case Credentials.Aws _ -> unsupported("aws", findings);
      case Credentials.Gcp _ -> unsupported("gcp", findings);
      case Credentials.Azure _ -> unsupported("azure", findings);
    };
  }

  private Optional<Authentication> header(
      AIProvider provider,
      String header,
      String prefix,
      SecretKeyRef ref,
      String member,
      Findings findings) {
    return secrets
        .key(
            provider.metadata().namespace(),
            ref,
            "spec.credentials." + member + ".secretRef",
            findings)
        .map(found -> new Authentication(
            new Credential.Header(header, prefix, found.key()),
            Map.of(found.key(), found.value())));
  }

  private static Optional<Authentication> unsupported(String member, Findings findings) {
    findings.refuse(
        Reason.UNSUPPORTED_VALUE, "spec.credentials." + member + " is not served by this version");
    return Optional.empty();
  }
}
