package dev.airoute.controlplane.translate;

import dev.airoute.controlplane.validate.ObjectId;
import dev.airoute.controlplane.validate.Position;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.watch.ResourceSet;
import java.util.List;
import java.util.stream.Stream;

/** What statuses say, at the places where the objects are written: problems where they are not good, else warnings. */
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

  /** Of fields without effect and the like; what is refused is a problem and not here. */
  public static List<Warning> warnings(ResourceSet resources, Translation translation) {
    return translation.statuses().entrySet().stream()
        .flatMap(status -> notes(status.getValue())
            .map(note -> new Warning(
                position(resources, status.getKey()), status.getKey().toString(), note)))
        .sorted()
        .distinct()
        .toList();
  }

  /** A route's own conditions repeat those of its rules, refusals among them. */
  private static Stream<String> notes(ObjectStatus status) {
    Stream<Condition> conditions = status.rules().isEmpty()
        ? status.conditions().stream()
        : status.rules().stream().flatMap(rule -> rule.conditions().stream());
    return conditions
        .filter(Condition::holds)
        .map(Condition::message)
        .filter(message -> !message.isEmpty());
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
        position(resources, object), object.toString(), "", condition.message(), null);
  }

  private static Position position(ResourceSet resources, ObjectId object) {
    return resources.positions().getOrDefault(object, NOWHERE);
  }
}
