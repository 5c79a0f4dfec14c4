package dev.airoute.api;

/** Namespace and name; ordered and printed as {@code NAMESPACE/NAME}. */
public record ResourceName(String namespace, String name) implements Comparable<ResourceName> {
  @Override
  public int compareTo(ResourceName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
