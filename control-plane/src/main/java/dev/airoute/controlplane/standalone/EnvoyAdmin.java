package dev.airoute.controlplane.standalone;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few words we have with Envoy's admin interface, which usually listens on a Unix socket (out of reach of the JDK's
 * HTTP client). An Envoy that does not answer within a second counts as one that is gone.
 */
final class EnvoyAdmin {
  private static final Logger log = LoggerFactory.getLogger(EnvoyAdmin.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final String ACTIVE = "downstream_rq_active";
  private static final Pattern ACTIVE_VALUE =
      Pattern.compile("\\.gateway\\." + ACTIVE + ": (\\d+)");

  private final SocketAddress address;

  EnvoyAdmin(SocketAddress address) {
    this.address = address;
  }

  /**
   * Stops accepting requests, then waits until those that run have ended, for so long at most. Only the client-facing
   * listener is closed: a request that runs may still need a hop for its next attempt.
   */
  void drain(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    // That its streams to us and to the processor end is no news now.
    exchange("POST", "/logging?level=error");
    exchange("POST", "/drain_listeners?inboundonly");
    OptionalLong active = activeRequests();
    while (active.orElse(0) > 0 && System.nanoTime() < deadline) {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      active = activeRequests();
    }
    if (active.orElse(0) > 0) {
      log.warn("ending with requests in flight count={}", active.orElse(0));
    }
  }

  private OptionalLong activeRequests() throws InterruptedException {
    Matcher value = ACTIVE_VALUE.matcher(exchange("GET", "/stats?filter=" + ACTIVE));
    return value.find() ? OptionalLong.of(Long.parseLong(value.group(1))) : OptionalLong.empty();
  }

  /** The whole answer as text, empty when there is none. */
  private String exchange(String method, String path) throws InterruptedException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> {
      try {
        answer.complete(blockingExchange(method, path));
      } catch (IOException e) {
        log.debug("no answer from Envoy's admin interface path={}", path, e);
        answer.complete("");
      }
    });
    return answer
        .completeOnTimeout("", PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private String blockingExchange(String method, String path) throws IOException {
    String request =
        "%s %s HTTP/1.1\r\nhost: admin\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            .formatted(method, path);
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
