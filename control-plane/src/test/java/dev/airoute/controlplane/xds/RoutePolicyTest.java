package dev.airoute.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.airoute.controlplane.ir.Rule;
import org.junit.jupiter.api.Test;

final class RoutePolicyTest {
  private static final String OBJECTS = """
      kind: AIProvider
      metadata: {name: echo}
      spec: {type: Echo}
      ---
      kind: AIRoute
      metadata: {name: r}
      spec:
        rules:
        - name: rule
          models: [m]
          backends: [%s]
          %s
      """;
  private static final String BACKEND = "{provider: {name: echo}, weight: %d}";

  @Test
  void streamedAnswersHaveDeadlinesAndWholeOnesHaveNot() {
    Rule rule = rule("timeouts: {request: 300s, firstToken: 20s, idle: 60s}", 1, 1);

    assertThat(RoutePolicy.streamed(rule).firstToken()).isEqualTo(Durations.fromSeconds(20));
    assertThat(RoutePolicy.streamed(rule).idle()).isEqualTo(Durations.fromSeconds(60));
    assertThat(RoutePolicy.whole(rule).firstToken()).isNull();
    assertThat(RoutePolicy.whole(rule).idle()).isNull();
    assertThat(RoutePolicy.whole(rule).request()).isEqualTo(Durations.fromSeconds(300));
  }

  @Test
  void theIdleDeadlineDoesNotCutTheWaitForTheFirstToken() {
    Rule rule = rule("timeouts: {firstToken: 120s, idle: 10s}", 1, 1);

    assertThat(RoutePolicy.streamed(rule).idle()).isEqualTo(Durations.fromSeconds(120));
  }

  @Test
  void withoutStreamDeadlinesBothAreTheSamePolicy() {
    Rule rule = rule("timeouts: {request: 10s}", 1, 1);

    assertThat(RoutePolicy.streamed(rule)).isEqualTo(RoutePolicy.whole(rule));
  }

  @Test
  void thereAreNoMoreAttemptsThanBackendsInService() {
    assertThat(RoutePolicy.whole(rule("fallback: {maxAttempts: 5}", 1, 1, 0)).retries())
        .isEqualTo(1);
    assertThat(RoutePolicy.whole(rule("fallback: {maxAttempts: 2}", 1, 1, 1)).retries())
        .isEqualTo(1);
    assertThat(RoutePolicy.whole(rule("fallback: {maxAttempts: 5}", 1)).retries())
        .isZero();
  }

  @Test
  void anEmptyListOfConditionsMeansNoRetry() {
    RoutePolicy policy = RoutePolicy.whole(rule("fallback: {on: [], maxAttempts: 3}", 1, 1));

    assertThat(policy.retries()).isZero();
    assertThat(policy.retryOn()).isEmpty();
  }

  @Test
  void envoysOwnConditionsFollowTheUsers() {
    assertThat(RoutePolicy.whole(rule("fallback: {on: [RateLimited]}", 1, 1)).retryOn())
        .containsExactly("retriable-headers");
    assertThat(RoutePolicy.whole(rule("fallback: {on: [ConnectFailure]}", 1, 1)).retryOn())
        .containsExactly("retriable-headers", "connect-failure", "refused-stream");
    assertThat(
            RoutePolicy.whole(rule("fallback: {on: [FirstTokenTimeout]}", 1, 1)).retryOn())
        .containsExactly("retriable-headers", "reset");
    RoutePolicy onTimeout = RoutePolicy.whole(rule("fallback: {on: [Timeout]}", 1, 1));
    assertThat(onTimeout.retryOn())
        .containsExactly("retriable-headers", "reset", "retriable-status-codes");
    assertThat(onTimeout.action().getRetryPolicy().getRetriableStatusCodesList())
        .containsExactly(504);
  }

  @Test
  void aBrokenStreamIsAStreamErrorAndAnyBrokenAnswerAServerError() {
    Rule onStreamError = rule("fallback: {on: [StreamError]}", 1, 1);
    assertThat(RoutePolicy.streamed(onStreamError).retryBroken()).isTrue();
    assertThat(RoutePolicy.whole(onStreamError).retryBroken()).isFalse();
    Rule onServerError = rule("fallback: {on: [ServerError]}", 1, 1);
    assertThat(RoutePolicy.streamed(onServerError).retryBroken()).isTrue();
    assertThat(RoutePolicy.whole(onServerError).retryBroken()).isTrue();
    Rule onRateLimited = rule("fallback: {on: [RateLimited]}", 1, 1);
    assertThat(RoutePolicy.streamed(onRateLimited).retryBroken()).isFalse();
    assertThat(RoutePolicy.streamed(rule("fallback: {on: [StreamError]}", 1)).retryBroken())
        .isFalse();
  }

  private static Rule rule(String more, int... weights) {
    String backends = String.join(
        ", ", java.util.Arrays.stream(weights).mapToObj(BACKEND::formatted).toList());
    return TestingGateways.gateway(OBJECTS.formatted(backends, more)).rules().getFirst();
  }
}
