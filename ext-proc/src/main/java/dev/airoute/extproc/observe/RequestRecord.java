package dev.airoute.extproc.observe;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.endpoint.Endpoints;
import dev.airoute.extproc.stream.AttemptRecord;
import dev.airoute.extproc.stream.ErrorReplies;
import dev.airoute.extproc.stream.Exchange;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPRequestProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of one request: what Envoy saw, and what the exchange knew.
 *
 * @param exchange null when the request was refused by its headers, or never reached us
 * @param ttft null when no byte left for the client
 */
record RequestRecord(
    Instant time,
    @Nullable String id,
    String method,
    String path,
    Dialect dialect,
    @Nullable Exchange exchange,
    List<AttemptRecord> attempts,
    int status,
    List<String> flags,
    String details,
    java.time.@Nullable Duration ttft,
    java.time.Duration duration,
    long bytesIn,
    long bytesOut) {
  private static final int LONGEST_PATH = 512;

  static RequestRecord of(
      HTTPAccessLogEntry entry, @Nullable String id, @Nullable Exchange exchange) {
    AccessLogCommon common = entry.getCommonProperties();
    HTTPRequestProperties request = entry.getRequest();
    String method = request.getRequestMethod().name();
    String path = path(request);
    Dialect dialect =
        exchange == null ? Endpoints.resolve(method, path, Map.of()).dialect() : exchange.client();
    return new RequestRecord(
        instant(common.getStartTime()),
        id,
        method,
        path,
        dialect,
        exchange,
        exchange == null ? List.of() : exchange.attempts(),
        entry.getResponse().getResponseCode().getValue(),
        ResponseFlagNames.of(common.getResponseFlags()),
        entry.getResponse().getResponseCodeDetails(),
        common.hasTimeToFirstDownstreamTxByte()
            ? duration(common.getTimeToFirstDownstreamTxByte())
            : null,
        duration(
            common.hasDuration() ? common.getDuration() : common.getTimeToLastDownstreamTxByte()),
        request.getRequestBodyBytes(),
        entry.getResponse().getResponseBodyBytes());
  }

  /** The id that the route stage gave: on the request when that was answered, else on our own answer. */
  static @Nullable String id(HTTPAccessLogEntry entry) {
    String asked = entry.getRequest().getRequestHeadersOrDefault(ErrorReplies.REQUEST_ID, "");
    String given = asked.isEmpty()
        ? entry.getResponse().getResponseHeadersOrDefault(ErrorReplies.REQUEST_ID, "")
        : asked;
    return given.isEmpty() ? null : given;
  }

  /** The attempt whose answer the client got, or would have got. */
  @Nullable
  AttemptRecord lastAttempt() {
    return attempts.isEmpty() ? null : attempts.getLast();
  }

  /** How the last attempt ended; null when there was none or it still runs. */
  AttemptRecord.@Nullable Result lastResult() {
    AttemptRecord last = lastAttempt();
    return last == null ? null : last.result();
  }

  /** Whether the gateway itself refused it, which the details then name. */
  boolean refused() {
    return details.startsWith(ErrorReplies.DETAILS) && status >= 400;
  }

  private static String path(HTTPRequestProperties request) {
    String sent =
        request.getOriginalPath().isEmpty() ? request.getPath() : request.getOriginalPath();
    String path = Endpoints.withoutQuery(sent);
    return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private static java.time.Duration duration(Duration duration) {
    return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }
}
