package dev.airoute.extproc.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All rules that serve one host, most specific hostname first. Immutable. */
public final class HostRules {
  private final List<RuleTable> tables;

  HostRules(List<RuleTable> tables) {
    this.tables = List.copyOf(tables);
  }

  /** Whether no rule serves this host. */
  public boolean isEmpty() {
    return tables.isEmpty();
  }

  /** Whether some rule of this host is open to everybody, so that a caller without a key may still be served. */
  public boolean anonymous() {
    return tables.stream().anyMatch(RuleTable::anonymous);
  }

  /** The rule for a request, null when none matches. */
  public @Nullable ResolvedRule match(String model, Map<String, String> headers) {
    for (RuleTable table : tables) {
      ResolvedRule found = table.match(model, headers);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Every model name that is not a wildcard, sorted. */
  public Set<String> modelNames() {
    Set<String> names = new TreeSet<>();
    tables.forEach(table -> names.addAll(table.names()));
    return names;
  }
}
