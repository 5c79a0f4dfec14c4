package dev.airoute.controlplane.translate;

import dev.airoute.api.AIRoute;
import dev.airoute.controlplane.ir.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** AIRoutes, in the order in which they take what they match. */
final class RouteTranslator {
  private final RuleTranslator rules;
  private final Matches matches = new Matches();

  RouteTranslator(RuleTranslator rules) {
    this.rules = rules;
  }

  record Result(List<Rule> rules, ObjectStatus status) {}

  private record Outcome(String name, Findings findings) {}

  Result translate(AIRoute route) {
    List<Rule> served = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<AIRoute.Rule> written = route.spec().rules();
    for (int i = 0; i < written.size(); i++) {
      AIRoute.Rule rule = written.get(i);
      String field = "spec.rules[" + i + "]";
      Findings findings = new Findings();
      if (!names.add(rule.name())) {
        findings.refuse(
            Reason.INVALID_VALUE, field + ".name: " + rule.name() + " is the name of two rules");
      }
      rules
          .translate(route, rule, field, findings)
          .flatMap(translated -> matches.place(translated, field, findings))
          .ifPresent(served::add);
      outcomes.add(new Outcome(rule.name(), findings));
    }
    return new Result(served, status(route, outcomes));
  }

  private static ObjectStatus status(AIRoute route, List<Outcome> outcomes) {
    return new ObjectStatus(
        route.metadata().generation(),
        List.of(acceptance(outcomes), resolution(outcomes)),
        outcomes.stream()
            .map(o -> new ObjectStatus.RuleStatus(o.name(), o.findings().conditions()))
            .toList());
  }

  private static Condition acceptance(List<Outcome> outcomes) {
    List<Condition> all = outcomes.stream().map(o -> o.findings().acceptance()).toList();
    List<Condition> refusals =
        all.stream().filter(condition -> !condition.holds()).toList();
    String message = messages(all.stream());
    if (refusals.isEmpty()) {
      return new Condition(ConditionType.ACCEPTED, true, Reason.ACCEPTED, message);
    }
    boolean none = refusals.size() == all.size();
    return new Condition(
        ConditionType.ACCEPTED,
        !none,
        none ? refusals.getFirst().reason() : Reason.PARTIALLY_ACCEPTED,
        message);
  }

  private static Condition resolution(List<Outcome> outcomes) {
    List<Condition> missing = outcomes.stream()
        .map(o -> o.findings().resolution())
        .filter(condition -> !condition.holds())
        .toList();
    return missing.isEmpty()
        ? new Condition(ConditionType.RESOLVED_REFS, true, Reason.RESOLVED_REFS, "")
        : new Condition(
            ConditionType.RESOLVED_REFS,
            false,
            missing.getFirst().reason(),
            messages(missing.stream()));
  }

  private static String messages(Stream<Condition> conditions) {
    return conditions
        .map(Condition::message)
        .filter(message -> !message.isEmpty())
        .collect(Collectors.joining("; "));
  }
}
