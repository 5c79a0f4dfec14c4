package dev.airoute.controlplane.translate;

import dev.airoute.controlplane.ir.HeaderMatch;
import dev.airoute.controlplane.ir.ModelPattern;
import dev.airoute.controlplane.ir.Rule;
import dev.airoute.controlplane.ir.RuleName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What rules match, in their order: the first to claim something has it. */
final class Matches {
  private static final String ANY_HOST = "";

  private final Map<Claim, RuleName> owners = new HashMap<>();
  private final Map<ModelPattern, Integer> followers = new HashMap<>();

  private record Claim(String hostname, ModelPattern model, Set<HeaderMatch> headers) {}

  /** The rule in its place; nothing if everything it matches is taken by rules before it. */
  Optional<Rule> place(Rule rule, String field, Findings findings) {
    List<Claim> claims = claims(rule);
    Map<ModelPattern, RuleName> taken = new LinkedHashMap<>();
    claims.stream()
        .filter(owners::containsKey)
        .forEach(claim -> taken.putIfAbsent(claim.model(), owners.get(claim)));
    if (claims.stream().allMatch(owners::containsKey)) {
      findings.refuse(Reason.CONFLICTED, message(field, taken) + ": the rule is never reached");
      return Optional.empty();
    }
    if (!taken.isEmpty()) {
      findings.note(message(field, taken));
    }
    claims.forEach(claim -> owners.putIfAbsent(claim, rule.name()));
    return Optional.of(withPrecedence(rule, next(rule.match().models())));
  }

  /**
   * Rules that share no model never compete, so each only has to come after those it shares one with: adding a rule
   * leaves the numbers of all others alone.
   */
  private int next(List<ModelPattern> models) {
    int precedence = models.stream()
        .mapToInt(model -> followers.getOrDefault(model, 0))
        .max()
        .orElse(0);
    models.forEach(model -> followers.put(model, precedence + 1));
    return precedence;
  }

  private static List<Claim> claims(Rule rule) {
    List<String> hostnames =
        rule.match().hostnames().isEmpty() ? List.of(ANY_HOST) : rule.match().hostnames();
    Set<HeaderMatch> headers = Set.copyOf(rule.match().headers());
    List<Claim> claims = new ArrayList<>();
    for (String hostname : hostnames) {
      for (ModelPattern model : rule.match().models()) {
        claims.add(new Claim(hostname, model, headers));
      }
    }
    return claims;
  }

  private static String message(String field, Map<ModelPattern, RuleName> taken) {
    return taken.entrySet().stream()
        .map(entry -> entry.getKey() + " is matched by rule " + entry.getValue() + " before")
        .collect(Collectors.joining(", ", field + ".models: ", ""));
  }

  private static Rule withPrecedence(Rule rule, int precedence) {
    return new Rule(
        rule.name(),
        rule.match(),
        rule.access(),
        rule.backends(),
        rule.selection(),
        rule.fallback(),
        rule.timeouts(),
        rule.lossPolicy(),
        precedence);
  }
}
