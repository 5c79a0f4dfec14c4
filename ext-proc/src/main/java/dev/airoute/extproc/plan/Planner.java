package dev.airoute.extproc.plan;

import dev.airoute.extproc.config.ResolvedBackend;
import dev.airoute.extproc.config.ResolvedRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Orders the backends of a rule. */
public final class Planner {
  private Planner() {}

  /**
   * Lower priorities first; within one, at random without replacement in proportion to the weights. Weight 0 is out of
   * service. At most {@code max_attempts} candidates where the rule sets it.
   *
   * <p>Each backend draws an exponential waiting time with its weight as the rate: the chance to be the earliest of any
   * group is then exactly its share of that group's weights.
   */
  public static List<Candidate> plan(ResolvedRule rule, String asked, RandomGenerator random) {
    record Drawn(ResolvedBackend backend, double time) {
      long priority() {
        return Integer.toUnsignedLong(backend.spec().getPriority());
      }
    }
    List<Drawn> drawn = new ArrayList<>();
    for (ResolvedBackend backend : rule.backends()) {
      long weight = Integer.toUnsignedLong(backend.spec().getWeight());
      if (weight > 0) {
        drawn.add(new Drawn(backend, random.nextExponential() / weight));
      }
    }
    drawn.sort(Comparator.comparingLong(Drawn::priority).thenComparingDouble(Drawn::time));
    int most = rule.spec().getMaxAttempts() == 0 ? drawn.size() : rule.spec().getMaxAttempts();
    return drawn.stream()
        .limit(Integer.toUnsignedLong(most))
        .map(each -> new Candidate(each.backend(), each.backend().model(asked)))
        .toList();
  }
}
