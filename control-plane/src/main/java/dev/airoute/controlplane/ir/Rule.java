package dev.airoute.controlplane.ir;

import dev.airoute.api.Access;
import dev.airoute.api.LossPolicy;
import dev.airoute.api.Selection;
import java.util.List;

/**
 * What happens to requests that match.
 *
 * @param backends in the order of the user; never empty
 * @param precedence among rules that match equally well the smaller one wins
 */
public record Rule(
    RuleName name,
    Match match,
    Access access,
    List<Backend> backends,
    Selection selection,
    Fallback fallback,
    Timeouts timeouts,
    LossPolicy lossPolicy,
    int precedence) {
  public Rule {
    backends = List.copyOf(backends);
    if (backends.isEmpty()) {
      throw new IllegalArgumentException("rule " + name + " has no backend");
    }
  }
}
