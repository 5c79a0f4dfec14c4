package dev.airoute.extproc.observe;

import static dev.airoute.extproc.config.TestingResources.backend;
import static dev.airoute.extproc.config.TestingResources.provider;
import static dev.airoute.extproc.config.TestingResources.rule;
import static dev.airoute.extproc.config.TestingResources.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UInt32Value;
import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.config.Snapshot;
import dev.airoute.extproc.stream.Exchange;
import dev.airoute.extproc.stream.Exchanges;
import dev.airoute.extproc.stream.TestingExchanges;
import io.envoyproxy.envoy.config.core.v3.RequestMethod;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogType;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.ResponseFlags;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.stub.StreamObserver;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private static final Path GOLDEN = Path.of("src/test/resources/observe");
  private static final Snapshot SNAPSHOT = snapshot(List.of(
      provider("default/q@2", Dialect.ANTHROPIC_MESSAGES),
      rule("default/chat/smart", "smart")
          .addBackends(backend("default/q@2", 1, 1).toBuilder().setModel("claude"))
          .build()));

  private final Exchanges exchanges = new Exchanges(100, java.time.Duration.ofHours(1));
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LineSink lines = new LineSink(written);
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AccessLog accessLog = new AccessLog(exchanges, lines, new RequestMeters(registry));
  private final List<StreamAccessLogsResponse> responses = new ArrayList<>();

  @AfterEach
  void close() throws InterruptedException {
    lines.close();
  }

  @Test
  void writesOneLinePerRequestAndCountsIt() throws InterruptedException {
    open(TestingExchanges.served("0000000000000001", SNAPSHOT, "smart"));
    open(TestingExchanges.refused("0000000000000002", "default/bob", "secret\n\"model\""));
    open(TestingExchanges.running("0000000000000003", SNAPSHOT, "smart"));
    open(TestingExchanges.begun("0000000000000004", "default/bob"));

    StreamObserver<StreamAccessLogsMessage> envoy = stream();
    envoy.onNext(message(
        "request",
        entry("/v1/messages?beta=true", "0000000000000001", 200, "via_upstream").build()));
    HTTPAccessLogEntry.Builder aborted =
        entry("/v1/messages", "0000000000000003", 0, "downstream_remote_disconnect");
    aborted
        .getCommonPropertiesBuilder()
        .clearTimeToFirstDownstreamTxByte()
        .setResponseFlags(ResponseFlags.newBuilder()
            .setDownstreamConnectionTermination(true)
            .setUpstreamRetryLimitExceeded(true));
    HTTPAccessLogEntry.Builder atTheDoor =
        entry("/v1/chat/completions?key=secret", "", 401, "airoute_missing_api_key");
    atTheDoor.getResponseBuilder().putResponseHeaders("x-airoute-request-id", "0000000000000005");
    HTTPAccessLogEntry.Builder nameless =
        entry("/" + "x".repeat(600), "", 404, "airoute_unknown_path");
    envoy.onNext(more(
        entry("/v1/messages", "0000000000000002", 403, "airoute_model_not_allowed")
            .build(),
        aborted.build(),
        entry("/v1/messages", "0000000000000004", 413, "request_payload_too_large")
            .build(),
        atTheDoor.build(),
        nameless.build()));
    lines.close();

    String text = written.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(6);
    assertThat(text).doesNotContain("key=secret");
    GoldenFile.check(GOLDEN.resolve("access-log.jsonl"), text);
    GoldenFile.check(GOLDEN.resolve("metrics.txt"), metrics());
    assertThat(exchanges.open()).isZero();
  }

  @Test
  void settlesAnExchangeOnce() throws InterruptedException {
    open(TestingExchanges.served("0000000000000001", SNAPSHOT, "smart"));
    HTTPAccessLogEntry entry =
        entry("/v1/messages", "0000000000000001", 200, "via_upstream").build();

    stream().onNext(message("request", entry));
    stream().onNext(message("request", entry));
    lines.close();

    assertThat(written
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("default/alice")))
        .hasSize(1);
  }

  /** Our id is not on a request whose client was gone before Envoy had our answer; Envoy's own always is. */
  @Test
  void settlesAnExchangeWhoseClientLeftAtOnce() throws InterruptedException {
    open(TestingExchanges.begun("0000000000000001", "default/bob"));
    HTTPAccessLogEntry.Builder entry = entry("/v1/messages", "", 0, "downstream_remote_disconnect");
    entry.getRequestBuilder().setRequestId(TestingExchanges.envoyId("0000000000000001"));

    stream().onNext(message("request", entry.build()));
    lines.close();

    assertThat(exchanges.open()).isZero();
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("\"request_id\":\"0000000000000001\"", "\"consumer\":\"default/bob\"");
  }

  @Test
  void leavesOtherLogsAndUnfinishedRequestsAlone() throws InterruptedException {
    open(TestingExchanges.served("0000000000000001", SNAPSHOT, "smart"));
    HTTPAccessLogEntry.Builder start = entry("/v1/messages", "0000000000000001", 0, "");
    start.getCommonPropertiesBuilder().setAccessLogType(AccessLogType.DownstreamStart);

    stream().onNext(message("request", start.build()));
    stream()
        .onNext(
            message("other", entry("/v1/messages", "0000000000000001", 200, "").build()));
    lines.close();

    assertThat(written.size()).isZero();
    assertThat(exchanges.open()).isEqualTo(1);
  }

  @Test
  void endsWhenEnvoyDoes() {
    stream().onCompleted();

    assertThat(responses).hasSize(1);
  }

  private void open(Exchange exchange) {
    TestingExchanges.open(exchanges, exchange);
  }

  private StreamObserver<StreamAccessLogsMessage> stream() {
    return accessLog.streamAccessLogs(new StreamObserver<>() {
      @Override
      public void onNext(StreamAccessLogsResponse response) {
        responses.add(response);
      }

      @Override
      public void onError(Throwable cause) {}

      @Override
      public void onCompleted() {}
    });
  }

  /** Ours without the buckets. */
  private String metrics() {
    return registry
        .scrape()
        .lines()
        .filter(line ->
            line.startsWith("airoute_") && !line.contains("_bucket{") && !line.contains("_max{"))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static HTTPAccessLogEntry.Builder entry(
      String path, String id, int status, String details) {
    HTTPAccessLogEntry.Builder entry = HTTPAccessLogEntry.newBuilder();
    entry.setCommonProperties(AccessLogCommon.newBuilder()
        .setAccessLogType(AccessLogType.DownstreamEnd)
        .setStartTime(Timestamp.newBuilder().setSeconds(1_760_000_000).setNanos(120_000_000))
        .setTimeToFirstDownstreamTxByte(millis(350))
        .setDuration(millis(1234)));
    entry
        .getRequestBuilder()
        .setRequestMethod(RequestMethod.POST)
        .setPath(path)
        .setRequestBodyBytes(77);
    if (!id.isEmpty()) {
      entry.getRequestBuilder().putRequestHeaders("x-airoute-request-id", id);
    }
    entry
        .getResponseBuilder()
        .setResponseCode(UInt32Value.of(status))
        .setResponseCodeDetails(details)
        .setResponseBodyBytes(991);
    return entry;
  }

  private static Duration millis(int millis) {
    return Duration.newBuilder()
        .setSeconds(millis / 1000)
        .setNanos(millis % 1000 * 1_000_000)
        .build();
  }

  private static StreamAccessLogsMessage message(String log, HTTPAccessLogEntry... entries) {
    return more(entries).toBuilder()
        .setIdentifier(StreamAccessLogsMessage.Identifier.newBuilder().setLogName(log))
        .build();
  }

  private static StreamAccessLogsMessage more(HTTPAccessLogEntry... entries) {
    return StreamAccessLogsMessage.newBuilder()
        .setHttpLogs(StreamAccessLogsMessage.HTTPAccessLogEntries.newBuilder()
            .addAllLogEntry(List.of(entries)))
        .build();
  }
}
