package dev.airoute.controlplane.ir;

/** How Envoy authenticates to a provider. */
public sealed interface Credential {
  record None() implements Credential {}

  /** @param prefix in front of the secret's value, with its space, e.g. {@code "Bearer "} */
  record Header(String header, String prefix, SecretKey secret) implements Credential {}
}
