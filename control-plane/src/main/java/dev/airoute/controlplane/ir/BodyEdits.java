package dev.airoute.controlplane.ir;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Changes to top-level fields of the provider's request body; every value is one JSON value as text. */
public record BodyEdits(
    SortedMap<String, String> set, SortedMap<String, String> defaults, List<String> remove) {
  public static final BodyEdits NONE = new BodyEdits(new TreeMap<>(), new TreeMap<>(), List.of());

  public BodyEdits {
    set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
    defaults = Collections.unmodifiableSortedMap(new TreeMap<>(defaults));
    remove = List.copyOf(remove);
  }

  public BodyEdits(Map<String, String> set, Map<String, String> defaults, List<String> remove) {
    this(new TreeMap<>(set), new TreeMap<>(defaults), remove);
  }
}
