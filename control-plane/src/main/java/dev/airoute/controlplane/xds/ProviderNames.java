package dev.airoute.controlplane.xds;

import dev.airoute.api.ResourceName;
import dev.airoute.controlplane.ir.Credential;
import dev.airoute.controlplane.ir.Endpoint;
import java.util.List;
import java.util.Map;

/**
 * The names of what is made of one provider. A changed provider is a new set of resources beside the old one, so the
 * hash is in all of them; metrics go by names without it.
 */
record ProviderNames(ResourceName provider, String hash) {
  static ProviderNames unhashed(ResourceName provider) {
    return new ProviderNames(provider, "");
  }

  /**
   * Named after where the key goes, not after its value: a rotated key is one push to whoever uses it, and the key of a
   * provider that moves reaches only the hop that leads to the new place.
   */
  static String credential(Credential.Header credential, Endpoint to) {
    String place = Digest.of(List.of(Packing.struct(Map.of(
        "scheme", to.tls() == null ? "http" : "https",
        "host", to.host(),
        "port", to.port(),
        "header", credential.header(),
        "prefix", credential.prefix()))));
    return "credential/" + credential.secret() + "@" + place;
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
