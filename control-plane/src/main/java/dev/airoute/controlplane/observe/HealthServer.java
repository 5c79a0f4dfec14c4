package dev.airoute.controlplane.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Answers {@code /metrics} (Prometheus), {@code /healthz} (we live) and {@code /readyz} (we do our work). */
public final class HealthServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PrometheusMeterRegistry metrics;
  private final BooleanSupplier ready;

  private HealthServer(HttpServer server, PrometheusMeterRegistry metrics, BooleanSupplier ready) {
    this.server = server;
    this.metrics = metrics;
    this.ready = ready;
  }

  /** @param address port 0 takes a free one */
  public static HealthServer start(
      InetSocketAddress address, PrometheusMeterRegistry metrics, BooleanSupplier ready)
      throws IOException {
    HealthServer health = new HealthServer(HttpServer.create(address, 0), metrics, ready);
    health.server.setExecutor(health.threads);
    health.server.createContext("/", health::answer);
    health.server.start();
    return health;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        send(exchange, 405, TEXT, "only GET\n");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/metrics" ->
          send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
        case "/healthz" -> send(exchange, 200, TEXT, "ok\n");
        case "/readyz" -> {
          boolean claim = ready.getAsBoolean();
          send(exchange, claim ? 200 : 503, TEXT, claim ? "ready\n" : "not ready\n");
        }
        default -> send(exchange, 404, TEXT, "here are /metrics, /healthz and /readyz\n");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
