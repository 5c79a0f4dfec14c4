package dev.airoute.extproc.observe;

import io.envoyproxy.envoy.data.accesslog.v3.ResponseFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Envoy's short names of what went wrong, as its own text logs write them.
 *
 * @see <a href="https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage">Envoy:
 *     RESPONSE_FLAGS</a>
 */
final class ResponseFlagNames {
  private record Flag(String name, Predicate<ResponseFlags> set) {}

  private static final List<Flag> FLAGS = List.of(
      new Flag("LH", ResponseFlags::getFailedLocalHealthcheck),
      new Flag("UH", ResponseFlags::getNoHealthyUpstream),
      new Flag("UT", ResponseFlags::getUpstreamRequestTimeout),
      new Flag("LR", ResponseFlags::getLocalReset),
      new Flag("UR", ResponseFlags::getUpstreamRemoteReset),
      new Flag("UF", ResponseFlags::getUpstreamConnectionFailure),
      new Flag("UC", ResponseFlags::getUpstreamConnectionTermination),
      new Flag("UO", ResponseFlags::getUpstreamOverflow),
      new Flag("NR", ResponseFlags::getNoRouteFound),
      new Flag("DI", ResponseFlags::getDelayInjected),
      new Flag("FI", ResponseFlags::getFaultInjected),
      new Flag("RL", ResponseFlags::getRateLimited),
      new Flag("UAEX", ResponseFlags::hasUnauthorizedDetails),
      new Flag("RLSE", ResponseFlags::getRateLimitServiceError),
      new Flag("DC", ResponseFlags::getDownstreamConnectionTermination),
      new Flag("URX", ResponseFlags::getUpstreamRetryLimitExceeded),
      new Flag("SI", ResponseFlags::getStreamIdleTimeout),
      new Flag("IH", ResponseFlags::getInvalidEnvoyRequestHeaders),
      new Flag("DPE", ResponseFlags::getDownstreamProtocolError),
      new Flag("UMSDR", ResponseFlags::getUpstreamMaxStreamDurationReached),
      new Flag("RFCF", ResponseFlags::getResponseFromCacheFilter),
      new Flag("NFCF", ResponseFlags::getNoFilterConfigFound),
      new Flag("DT", ResponseFlags::getDurationTimeout),
      new Flag("UPE", ResponseFlags::getUpstreamProtocolError),
      new Flag("NC", ResponseFlags::getNoClusterFound),
      new Flag("OM", ResponseFlags::getOverloadManager),
      new Flag("DF", ResponseFlags::getDnsResolutionFailure),
      new Flag("DR", ResponseFlags::getDownstreamRemoteReset));

  private ResponseFlagNames() {}

  static List<String> of(ResponseFlags flags) {
    List<String> names = new ArrayList<>(1);
    for (Flag flag : FLAGS) {
      if (flag.set.test(flags)) {
        names.add(flag.name);
      }
    }
    return names;
  }
}
