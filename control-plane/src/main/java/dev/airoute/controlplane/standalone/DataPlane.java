package dev.airoute.controlplane.standalone;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Envoy and the external processor, from their first start to their orderly end. The processor starts first and ends
 * last, so that Envoy finds it for as long as it has requests.
 */
public final class DataPlane implements AutoCloseable {
  /** What requests in flight get when the gateway ends. */
  private static final Duration DRAIN = Duration.ofSeconds(3);

  /** Envoy sends access-log records in batches, ten times a second, and forgets the last ones when it ends. */
  private static final Duration LAST_RECORDS = Duration.ofMillis(250);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RunPlan plan;
  private final Supervisor extProc;
  private final Supervisor envoy;

  private DataPlane(RunPlan plan, Supervisor extProc, Supervisor envoy) {
    this.plan = plan;
    this.extProc = extProc;
    this.envoy = envoy;
  }

  /**
   * @param log receives the children's log lines, marked with the child's name
   * @param records receives the access log when it goes to standard output
   */
  public static DataPlane start(
      RunPlan plan, MeterRegistry metrics, Consumer<String> log, Consumer<String> records)
      throws IOException {
    Files.writeString(plan.directory().file("envoy.json"), plan.bootstrap());
    DataPlane dataPlane = new DataPlane(
        plan,
        supervisor(Children.extProc(plan, log, records), metrics),
        supervisor(Children.envoy(plan, log), metrics));
    dataPlane.extProc.start();
    dataPlane.envoy.start();
    return dataPlane;
  }

  private static Supervisor supervisor(ChildSpec spec, MeterRegistry metrics) {
    Counter restarts = Counter.builder("airoute.child.restarts")
        .description("Times that a child process died and was started again")
        .tag("child", spec.name())
        .register(metrics);
    return new Supervisor(spec, Backoff.STANDARD, restarts);
  }

  /** Completes, with the reason, when a child is not worth starting again. */
  public CompletableFuture<String> givenUp() {
    return extProc.givenUp().applyToEither(envoy.givenUp(), reason -> reason);
  }

  /** The gateway works: from now on a child that dies comes back however often it takes. */
  public void established() {
    extProc.established();
    envoy.established();
  }

  /**
   * Whether clients can connect, and Envoy to the processor: that acknowledges its configuration before it opens its
   * socket.
   */
  public boolean listening() {
    InetAddress address = plan.options().address();
    InetAddress reachable =
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    return accepts(UnixDomainSocketAddress.of(plan.extProcSocket()))
        && accepts(new InetSocketAddress(reachable, plan.port()));
  }

  static boolean accepts(SocketAddress address) {
    try (SocketChannel channel = SocketChannel.open(address)) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      new EnvoyAdmin(plan.admin()).drain(DRAIN);
      TimeUnit.NANOSECONDS.sleep(LAST_RECORDS.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    envoy.stop(PATIENCE);
    extProc.stop(PATIENCE);
  }
}
