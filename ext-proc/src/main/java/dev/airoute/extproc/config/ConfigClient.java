package dev.airoute.extproc.config;

import com.google.common.base.Throwables;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceStub;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delta xDS client: one ADS stream to the control plane, wildcard subscriptions to every {@link ResourceType},
 * opened again with the versions held whenever it ends.
 *
 * <p>Everything happens on one thread of its own; {@link #start} and {@link #close} may be called from any.
 */
public final class ConfigClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConfigClient.class);

  private final ManagedChannel channel;
  private final AggregatedDiscoveryServiceStub stub;
  private final Node node;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().name("config").daemon().factory());
  private final Backoff backoff;
  private final CurrentSnapshot current;
  private final ConfigStatistics statistics;
  private final Configuration configuration = new Configuration();
  private long snapshots;

  /** Whether the present outage is in the log: once is enough. */
  private boolean lossTold;

  private volatile boolean closed;

  /** @param channel to the control plane; closed with the client */
  public ConfigClient(
      ManagedChannel channel,
      Node node,
      Backoff backoff,
      CurrentSnapshot current,
      ConfigStatistics statistics) {
    this.channel = channel;
    this.stub = AggregatedDiscoveryServiceGrpc.newStub(channel).withExecutor(thread);
    this.node = node;
    this.backoff = backoff;
    this.current = current;
    this.statistics = statistics;
  }

  public void start() {
    thread.execute(this::connect);
  }

  /** Ends the stream; the snapshot stays. */
  @Override
  public void close() {
    closed = true;
    channel.shutdownNow();
    try {
      // The end of the stream is still told to our thread.
      channel.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
  }

  private void connect() {
    channel.resetConnectBackoff();
    stub.deltaAggregatedResources(new Session());
  }

  private void reconnectLater(String why, boolean lasted) {
    statistics.noteConnected(false);
    if (closed) {
      return;
    }
    if (lasted) {
      backoff.reset();
    }
    Duration wait = backoff.next();
    if (!lossTold) {
      lossTold = true;
      log.warn(
          "control plane lost cause=\"{}\" snapshot={} retry={}ms",
          why,
          snapshots,
          wait.toMillis());
    }
    thread.schedule(this::connect, wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void publish() {
    if (!configuration.complete()) {
      return;
    }
    long started = System.nanoTime();
    Snapshot snapshot = configuration.snapshot();
    current.publish(snapshot);
    snapshots++;
    statistics.notePublished(snapshots, snapshot);
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - started);
    log.info("published snapshot={} rules={} took={}us", snapshots, snapshot.ruleCount(), micros);
  }

  /** One ADS stream, from opening to its end. */
  private final class Session
      implements ClientResponseObserver<DeltaDiscoveryRequest, DeltaDiscoveryResponse> {
    private @Nullable ClientCallStreamObserver<DeltaDiscoveryRequest> requests;
    private long connectedNanos;
    private boolean connected;

    @Override
    public void beforeStart(ClientCallStreamObserver<DeltaDiscoveryRequest> stream) {
      requests = stream;
      stream.setOnReadyHandler(this::ready);
    }

    /** The connection stands. Also called whenever there is room to write again. */
    private void ready() {
      if (connected || requests == null) {
        return;
      }
      connected = true;
      connectedNanos = System.nanoTime();
      statistics.noteConnected(true);
      lossTold = false;
      log.info("control plane connected snapshot={}", snapshots);
      for (ResourceType type : ResourceType.values()) {
        DeltaDiscoveryRequest.Builder request = DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(type.url())
            .putAllInitialResourceVersions(configuration.versions(type));
        if (type.ordinal() == 0) {
          request.setNode(node);
        }
        requests.onNext(request.build());
      }
    }

    @Override
    public void onNext(DeltaDiscoveryResponse response) {
      backoff.reset();
      ResourceType type = ResourceType.ofUrl(response.getTypeUrl());
      if (type == null) {
        reply(response, Optional.of("type " + response.getTypeUrl() + " was not asked for"));
        return;
      }
      Optional<String> problem = configuration.accept(type, response);
      if (problem.isPresent()) {
        statistics.countRejected(type);
        log.warn(
            "rejected type={} version={} because=\"{}\"",
            type,
            response.getSystemVersionInfo(),
            problem.get());
      } else {
        statistics.countAccepted(type);
        publish();
      }
      reply(response, problem); // after it has taken effect: an acknowledged change serves
    }

    @Override
    public void onError(Throwable cause) {
      reconnectLater(words(cause), lasted());
    }

    @Override
    public void onCompleted() {
      if (requests != null) {
        requests.onCompleted();
      }
      reconnectLater("the stream was ended", lasted());
    }

    private static String words(Throwable cause) {
      Throwable root = Throwables.getRootCause(cause);
      String status = String.valueOf(cause.getMessage());
      return root == cause ? status : status + ": " + root.getMessage();
    }

    private boolean lasted() {
      return connected && backoff.exceededBy(Duration.ofNanos(System.nanoTime() - connectedNanos));
    }

    private void reply(DeltaDiscoveryResponse response, Optional<String> problem) {
      DeltaDiscoveryRequest.Builder request = DeltaDiscoveryRequest.newBuilder()
          .setTypeUrl(response.getTypeUrl())
          .setResponseNonce(response.getNonce());
      problem.ifPresent(words -> request.setErrorDetail(
          Status.newBuilder().setCode(Code.INVALID_ARGUMENT_VALUE).setMessage(words)));
      if (requests != null) {
        requests.onNext(request.build());
      }
    }
  }
}
