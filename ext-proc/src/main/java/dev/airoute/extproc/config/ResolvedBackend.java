package dev.airoute.extproc.config;

import dev.airoute.config.v1.Backend;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.Provider;

/**
 * A backend together with the provider that it names.
 *
 * @param dialect the schema spoken to the provider: the backend's own, or the provider's
 */
public record ResolvedBackend(Backend spec, Provider provider, Dialect dialect) {
  static ResolvedBackend of(Backend spec, Provider provider) {
    boolean own = spec.getDialect() != Dialect.DIALECT_UNSPECIFIED;
    return new ResolvedBackend(spec, provider, own ? spec.getDialect() : provider.getDialect());
  }

  /** The provider's name of the model that the client asked for as {@code asked}. */
  public String model(String asked) {
    return spec.getModel().isEmpty() ? asked : spec.getModel();
  }
}
