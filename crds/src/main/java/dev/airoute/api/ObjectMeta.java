package dev.airoute.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of the metadata that the gateway uses.
 *
 * @param namespace {@code default} where the object names none
 * @param generation counts changes of the spec; null outside Kubernetes
 * @param creationTimestamp null outside Kubernetes
 */
public record ObjectMeta(
    String name,
    String namespace,
    @Nullable Long generation,
    @Nullable Instant creationTimestamp) {
  public static final String DEFAULT_NAMESPACE = "default";

  public ObjectMeta {
    namespace = Absent.or(namespace, DEFAULT_NAMESPACE);
  }

  public static ObjectMeta of(String namespace, String name) {
    return new ObjectMeta(name, namespace, null, null);
  }

  public ResourceName resourceName() {
    return new ResourceName(namespace, name);
  }
}
