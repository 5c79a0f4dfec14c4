package dev.airoute.controlplane.xds;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.airoute.api.FallbackCondition;
import dev.airoute.controlplane.ir.Backend;
import dev.airoute.controlplane.ir.Rule;
import dev.airoute.controlplane.ir.Timeouts;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.config.route.v3.ClusterSpecifierPlugin;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a rule that Envoy carries out: deadlines and retries. Which cluster each attempt goes to comes with the
 * request, from the external processor, so one policy serves all rules that agree in these few values.
 *
 * @param retryBroken whether an answer that the provider broke off, before anything of it had been sent on, moves the
 *     request on
 * @param firstToken per attempt until the response headers, which the translator holds until the first content
 * @param idle per attempt, between two pieces of the response
 * @param retryOn Envoy's names of conditions; what else moves a request on is the translator's verdict, in a header
 */
record RoutePolicy(
    int retries,
    List<String> retryOn,
    boolean retryGatewayTimeout,
    boolean retryBroken,
    @Nullable Duration request,
    @Nullable Duration firstToken,
    @Nullable Duration idle) {
  static final String VERDICT = "x-airoute-fallback";
  private static final int GATEWAY_TIMEOUT = 504;
  private static final long BACK_OFF_MILLIS = 25;
  private static final long MAX_BACK_OFF_MILLIS = 250;

  RoutePolicy {
    retryOn = List.copyOf(retryOn);
  }

  /** For requests whose answer is streamed. */
  static RoutePolicy streamed(Rule rule) {
    Timeouts timeouts = rule.timeouts();
    return of(
        rule,
        Set.of(FallbackCondition.STREAM_ERROR, FallbackCondition.SERVER_ERROR),
        orNull(timeouts.firstToken()),
        orNull(longer(timeouts.idle(), timeouts.firstToken())));
  }

  /** For requests whose answer comes whole: it may take as long as the request may. */
  static RoutePolicy whole(Rule rule) {
    return of(rule, Set.of(FallbackCondition.SERVER_ERROR), null, null);
  }

  /** @param broken what a broken answer counts as */
  private static RoutePolicy of(
      Rule rule,
      Set<FallbackCondition> broken,
      @Nullable Duration firstToken,
      @Nullable Duration idle) {
    int retries = maxAttempts(rule) - 1;
    Set<FallbackCondition> on = retries == 0 ? Set.of() : rule.fallback().on();
    return new RoutePolicy(
        on.isEmpty() ? 0 : retries,
        retryOn(on),
        on.contains(FallbackCondition.TIMEOUT),
        broken.stream().anyMatch(on::contains),
        orNull(rule.timeouts().request()),
        firstToken,
        idle);
  }

  /** There are no more attempts than backends: falling back means trying the next one. */
  static int maxAttempts(Rule rule) {
    long backends =
        rule.backends().stream().mapToInt(Backend::weight).filter(w -> w > 0).count();
    return (int) Math.max(1, Math.min(rule.fallback().maxAttempts(), backends));
  }

  /** Envoy's idle clock starts with the attempt, so it must not strike while the first token may still come. */
  private static java.time.@Nullable Duration longer(
      java.time.@Nullable Duration idle, java.time.@Nullable Duration firstToken) {
    return idle == null || firstToken == null || idle.compareTo(firstToken) > 0 ? idle : firstToken;
  }

  private static List<String> retryOn(Set<FallbackCondition> on) {
    List<String> conditions = new ArrayList<>();
    if (on.isEmpty()) {
      return conditions;
    }
    conditions.add("retriable-headers");
    if (on.contains(FallbackCondition.CONNECT_FAILURE)) {
      conditions.add("connect-failure");
      conditions.add("refused-stream");
    }
    if (on.contains(FallbackCondition.FIRST_TOKEN_TIMEOUT)
        || on.contains(FallbackCondition.TIMEOUT)) {
      conditions.add("reset");
    }
    if (on.contains(FallbackCondition.TIMEOUT)) {
      conditions.add("retriable-status-codes");
    }
    return conditions;
  }

  RouteAction action() {
    RouteAction.Builder action = RouteAction.newBuilder()
        .setTimeout(Durations.ZERO)
        .setIdleTimeout(Durations.ZERO)
        .setRetryPolicy(retryPolicy())
        .setInlineClusterSpecifierPlugin(candidates());
    if (request != null) {
      action.setMaxStreamDuration(
          RouteAction.MaxStreamDuration.newBuilder().setMaxStreamDuration(request));
    }
    return action.build();
  }

  private RetryPolicy retryPolicy() {
    RetryPolicy.Builder policy = RetryPolicy.newBuilder()
        .setRetryOn(String.join(",", retryOn))
        .setNumRetries(UInt32Value.of(retries));
    if (firstToken != null) {
      policy.setPerTryTimeout(firstToken);
    }
    if (idle != null) {
      policy.setPerTryIdleTimeout(idle);
    }
    if (retryGatewayTimeout) {
      policy.addRetriableStatusCodes(GATEWAY_TIMEOUT);
    }
    if (retryBroken) {
      policy.addRetriableHeaders(present(LocalReplies.BROKEN));
    }
    if (retries > 0) {
      policy
          .addRetriableHeaders(present(VERDICT))
          .setRetryBackOff(RetryPolicy.RetryBackOff.newBuilder()
              .setBaseInterval(Durations.fromMillis(BACK_OFF_MILLIS))
              .setMaxInterval(Durations.fromMillis(MAX_BACK_OFF_MILLIS)));
      NewerFields.refreshClusterOnRetry(policy);
    }
    return policy.build();
  }

  private static HeaderMatcher present(String header) {
    return HeaderMatcher.newBuilder().setName(header).setPresentMatch(true).build();
  }

  /** The k-th attempt goes to the k-th group of the request's own list; the configured group only has to be there. */
  private static ClusterSpecifierPlugin candidates() {
    Map<String, Object> group = Map.of(
        "name",
        RouteTable.UNROUTED,
        "clusters",
        List.of(Map.of("cluster_name", RouteTable.UNROUTED, "weight", 1)));
    return ClusterSpecifierPlugin.newBuilder()
        .setExtension(TypedExtensionConfig.newBuilder()
            .setName("airoute.candidates")
            .setTypedConfig(Packing.typedStruct(
                "envoy.extensions.router.cluster_specifiers.priority_group.v3"
                    + ".PriorityGroupClusterSpecifier",
                Map.of(
                    "override_metadata_namespace",
                    ProcessorFilter.METADATA,
                    "priority_groups",
                    List.of(group)))))
        .build();
  }

  private static @Nullable Duration orNull(java.time.@Nullable Duration duration) {
    return duration == null ? null : proto(duration);
  }

  static Duration proto(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
