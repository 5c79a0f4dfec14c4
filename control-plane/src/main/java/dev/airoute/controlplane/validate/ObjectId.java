package dev.airoute.controlplane.validate;

import dev.airoute.api.Kind;
import dev.airoute.api.Resource;
import dev.airoute.api.ResourceName;

/** What makes an object one of a kind; printed as {@code AIRoute default/chat}. */
public record ObjectId(Kind kind, ResourceName name) implements Comparable<ObjectId> {
  public static ObjectId of(Resource resource) {
    return new ObjectId(resource.kind(), resource.name());
  }

  @Override
  public int compareTo(ObjectId other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
