package dev.airoute.controlplane.serve;

import dev.airoute.controlplane.xds.TypeUrls;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's stream with all its resource types. Owner thread only.
 *
 * @param <Q> request
 * @param <R> response
 */
final class AdsStream<Q, R> {
  private static final Logger log = LoggerFactory.getLogger(AdsStream.class);

  /** Far more than any client uses; bounds what a confused one can make us hold. */
  private static final int MAX_TYPES = 64;

  private final long number;
  private final Protocol<Q, R> protocol;
  private final Outlet<R> outlet;
  private final XdsMetrics metrics;
  private final InstantSource clock;
  private final Instant since;
  private final SortedMap<String, Watch<Q, R>> watches = new TreeMap<>(Types.BY_DEPENDENCY);
  private @Nullable Snapshot snapshot;
  private @Nullable Peer peer;
  private long responses;
  private boolean ended;

  AdsStream(
      long number,
      Protocol<Q, R> protocol,
      Outlet<R> outlet,
      @Nullable Snapshot snapshot,
      XdsMetrics metrics,
      InstantSource clock) {
    this.number = number;
    this.protocol = protocol;
    this.outlet = outlet;
    this.snapshot = snapshot;
    this.metrics = metrics;
    this.clock = clock;
    this.since = clock.instant();
  }

  long number() {
    return number;
  }

  void request(Q request) {
    guarded(() -> {
      readable(request);
      Peer from = peer == null ? greet(request) : peer;
      String type = protocol.typeUrl().apply(request);
      Watch<Q, R> watch = watch(type);
      record(from, type, watch.request(request));
      pump();
    });
  }

  private void readable(Q request) {
    if (request == protocol.unreadable()) {
      throw Status.INVALID_ARGUMENT
          .withDescription("the bytes received are not a discovery request")
          .asRuntimeException();
    }
  }

  private Peer greet(Q request) {
    Peer greeted = Peer.of(protocol.node().apply(request));
    if (greeted.id().isEmpty()) {
      throw Status.INVALID_ARGUMENT
          .withDescription("the first request of a stream must carry node.id")
          .asRuntimeException();
    }
    peer = greeted;
    log.info(
        "client connected node={} stream={} agent=\"{}\" protocol={}",
        greeted.id(),
        number,
        greeted.userAgent(),
        protocol.name());
    return greeted;
  }

  private Watch<Q, R> watch(String type) {
    Watch<Q, R> known = watches.get(type);
    if (known != null) {
      return known;
    }
    if (type.indexOf('/') < 0) {
      throw Status.INVALID_ARGUMENT
          .withDescription("type_url must name a message, e.g. " + TypeUrls.CLUSTER)
          .asRuntimeException();
    }
    if (watches.size() >= MAX_TYPES) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("more than " + MAX_TYPES + " resource types on one stream")
          .asRuntimeException();
    }
    Watch<Q, R> watch = protocol.watch().apply(type, clock);
    watches.put(type, watch);
    if (snapshot != null) {
      watch.serve(snapshot.ofType(type));
    }
    return watch;
  }

  private void record(Peer from, String type, Verdict verdict) {
    switch (verdict) {
      case Verdict.Nothing() -> {}
      case Verdict.Accepted() -> metrics.accepted(type);
      case Verdict.Refused(var resources, var words, var conclusive) -> {
        metrics.refused(type);
        if (conclusive) {
          log.warn(
              "client refused node={} stream={} type={} resources={} words=\"{}\"",
              from.id(),
              number,
              Types.label(type),
              resources,
              words);
        } else {
          log.info(
              "client refused several, trying each alone node={} stream={} type={} resources={}",
              from.id(),
              number,
              Types.label(type),
              resources.size());
        }
      }
    }
  }

  void serve(Snapshot next) {
    guarded(() -> {
      snapshot = next;
      watches.forEach((type, watch) -> watch.serve(next.ofType(type)));
      pump();
    });
  }

  /** The client has read what it was sent. */
  void ready() {
    guarded(this::pump);
  }

  /** What is new goes first, dependencies before dependents; what is gone goes last, dependents before dependencies. */
  private void pump() {
    if (sendAll(watches, Watch::update, Set.of(TypeUrls.RULE))) {
      sendAll(watches.reversed(), Watch::removal, Set.of(TypeUrls.RULE, TypeUrls.PROVIDER));
    }
  }

  /**
   * A client may refuse several providers because of one and takes no rule that names a provider it lacks: then rules
   * would be refused for nothing. Whoever does not ask for providers has none to wait for.
   */
  private boolean providersUnderWay() {
    Watch<Q, R> providers = watches.get(TypeUrls.PROVIDER);
    return providers != null && providers.busy();
  }

  /**
   * Sends all that is due; false when the client must read first.
   *
   * @param waiting types of which nothing is sent while providers are under way
   */
  private boolean sendAll(
      SortedMap<String, Watch<Q, R>> inOrder,
      BiFunction<Watch<Q, R>, String, @Nullable R> next,
      Set<String> waiting) {
    for (var watch : inOrder.entrySet()) {
      if (waiting.contains(watch.getKey()) && providersUnderWay()) {
        continue;
      }
      R response;
      do {
        if (ended || !outlet.isReady()) {
          return false;
        }
        response = next.apply(watch.getValue(), Long.toString(responses + 1));
        if (response != null) {
          responses++;
          outlet.send(response);
          metrics.sent(watch.getKey());
        }
      } while (response != null);
    }
    return true;
  }

  /** The single place where a fault of one stream ends: that stream fails, the others never notice. */
  private void guarded(Runnable step) {
    if (ended) {
      return;
    }
    try {
      step.run();
    } catch (StatusRuntimeException refusal) {
      log.warn("client sent a bad request stream={} cause=\"{}\"", number, refusal.getMessage());
      end(refusal.getStatus());
    } catch (RuntimeException ours) {
      log.error("stream failed stream={}", number, ours);
      end(Status.INTERNAL.withDescription("the control plane failed on this stream; see its log"));
    }
  }

  void end(Status status) {
    if (!ended) {
      ended = true;
      outlet.end(status);
    }
  }

  /** The stream is over, whoever ended it. */
  void closed() {
    ended = true;
    if (peer != null) {
      log.info("client gone node={} stream={}", peer.id(), number);
    }
  }

  /** Nothing before the client has said who it is and after its end. */
  Optional<ClientState> state() {
    if (peer == null || ended || watches.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, TypeState> types = new TreeMap<>();
    watches.forEach((type, watch) -> types.put(type, watch.state()));
    return Optional.of(new ClientState(
        number,
        peer.id(),
        peer.cluster(),
        peer.userAgent(),
        peer.role(types.keySet()),
        since,
        snapshot == null ? 0 : snapshot.generation(),
        types));
  }
}
