package dev.airoute.extproc.plan;

import static dev.airoute.extproc.config.TestingResources.backend;
import static dev.airoute.extproc.config.TestingResources.provider;
import static dev.airoute.extproc.config.TestingResources.rule;
import static dev.airoute.extproc.config.TestingResources.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.airoute.config.v1.Backend;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.Rule;
import dev.airoute.extproc.config.ResolvedRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final int ROUNDS = 20_000;

  private final Random random = new Random(7);

  @Test
  void triesLowerPrioritiesFirst() {
    ResolvedRule rule = resolved(
        backend("default/c@1", 1, 2), backend("default/a@1", 1, 0), backend("default/b@1", 1, 1));

    for (int i = 0; i < 100; i++) {
      assertThat(order(rule)).containsExactly("default/a", "default/b", "default/c");
    }
  }

  @Test
  void sharesFirstPlaceByWeight() {
    ResolvedRule rule = resolved(backend("default/a@1", 90, 0), backend("default/b@1", 10, 0));
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      first.merge(order(rule).getFirst(), 1, Integer::sum);
    }

    assertThat(share(first, "default/a")).isCloseTo(0.9, within(0.01));
    assertThat(share(first, "default/b")).isCloseTo(0.1, within(0.01));
  }

  @Test
  void sharesLaterPlacesByTheWeightsOfWhatIsLeft() {
    ResolvedRule rule = resolved(
        backend("default/a@1", 1_000_000, 0),
        backend("default/b@1", 3, 0),
        backend("default/c@1", 1, 0));
    Map<String, Integer> second = new HashMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      List<String> order = order(rule);
      assertThat(order).hasSize(3).doesNotHaveDuplicates();
      second.merge(order.get(1), 1, Integer::sum);
    }

    assertThat(share(second, "default/b")).isCloseTo(0.75, within(0.015));
    assertThat(share(second, "default/c")).isCloseTo(0.25, within(0.015));
  }

  @Test
  void leavesOutWhatHasNoWeight() {
    assertThat(order(resolved(backend("default/a@1", 0, 0), backend("default/b@1", 1, 1))))
        .containsExactly("default/b");
    assertThat(order(resolved(backend("default/a@1", 0, 0)))).isEmpty();
  }

  @Test
  void keepsToTheMostAttempts() {
    Backend[] three = {
      backend("default/a@1", 1, 0), backend("default/b@1", 1, 1), backend("default/c@1", 1, 2)
    };

    assertThat(order(match(rule("r", "*")
            .clearBackends()
            .addAllBackends(List.of(three))
            .setMaxAttempts(2)
            .build())))
        .containsExactly("default/a", "default/b");
    assertThat(order(match(rule("r", "*")
            .clearBackends()
            .addAllBackends(List.of(three))
            .setMaxAttempts(0)
            .build())))
        .hasSize(3);
  }

  @Test
  void namesTheModelOfTheBackendOrTheOneAskedFor() {
    ResolvedRule rule = resolved(
        backend("default/a@1", 1, 0).toBuilder().setModel("their-name").build(),
        backend("default/b@1", 1, 1));

    assertThat(Planner.plan(rule, "asked", random))
        .extracting(Candidate::model)
        .containsExactly("their-name", "asked");
  }

  @Test
  void speaksTheBackendsDialectWhereItHasOne() {
    Backend own = backend("default/a@1", 1, 0).toBuilder()
        .setDialect(Dialect.ANTHROPIC_MESSAGES)
        .build();

    assertThat(Planner.plan(resolved(own, backend("default/b@1", 1, 1)), "m", random))
        .extracting(candidate -> candidate.backend().dialect())
        .containsExactly(Dialect.ANTHROPIC_MESSAGES, Dialect.OPENAI_CHAT);
  }

  private List<String> order(ResolvedRule rule) {
    return Planner.plan(rule, "m", random).stream()
        .map(candidate -> candidate.provider().getProviderName())
        .toList();
  }

  private static double share(Map<String, Integer> counts, String name) {
    return counts.getOrDefault(name, 0) / (double) ROUNDS;
  }

  private static ResolvedRule resolved(Backend... backends) {
    return match(
        rule("r", "*").clearBackends().addAllBackends(List.of(backends)).build());
  }

  private static ResolvedRule match(Rule rule) {
    var snapshot = snapshot(List.of(
        provider("default/a@1", Dialect.OPENAI_CHAT),
        provider("default/b@1", Dialect.OPENAI_CHAT),
        provider("default/c@1", Dialect.OPENAI_CHAT),
        rule));
    return Objects.requireNonNull(snapshot.host("h").match("m", Map.of()));
  }
}
