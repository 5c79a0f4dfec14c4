package dev.airoute.controlplane.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one object.
 *
 * @param generation of the object that was translated; null outside Kubernetes
 * @param rules of a route, in its order
 */
public record ObjectStatus(
    @Nullable Long generation, List<Condition> conditions, List<RuleStatus> rules) {
  public ObjectStatus {
    conditions = List.copyOf(conditions);
    rules = List.copyOf(rules);
  }

  public record RuleStatus(String name, List<Condition> conditions) {
    public RuleStatus {
      conditions = List.copyOf(conditions);
    }
  }
}
