package dev.airoute.extproc.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Model names as rules and allow-lists write them: exact, or a prefix and a trailing {@code *}. Immutable. */
final class ModelNames {
  private final Set<String> exact = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  ModelNames(List<String> names) {
    for (String name : names) {
      requireUsable(name);
      if (isWildcard(name)) {
        prefixes.add(prefix(name));
      } else {
        exact.add(name);
      }
    }
  }

  boolean contains(String model) {
    return exact.contains(model) || prefixes.stream().anyMatch(model::startsWith);
  }

  static boolean isWildcard(String name) {
    return name.endsWith("*");
  }

  static String prefix(String wildcard) {
    return wildcard.substring(0, wildcard.length() - 1);
  }

  static void requireUsable(String name) {
    if (name.isEmpty()) {
      throw new UnusableResource("a model name is empty");
    }
    int star = name.indexOf('*');
    if (star >= 0 && star < name.length() - 1) {
      throw new UnusableResource("model name \"" + name + "\": only a trailing * is a wildcard");
    }
  }
}
