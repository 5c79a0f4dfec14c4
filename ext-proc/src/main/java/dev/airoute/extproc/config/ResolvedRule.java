package dev.airoute.extproc.config;

import dev.airoute.config.v1.Access;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.config.v1.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A rule that was checked, with its providers. Keeps working when a provider is withdrawn later. Immutable. */
public final class ResolvedRule {
  private final Rule spec;
  private final List<HeaderCondition> conditions;
  private final List<ResolvedBackend> backends;
  private final Set<FallbackCondition> fallbackOn;

  ResolvedRule(Rule spec, List<HeaderCondition> conditions, List<ResolvedBackend> backends) {
    this.spec = spec;
    this.conditions = List.copyOf(conditions);
    this.backends = List.copyOf(backends);
    this.fallbackOn = Set.copyOf(spec.getFallbackOnList());
  }

  public String name() {
    return spec.getName();
  }

  public Rule spec() {
    return spec;
  }

  public List<ResolvedBackend> backends() {
    return backends;
  }

  public Set<FallbackCondition> fallbackOn() {
    return fallbackOn;
  }

  /** Whether anybody may use it. */
  public boolean anonymous() {
    return spec.getAccess() == Access.ANONYMOUS;
  }

  int conditionCount() {
    return conditions.size();
  }

  boolean headersMatch(Map<String, String> headers) {
    for (HeaderCondition condition : conditions) {
      if (!condition.holds(headers)) {
        return false;
      }
    }
    return true;
  }
}
