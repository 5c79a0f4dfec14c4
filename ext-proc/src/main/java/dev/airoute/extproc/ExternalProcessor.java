package dev.airoute.extproc;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.airoute.extproc.config.Backoff;
import dev.airoute.extproc.config.ConfigClient;
import dev.airoute.extproc.config.ConfigStatistics;
import dev.airoute.extproc.config.CurrentSnapshot;
import dev.airoute.extproc.observe.AccessLog;
import dev.airoute.extproc.observe.HealthServer;
import dev.airoute.extproc.observe.LineSink;
import dev.airoute.extproc.observe.ProcessMeters;
import dev.airoute.extproc.observe.RequestMeters;
import dev.airoute.extproc.stream.Exchanges;
import dev.airoute.extproc.stream.Processor;
import dev.airoute.extproc.stream.StreamStatistics;
import dev.airoute.extproc.stream.WorkPool;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Server;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All stages, wired by hand, from start to stop. */
final class ExternalProcessor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ExternalProcessor.class);
  private static final int MOST_EXCHANGES = 200_000;
  private static final Duration OLDEST_EXCHANGE = Duration.ofHours(2);

  private final Options options;
  private final SocketFile socket;
  private final Transport transport;
  private final WorkPool pool;
  private final LineSink lines;
  private final Server server;
  private final ConfigClient config;
  private final HealthServer health;
  private final AtomicBoolean serving = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch end = new CountDownLatch(1);

  private ExternalProcessor(Options options) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    CurrentSnapshot snapshots = new CurrentSnapshot();
    ConfigStatistics configStatistics = new ConfigStatistics();
    StreamStatistics streamStatistics = new StreamStatistics();
    Exchanges exchanges = new Exchanges(MOST_EXCHANGES, OLDEST_EXCHANGE);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.options = options;
    this.socket = new SocketFile(options.socket);
    this.health = new HealthServer(
        new InetSocketAddress(options.metrics.host(), options.metrics.port()),
        registry,
        Map.of("configuration", () -> snapshots.get() != null, "socket", serving::get));
    this.lines = LineSink.to(options.accessLog);
    this.transport = new Transport(cores);
    this.pool = new WorkPool(Math.max(1, cores - 1));
    Processor processor =
        Processor.create(snapshots, exchanges, options.maxRequestBytes, pool, streamStatistics);
    this.server = transport
        .server(options.socket, options.maxRequestBytes)
        .addService(processor.service())
        .addService(new AccessLog(exchanges, lines, new RequestMeters(registry)))
        .build();
    Backoff backoff =
        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new SplittableRandom());
    this.config = new ConfigClient(
        transport.channel(options.xds), node(options), backoff, snapshots, configStatistics);
    new ProcessMeters(registry)
        .configuration(configStatistics)
        .streams(streamStatistics, exchanges, pool)
        .accessLog(lines)
        .machine();
  }

  /** Serves when this returns, though it is ready only when it has its configuration. */
  static ExternalProcessor start(Options options) throws StartFailure {
    try {
      ExternalProcessor processor = new ExternalProcessor(options);
      try {
        processor.start();
        return processor;
      } catch (IOException | RuntimeException e) {
        processor.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StartFailure(e);
    }
  }

  private void start() throws IOException {
    long started = System.nanoTime();
    socket.removeStale();
    health.start();
    config.start();
    Priming.run(transport, socket.beside(".priming"));
    server.start();
    serving.set(true);
    log.info(
        "listening socket={} metrics={} took={}ms",
        options.socket,
        health.address(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
  }

  /** Where metrics and health are, with the real port. */
  InetSocketAddress metricsAddress() {
    return health.address();
  }

  void awaitEnd() throws InterruptedException {
    end.await();
  }

  /** Takes no new streams, lets the running ones end within the time allowed, then stops everything. */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    boolean served = serving.getAndSet(false);
    log.info("stopping drain={}s", options.drainSeconds);
    try {
      server.shutdown();
      if (served && !server.awaitTermination(options.drainSeconds, TimeUnit.SECONDS)) {
        log.warn("streams cut after={}s", options.drainSeconds);
      }
      server.shutdownNow();
      config.close();
      health.close();
      pool.close();
      lines.close();
      transport.close();
      if (served) {
        socket.remove();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end.countDown();
    }
  }

  private static Node node(Options options) {
    Value role = Value.newBuilder().setStringValue("ext-proc").build();
    return Node.newBuilder()
        .setId(options.nodeId)
        .setUserAgentName("airoute-ext-proc")
        .setMetadata(Struct.newBuilder().putFields("role", role))
        .build();
  }
}
