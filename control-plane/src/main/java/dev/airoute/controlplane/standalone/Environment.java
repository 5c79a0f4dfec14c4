package dev.airoute.controlplane.standalone;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The part of our environment that children get: an allow-list, because the rest may hold providers' keys, which belong
 * to Envoy's secret store and nowhere else.
 */
final class Environment {
  private static final Set<String> HARMLESS =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH");

  private Environment() {}

  static Map<String, String> forChildren(Map<String, String> ours) {
    Map<String, String> theirs = new TreeMap<>(ours);
    theirs.keySet().retainAll(HARMLESS);
    return theirs;
  }
}
