package dev.airoute.extproc.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** {@code /metrics}, {@code /healthz} (alive) and {@code /readyz} (every condition holds, else which do not). */
public final class HealthServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private record Answer(int status, String type, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(
      2, Thread.ofPlatform().name("health-", 0).daemon().factory());
  private final PrometheusMeterRegistry registry;
  private final Map<String, BooleanSupplier> conditions;

  /** @param conditions what must hold for {@code /readyz}, by name */
  public HealthServer(
      InetSocketAddress address,
      PrometheusMeterRegistry registry,
      Map<String, BooleanSupplier> conditions)
      throws IOException {
    this.registry = registry;
    this.conditions = new LinkedHashMap<>(conditions);
    this.server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
  }

  public void start() {
    server.start();
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer =
          answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
      byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", answer.type);
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status, -1);
      } else {
        exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer answer(String method, String path) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return new Answer(405, TEXT, "only GET and HEAD\n");
    }
    return switch (path) {
      case "/metrics" -> new Answer(200, PROMETHEUS, registry.scrape());
      case "/healthz" -> new Answer(200, TEXT, "alive\n");
      case "/readyz" -> ready();
      default -> new Answer(404, TEXT, "there is /metrics, /healthz and /readyz\n");
    };
  }

  private Answer ready() {
    List<String> missing = new ArrayList<>();
    conditions.forEach((name, holds) -> {
      if (!holds.getAsBoolean()) {
        missing.add(name);
      }
    });
    return missing.isEmpty()
        ? new Answer(200, TEXT, "ready\n")
        : new Answer(503, TEXT, "waiting for: " + String.join(", ", missing) + "\n");
  }
}
