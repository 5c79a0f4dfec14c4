package dev.airoute.controlplane.translate;

import dev.airoute.controlplane.validate.ObjectId;
import dev.airoute.controlplane.validate.Position;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.watch.ResourceSet;
import java.util.List;
import java.util.stream.Stream;

/** Statuses that are not good, as problems at the places where the objects are written. */
public final class TranslationProblems {
  private static final Position NOWHERE = Position.ofFile("(unknown)");

  private TranslationProblems() {}

  public static List<Problem> of(ResourceSet resources, Translation translation) {
    return translation.statuses().entrySet().stream()
        .flatMap(status -> conditions(status.getValue())
            .map(condition -> problem(resources, status.getKey(), condition)))
        .sorted()
        .distinct()
        .toList();
  }

  /** What is wrong with single rules is said there and not again for the whole route. */
  private static Stream<Condition> conditions(ObjectStatus status) {
    List<Condition> ofRules = status.rules().stream()
        .flatMap(rule -> rule.conditions().stream())
        .filter(condition -> !condition.holds())
        .toList();
    Stream<Condition> ofObject =
        status.conditions().stream().filter(condition -> !condition.holds());
    return ofRules.isEmpty() ? ofObject : ofRules.stream();
  }

  private static Problem problem(ResourceSet resources, ObjectId object, Condition condition) {
    return new Problem(
        resources.positions().getOrDefault(object, NOWHERE),
        object.toString(),
        "",
        condition.message(),
        null);
  }
}
