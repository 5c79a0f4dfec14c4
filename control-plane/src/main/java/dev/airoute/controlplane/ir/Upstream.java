package dev.airoute.controlplane.ir;

/** Where a provider's requests end. */
public sealed interface Upstream {
  /** In the external processor: nothing is sent anywhere. */
  record Itself() implements Upstream {}

  record Remote(Endpoint endpoint, Credential credential, Capacity capacity, Health health)
      implements Upstream {}
}
