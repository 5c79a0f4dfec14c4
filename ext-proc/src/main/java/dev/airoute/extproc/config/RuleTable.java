package dev.airoute.extproc.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules of one hostname, indexed by model. A look-up costs one hash probe per distinct prefix length. Immutable. */
final class RuleTable {
  /** Best first among rules with the same model name. */
  private static final Comparator<ResolvedRule> BEST_FIRST = Comparator.comparingInt(
          ResolvedRule::conditionCount)
      .reversed()
      .thenComparing(
          (a, b) -> Integer.compareUnsigned(a.spec().getPrecedence(), b.spec().getPrecedence()))
      .thenComparing(ResolvedRule::name);

  private final Map<String, List<ResolvedRule>> exact = new HashMap<>();
  private final Map<String, List<ResolvedRule>> byPrefix = new HashMap<>();
  private final int[] prefixLengths;
  private final boolean anonymous;

  RuleTable(List<ResolvedRule> rules) {
    for (ResolvedRule rule : rules) {
      for (String model : Set.copyOf(rule.spec().getModelsList())) {
        if (ModelNames.isWildcard(model)) {
          byPrefix
              .computeIfAbsent(ModelNames.prefix(model), _ -> new ArrayList<>())
              .add(rule);
        } else {
          exact.computeIfAbsent(model, _ -> new ArrayList<>()).add(rule);
        }
      }
    }
    exact.values().forEach(candidates -> candidates.sort(BEST_FIRST));
    byPrefix.values().forEach(candidates -> candidates.sort(BEST_FIRST));
    Set<Integer> lengths = new TreeSet<>(Comparator.reverseOrder());
    byPrefix.keySet().forEach(prefix -> lengths.add(prefix.length()));
    prefixLengths = lengths.stream().mapToInt(Integer::intValue).toArray();
    anonymous = rules.stream().anyMatch(ResolvedRule::anonymous);
  }

  @Nullable
  ResolvedRule match(String model, Map<String, String> headers) {
    ResolvedRule found = first(exact.get(model), headers);
    for (int i = 0; found == null && i < prefixLengths.length; i++) {
      if (prefixLengths[i] <= model.length()) {
        found = first(byPrefix.get(model.substring(0, prefixLengths[i])), headers);
      }
    }
    return found;
  }

  /** Whether some rule is open to everybody. */
  boolean anonymous() {
    return anonymous;
  }

  /** Every model name that is not a wildcard. */
  Set<String> names() {
    return exact.keySet();
  }

  private static @Nullable ResolvedRule first(
      @Nullable List<ResolvedRule> candidates, Map<String, String> headers) {
    if (candidates == null) {
      return null;
    }
    for (ResolvedRule rule : candidates) {
      if (rule.headersMatch(headers)) {
        return rule;
      }
    }
    return null;
  }
}
