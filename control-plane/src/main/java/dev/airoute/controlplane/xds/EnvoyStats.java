package dev.airoute.controlplane.xds;

import io.envoyproxy.envoy.config.metrics.v3.StatsConfig;
import io.envoyproxy.envoy.config.metrics.v3.StatsMatcher;
import io.envoyproxy.envoy.type.matcher.v3.ListStringMatcher;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/**
 * The statistics that Envoy keeps. By default it keeps hundreds per cluster and listener, and every provider here is two
 * clusters and a listener; what is left is what an operator looks at.
 */
final class EnvoyStats {
  private static final List<String> PREFIXES = List.of(
      "server.",
      "overload.",
      "control_plane.",
      "cluster_manager.",
      "listener_manager.",
      "http.gateway.",
      "cluster.xds.upstream_cx",
      "cluster.ext-proc.upstream");

  private static final List<String> PATTERNS = List.of(
      "listener\\..*\\.downstream_cx_(active|total|overflow|overload_reject)",
      "cluster\\.provider\\..*\\.(upstream_cx_(active|total|connect_fail|connect_timeout|overflow)"
          + "|upstream_rq_(active|total|time|[1-5]xx|timeout|pending_overflow|pending_active)"
          + "|outlier_detection\\.ejections_(active|enforced_total)"
          + "|membership_(healthy|total)|update_failure|ssl\\.(fail_verify_.*|connection_error))",
      "cluster\\.hop\\..*\\.(upstream_rq_(active|total|retry.*|per_try_timeout|per_try_idle_timeout))",
      "http\\.hop\\..*\\.(ext_proc\\..*|credential_injector\\..*)",
      "sds\\..*\\.(update_success|update_rejected|key_rotation_failed)");

  private EnvoyStats() {}

  static StatsConfig config() {
    ListStringMatcher.Builder kept = ListStringMatcher.newBuilder();
    PREFIXES.forEach(prefix -> kept.addPatterns(StringMatcher.newBuilder().setPrefix(prefix)));
    PATTERNS.forEach(pattern -> kept.addPatterns(
        StringMatcher.newBuilder().setSafeRegex(RegexMatcher.newBuilder().setRegex(pattern))));
    return StatsConfig.newBuilder()
        .setStatsMatcher(StatsMatcher.newBuilder().setInclusionList(kept))
        .build();
  }
}
