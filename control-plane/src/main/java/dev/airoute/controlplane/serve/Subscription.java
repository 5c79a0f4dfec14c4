package dev.airoute.controlplane.serve;

import java.util.HashSet;
import java.util.Set;

/** Which names a client wants: some, or all there are, or both. Owner thread only. */
final class Subscription {
  static final String WILDCARD = "*";

  private final Set<String> names = new HashSet<>();
  private boolean wildcard;

  /** Also takes {@link #WILDCARD}. */
  void add(String name) {
    if (name.equals(WILDCARD)) {
      wildcard = true;
    } else {
      names.add(name);
    }
  }

  /** Also takes {@link #WILDCARD}; false when it was not subscribed to. */
  boolean remove(String name) {
    if (name.equals(WILDCARD)) {
      boolean before = wildcard;
      wildcard = false;
      return before;
    }
    return names.remove(name);
  }

  boolean wildcard() {
    return wildcard;
  }

  boolean named(String name) {
    return names.contains(name);
  }

  boolean covers(String name) {
    return wildcard || names.contains(name);
  }

  int size() {
    return names.size();
  }
}
