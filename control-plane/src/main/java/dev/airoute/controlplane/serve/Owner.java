package dev.airoute.controlplane.serve;

import dev.airoute.controlplane.xds.Resources;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the server's state, and that state: what is served, and to whom.
 *
 * <p>Thread rule: {@link #execute}, {@link #set}, {@link #clients}, {@link #onChange} and {@link #close} from any
 * thread, the rest only from within {@link #execute}.
 */
final class Owner {
  private static final Logger log = LoggerFactory.getLogger(Owner.class);

  private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
      .name("xds")
      .daemon(true)
      .uncaughtExceptionHandler((on, fault) -> log.error("xds thread: task failed", fault))
      .factory());
  private final AtomicLong generations = new AtomicLong();
  private final ClientRegistry registry = new ClientRegistry();
  private final InstantSource clock;
  private final XdsMetrics metrics;
  private @Nullable Snapshot snapshot;
  private long streams;

  Owner(InstantSource clock, MeterRegistry meters) {
    this.clock = clock;
    this.metrics = new XdsMetrics(meters, registry::clients);
  }

  /** Runs the task on the owner thread; once that has ended there is no state left for it to touch. */
  void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException ended) {
      log.debug("xds thread has ended, task dropped");
    }
  }

  long set(Resources resources) {
    long generation = generations.incrementAndGet();
    execute(() -> serve(generation, resources));
    return generation;
  }

  private void serve(long generation, Resources resources) {
    if (snapshot != null && snapshot.generation() > generation) {
      return;
    }
    Snapshot next = Snapshot.of(generation, resources, snapshot);
    snapshot = next;
    registry.serve(next);
    log.debug("serving generation={} types={}", generation, next.types().size());
  }

  <Q, R> AdsStream<Q, R> open(Protocol<Q, R> protocol, Outlet<R> outlet) {
    AdsStream<Q, R> stream = new AdsStream<>(++streams, protocol, outlet, snapshot, metrics, clock);
    registry.opened(stream);
    return stream;
  }

  void changed(AdsStream<?, ?> stream) {
    registry.changed(stream);
  }

  void closed(AdsStream<?, ?> stream) {
    registry.closed(stream);
  }

  List<ClientState> clients() {
    return registry.clients();
  }

  void onChange(Consumer<List<ClientState>> listener) {
    registry.onChange(listener);
  }

  /** Ends every stream; clients will reconnect, here or elsewhere. */
  void endAll() {
    execute(
        () -> registry.endAll(Status.UNAVAILABLE.withDescription("the control plane is stopping")));
  }

  /** Ends the thread when what was handed over before is done. */
  void close() {
    thread.shutdown();
  }
}
