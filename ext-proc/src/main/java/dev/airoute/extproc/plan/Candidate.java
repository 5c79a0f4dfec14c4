package dev.airoute.extproc.plan;

import dev.airoute.config.v1.Provider;
import dev.airoute.extproc.config.ResolvedBackend;

/**
 * One backend in the order of attempts.
 *
 * @param model the provider's name of the model
 */
public record Candidate(ResolvedBackend backend, String model) {
  public Provider provider() {
    return backend.provider();
  }

  /** Envoy's cluster that leads there. */
  public String cluster() {
    return backend.spec().getCluster();
  }
}
