package dev.airoute.controlplane.xds;

import dev.airoute.api.ResourceName;
import dev.airoute.controlplane.ir.SecretKey;

/**
 * The names of what is made of one provider. A changed provider is a new set of resources beside the old one, so the
 * hash is in all of them; metrics go by names without it.
 */
record ProviderNames(ResourceName provider, String hash) {
  static ProviderNames unhashed(ResourceName provider) {
    return new ProviderNames(provider, "");
  }

  /** A credential's name has no hash: a rotated key is one push to whoever uses it. */
  static String credential(SecretKey key) {
    return "credential/" + key;
  }

  /** The external processor's resource. */
  String resource() {
    return provider + "@" + hash;
  }

  /** Both the internal listener and the cluster that leads to it. */
  String hop() {
    return "hop/" + resource();
  }

  /** The cluster of the provider's own addresses. */
  String cluster() {
    return "provider/" + resource();
  }

  String hopStats() {
    return "hop." + provider.namespace() + "." + provider.name();
  }

  String clusterStats() {
    return "provider." + provider.namespace() + "." + provider.name();
  }
}
