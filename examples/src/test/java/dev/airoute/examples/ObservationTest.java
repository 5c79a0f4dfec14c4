package dev.airoute.examples;

import static dev.airoute.examples.Http.CHAT;
import static dev.airoute.examples.Http.MESSAGES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.provider.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the gateway tells about its work: a line per request, metrics, health. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class ObservationTest {
  private static final List<String> ALICE = Http.bearer(World.ALICE_KEY);

  private final World world;

  ObservationTest(World world) {
    this.world = world;
  }

  /** The access log's line about the request of that reply. */
  private JsonNode line(Http.Reply reply) {
    String id = reply.header("x-airoute-request-id").orElseThrow();
    return await("the line of " + id)
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> world.gateway.accessLog().stream()
                .filter(line -> line.path("request_id").asString("").equals(id))
                .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void writesALinePerRequest() {
    world.anthropic.on("claude-behind-smart", Script.text("Hello"));

    JsonNode line = line(world.http.post(CHAT, Http.body("smart", false), ALICE));

    assertThat(line.path("consumer").stringValue()).isEqualTo("default/alice");
    assertThat(line.path("method").stringValue()).isEqualTo("POST");
    assertThat(line.path("path").stringValue()).isEqualTo(CHAT);
    assertThat(line.path("dialect").stringValue()).isEqualTo("openai_chat");
    assertThat(line.path("rule").stringValue()).isEqualTo("default/chat/alias");
    assertThat(line.path("model").stringValue()).isEqualTo("smart");
    assertThat(line.path("model_served").stringValue()).isEqualTo("claude-behind-smart");
    assertThat(line.path("provider").stringValue()).isEqualTo("default/anthropic");
    assertThat(line.path("status").intValue()).isEqualTo(200);
    assertThat(line.path("attempt_count").intValue()).isEqualTo(1);
    assertThat(line.at("/attempts/0/complete").booleanValue()).isTrue();
    assertThat(line.at("/tokens/input").longValue()).isEqualTo(100);
    assertThat(line.at("/tokens/cache_read").longValue()).isEqualTo(40);
    assertThat(line.at("/tokens/output").longValue()).isEqualTo(25);
    assertThat(line.path("duration_ms").isIntegralNumber()).isTrue();
    assertThat(line.path("bytes_in").longValue()).isPositive();
    assertThat(line.path("bytes_out").longValue()).isPositive();
  }

  @Test
  void tellsWhenTheFirstTokenCame() {
    world.openAi.on("gpt-ttft", Script.slowFirstByte(Duration.ofMillis(300), Scenes.longText(3)));

    JsonNode line = line(world.http.post(MESSAGES, Http.body("gpt-ttft", true), ALICE));

    assertThat(line.path("stream").booleanValue()).isTrue();
    assertThat(line.path("ttft_ms").longValue()).isBetween(300L, 5000L);
    assertThat(line.path("duration_ms").longValue())
        .isGreaterThanOrEqualTo(line.path("ttft_ms").longValue());
    assertThat(line.at("/tokens/output").longValue()).isEqualTo(25);
  }

  @Test
  void tellsEveryAttempt() {
    world.openAi.on("fall-openai-observed", Script.failure(500, "Oops"));

    JsonNode line = line(world.http.post(CHAT, Http.body("fall-openai-observed", false), ALICE));

    assertThat(line.path("attempt_count").intValue()).isEqualTo(2);
    assertThat(line.at("/attempts/0/provider").stringValue()).isEqualTo("default/openai");
    assertThat(line.at("/attempts/0/status").intValue()).isEqualTo(500);
    assertThat(line.at("/attempts/0/fallback").stringValue()).isEqualTo("server_error");
    assertThat(line.at("/attempts/1/provider").stringValue()).isEqualTo("default/anthropic");
    assertThat(line.at("/attempts/1/status").intValue()).isEqualTo(200);
    assertThat(line.path("provider").stringValue()).isEqualTo("default/anthropic");
    assertThat(line.path("model_served").stringValue()).isEqualTo("claude-caught");
  }

  @Test
  void writesALineAboutWhatItRefused() {
    JsonNode stranger = line(world.http.post(CHAT, Http.body("gpt-x", false), List.of()));
    assertThat(stranger.path("status").intValue()).isEqualTo(401);
    assertThat(stranger.path("consumer").isNull()).isTrue();
    assertThat(stranger.path("details").stringValue()).isEqualTo("airoute_missing_api_key");
    assertThat(stranger.path("attempt_count").intValue()).isZero();

    JsonNode unknown = line(world.http.post(MESSAGES, Http.body("who", false), ALICE));
    assertThat(unknown.path("status").intValue()).isEqualTo(404);
    assertThat(unknown.path("model").stringValue()).isEqualTo("who");
    assertThat(unknown.path("consumer").stringValue()).isEqualTo("default/alice");
  }

  @Test
  void countsRequestsAndTokens() {
    double before = tokens();

    line(world.http.post(CHAT, Http.body("claude-counted", false), ALICE));

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(tokens()).isEqualTo(before + 25));
    PrometheusText page = extProc();
    assertThat(
            page.sum("airoute_requests_total", "rule=\"default/chat/anthropic\"", "status=\"200\""))
        .isPositive();
    assertThat(page.sum("airoute_request_duration_seconds_count")).isPositive();
    assertThat(page.sum("airoute_attempts_total", "provider=\"default/anthropic\""))
        .isPositive();
    assertThat(page.sum("airoute_consumer_requests_total", "consumer=\"default/alice\""))
        .isPositive();
    assertThat(page.sum("airoute_config_connected")).isEqualTo(1);
    assertThat(page.sum("jvm_memory_used_bytes")).isPositive();
  }

  private double tokens() {
    return extProc()
        .sum(
            "airoute_tokens_total",
            "rule=\"default/chat/anthropic\"",
            "provider=\"default/anthropic\"",
            "type=\"output\"");
  }

  private PrometheusText extProc() {
    return metrics(world.gateway.extProcMetricsUrl());
  }

  private static PrometheusText metrics(String url) {
    try (Http http = new Http(url)) {
      Http.Reply reply = http.get("/metrics", List.of());
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("content-type").orElse("")).startsWith("text/plain");
      return new PrometheusText(reply.body());
    }
  }

  @Test
  void forgetsRequestsThatHaveEnded() {
    world.http.post(CHAT, Http.body("gpt-forgotten", true), ALICE);

    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
      assertThat(extProc().sum("airoute_exchanges")).isZero();
      assertThat(extProc().sum("airoute_streams")).isZero();
    });
    assertThat(extProc().sum("airoute_exchanges_lost_total")).isZero();
    assertThat(extProc().sum("airoute_failures_total")).isZero();
    assertThat(extProc().sum("airoute_access_log_dropped_total")).isZero();
  }

  /** At whatever moment: before the gateway has answered for the headers, within the body, behind it. */
  @Test
  void forgetsRequestsWhoseClientsLeaveAtOnce() throws IOException {
    byte[] body = Http.body("echo", true).getBytes(UTF_8);
    byte[] head = ("POST " + CHAT + " HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer "
            + World.ALICE_KEY + "\r\ncontent-type: application/json\r\ncontent-length: "
            + body.length + "\r\n\r\n")
        .getBytes(UTF_8);
    int port = URI.create(world.gateway.url()).getPort();
    for (int i = 0; i < 60; i++) {
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.getOutputStream().write(head);
        client.getOutputStream().write(body, 0, body.length * (i % 3) / 2);
      }
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(extProc().sum("airoute_exchanges")).isZero());
    assertThat(extProc().sum("airoute_exchanges_lost_total")).isZero();
  }

  @Test
  void tellsAboutTheControlPlane() {
    PrometheusText page = metrics(world.gateway.metricsUrl());

    assertThat(page.sum("airoute_xds_clients", "role=\"envoy\"")).isEqualTo(1);
    assertThat(page.sum("airoute_xds_clients", "role=\"ext-proc\"")).isEqualTo(1);
    assertThat(page.sum("airoute_xds_acks_total", "type=\"Listener\"")).isPositive();
    assertThat(page.sum("airoute_xds_rejected")).isZero();
    assertThat(page.sum("jvm_memory_used_bytes")).isPositive();
  }

  @Test
  void bothProcessesAreHealthyAndReady() {
    for (String url : List.of(world.gateway.metricsUrl(), world.gateway.extProcMetricsUrl())) {
      try (Http http = new Http(url)) {
        assertThat(http.get("/healthz", List.of()).status()).as(url).isEqualTo(200);
        assertThat(http.get("/readyz", List.of()).status()).as(url).isEqualTo(200);
      }
    }
  }
}
