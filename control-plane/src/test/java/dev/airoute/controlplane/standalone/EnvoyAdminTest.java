package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EnvoyAdminTest {
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Deque<Integer> active = new ArrayDeque<>();
  private Path folder;
  private ServerSocketChannel server;
  private UnixDomainSocketAddress address;

  @BeforeEach
  void listen() throws IOException {
    folder = Files.createTempDirectory("admin");
    address = UnixDomainSocketAddress.of(folder.resolve("s"));
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(address);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    Files.deleteIfExists(address.getPath());
    Files.delete(folder);
  }

  @Test
  void waitsUntilNoRequestIsLeft() throws InterruptedException {
    active.addAll(List.of(2, 1, 0));
    Thread.ofVirtual().start(this::answerAll);
    new EnvoyAdmin(address).drain(Duration.ofSeconds(30));
    assertThat(requests)
        .containsExactly(
            "POST /logging?level=error HTTP/1.1",
            "POST /drain_listeners?inboundonly HTTP/1.1",
            "GET /stats?filter=downstream_rq_active HTTP/1.1",
            "GET /stats?filter=downstream_rq_active HTTP/1.1",
            "GET /stats?filter=downstream_rq_active HTTP/1.1");
  }

  @Test
  void waitsNoLongerThanItsPatience() throws InterruptedException {
    active.add(1);
    Thread.ofVirtual().start(this::answerAll);
    Stopwatch watch = Stopwatch.createStarted();
    new EnvoyAdmin(address).drain(Duration.ofMillis(200));
    assertThat(watch.elapsed()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
  }

  @Test
  void doesNotWaitForAnEnvoyThatIsGone() throws InterruptedException {
    UnixDomainSocketAddress nobody = UnixDomainSocketAddress.of(folder.resolve("nobody"));
    Stopwatch watch = Stopwatch.createStarted();
    new EnvoyAdmin(nobody).drain(Duration.ofSeconds(30));
    assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(5));
  }

  /** Answers with the next number of active requests; the last one stays. */
  private void answerAll() {
    try {
      while (true) {
        try (SocketChannel client = server.accept()) {
          ByteBuffer buffer = ByteBuffer.allocate(4096);
          client.read(buffer);
          String request =
              new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
          requests.add(request.lines().findFirst().orElse(""));
          client.write(ByteBuffer.wrap(answer(request).getBytes(StandardCharsets.US_ASCII)));
        }
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private String answer(String request) {
    if (request.startsWith("POST")) {
      return "HTTP/1.1 200 OK\r\n\r\nOK\n";
    }
    int now = active.size() > 1 ? active.removeFirst() : active.getFirst();
    return "HTTP/1.1 200 OK\r\n\r\nhttp.admin.downstream_rq_active: 1\nhttp.gateway.downstream_rq_active: %d\n"
        .formatted(now);
  }
}
