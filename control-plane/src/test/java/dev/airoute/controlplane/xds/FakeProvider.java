package dev.airoute.controlplane.xds;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Answers {@code /endless} with bytes for as long as somebody takes them, everything else with {@code ok}. */
final class FakeProvider implements AutoCloseable {
  private static final byte[] CHUNK = new byte[1 << 16];

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Headers> requests = new ConcurrentHashMap<>();
  private final AtomicLong written = new AtomicLong();

  FakeProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Headers of the last request to a path. */
  Headers headers(String path) {
    return Objects.requireNonNull(requests.get(path), path);
  }

  /** Of all requests. */
  Set<String> paths() {
    return requests.keySet();
  }

  /** Bytes of endless answers that somebody took. */
  long written() {
    return written.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    requests.put(exchange.getRequestURI().getPath(), exchange.getRequestHeaders());
    if (!exchange.getRequestURI().getPath().equals("/endless")) {
      byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, ok.length);
      exchange.getResponseBody().write(ok);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write(CHUNK);
        written.addAndGet(CHUNK.length);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
