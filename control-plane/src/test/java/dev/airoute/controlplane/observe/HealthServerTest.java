package dev.airoute.controlplane.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HealthServerTest {
  private final AtomicBoolean ready = new AtomicBoolean();
  private final HttpClient client = HttpClient.newHttpClient();
  private HealthServer server;

  @BeforeEach
  void start() throws IOException {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    metrics.counter("airoute.things").increment();
    server = HealthServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics, ready::get);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void isAliveAtOnceAndReadyWhenItSaysSo() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    ready.set(true);
    assertThat(get("/readyz").body()).isEqualTo("ready\n");
  }

  @Test
  void showsMetricsInPrometheusForm() throws Exception {
    HttpResponse<String> response = get("/metrics");
    assertThat(response.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body()).contains("airoute_things_total 1.0");
  }

  @Test
  void refusesOtherPathsAndMethods() throws Exception {
    assertThat(get("/other").statusCode()).isEqualTo(404);
    HttpRequest post = HttpRequest.newBuilder(uri("/healthz"))
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(405);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
