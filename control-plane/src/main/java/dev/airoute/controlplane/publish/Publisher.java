package dev.airoute.controlplane.publish;

import dev.airoute.controlplane.serve.ResourceServer;
import dev.airoute.controlplane.xds.Resources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the server to one target after another, in {@link Stage}s: make before break, across Envoys and external
 * processors.
 *
 * <p>Thread rule: public methods from any thread; everything else runs on the given single-threaded executor. The state
 * is worked out anew after each event, so it does not matter in which order clients answer, come and go.
 */
public final class Publisher {
  /** How long one stage waits for clients that do not answer. */
  public static final Duration ACK_DEADLINE = Duration.ofSeconds(10);

  /** As long as a stream through the gateway may last. */
  public static final Duration REMOVAL_GRACE = Duration.ofMinutes(15);

  private static final Logger log = LoggerFactory.getLogger(Publisher.class);

  private final ResourceServer server;
  private final ScheduledExecutorService executor;
  private final InstantSource clock;
  private final Duration ackDeadline;
  private final Retirement retirement;
  private final Refusals refusals = new Refusals();
  private final Holds holds = new Holds();
  private final List<Consumer<Publication>> listeners = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Publication> programmed = new CompletableFuture<>();
  private final AtomicBoolean awake = new AtomicBoolean();

  private @Nullable Target target;
  private @Nullable Resources served;
  private long generation;
  private Stage stage = Stage.ADDITIONS;
  private Instant stageDeadline = Instant.MIN;
  private @Nullable Instant alarm;
  private volatile @Nullable Publication published;

  /**
   * @param executor of one thread, ended by its owner
   * @param ackDeadline see {@link #ACK_DEADLINE}
   * @param removalGrace see {@link #REMOVAL_GRACE}
   */
  public Publisher(
      ResourceServer server,
      ScheduledExecutorService executor,
      InstantSource clock,
      Duration ackDeadline,
      Duration removalGrace) {
    this.server = server;
    this.executor = executor;
    this.clock = clock;
    this.ackDeadline = ackDeadline;
    this.retirement = new Retirement(removalGrace);
    server.onChange(_ -> wake());
  }

  /**
   * Makes this the target; a target that is still on its way is given up.
   *
   * @return its version, as {@link Publication#version} will say it
   */
  public String publish(Resources resources) {
    Target next = Target.of(resources, clock.instant());
    executor.execute(() -> guarded(() -> begin(next)));
    return next.version();
  }

  /** How far the current target is; null before the first. */
  public @Nullable Publication status() {
    return published;
  }

  /** Calls the listener on the executor after every change of {@link #status()}. */
  public void onChange(Consumer<Publication> listener) {
    listeners.add(listener);
  }

  /** Completes when a target is programmed in an Envoy and in an external processor for the first time. */
  public CompletionStage<Publication> programmed() {
    return programmed.minimalCompletionStage();
  }

  private void wake() {
    if (awake.compareAndSet(false, true)) {
      try {
        executor.execute(() -> {
          awake.set(false);
          guarded(this::step);
        });
      } catch (RejectedExecutionException stopping) {
        log.debug("publisher has stopped");
      }
    }
  }

  /** The executor would swallow it. The next event starts over from what is served. */
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException ours) {
      log.error("publication failed", ours);
    }
  }

  private void begin(Target next) {
    if (target != null && target.version().equals(next.version())) {
      return;
    }
    log.info("publishing version={} resources={}", next.version(), next.size());
    target = next;
    if (served == null) {
      // Whoever connects now may come from an earlier process of ours with everything it needs: a
      // partial state would
      // take things away from it. Nobody has been told anything yet, so there is nothing to keep
      // either.
      serve(next.resources());
      enter(Stage.RULES);
    } else {
      retirement.target(Composition.surplus(served, next.resources()));
      enter(Stage.ADDITIONS);
    }
    step();
  }

  private void enter(Stage next) {
    stage = next;
    stageDeadline = clock.instant().plus(ackDeadline);
  }

  private void serve(Resources resources) {
    served = resources;
    generation = server.set(resources);
  }

  /** Goes as far as the clients allow. */
  private void step() {
    Target to = target;
    if (to == null) {
      return;
    }
    boolean moved = true;
    while (moved) {
      moved = stage.compareTo(Stage.REMOVALS) < 0 ? add(to) : remove(to);
    }
    report(to);
    nextDeadline().ifPresent(this::wakeAt);
  }

  /** One step of the stages that add; true when there may be more to do at once. */
  private boolean add(Target to) {
    compose(to, Set.of());
    SortedSet<String> awaited = audience().awaited(stage);
    if (!awaited.isEmpty()) {
      if (clock.instant().isBefore(stageDeadline)) {
        return false;
      }
      log.warn(
          "clients do not answer, going on without them version={} stage={} nodes={}",
          to.version(),
          stage,
          awaited);
    }
    enter(stage.next());
    if (stage == Stage.REMOVALS) {
      long took = Duration.between(to.since(), clock.instant()).toMillis();
      log.info("published version={} took={}ms held={}", to.version(), took, held(to));
    }
    return true;
  }

  /** One step of the removals; true when what is served has changed. */
  private boolean remove(Target to) {
    boolean changed = compose(to, Set.of());
    // A processor that has not taken the new rules goes on choosing by the old ones, so nothing may
    // go.
    if (audience().awaited(Stage.RULES).isEmpty()) {
      SortedSet<Ref> surplus = Composition.surplus(served(), to.resources());
      retirement.settled(served(), surplus, refused(to), held(to), clock.instant());
      changed |= compose(to, retirement.due(clock.instant()));
    }
    stage = to.resources().equals(served) ? Stage.DONE : Stage.REMOVALS;
    return changed;
  }

  /** Serves what the stage calls for; true when that is something else than before. */
  private boolean compose(Target to, Set<Ref> gone) {
    Resources next = new Composition(stage, served(), to.resources(), held(to), gone).resources();
    boolean changed = !next.equals(served);
    if (changed) {
      serve(next);
    }
    return changed;
  }

  private Resources served() {
    return Objects.requireNonNull(served, "nothing is served before the first target");
  }

  private Audience audience() {
    return new Audience(server.clients(), generation);
  }

  private Set<Ref> refused(Target to) {
    return refusals.of(audience(), to.resources(), served(), clock.instant());
  }

  private Set<Ref> held(Target to) {
    return holds.of(to, refused(to), served());
  }

  private void report(Target to) {
    Audience audience = audience();
    boolean follows = stage.compareTo(Stage.REMOVALS) >= 0;
    Publication next = new Publication(
        to.version(),
        stage,
        follows ? audience.acknowledged() : new TreeSet<>(),
        audience.awaited(stage),
        audience.rejections(),
        new TreeSet<>(held(to)),
        follows && audience.programmed(to.resources()));
    if (!next.equals(published)) {
      published = next;
      listeners.forEach(listener -> listener.accept(next));
    }
    if (next.programmed()) {
      programmed.complete(next);
    }
  }

  private Optional<Instant> nextDeadline() {
    Optional<Instant> ours = stage.compareTo(Stage.REMOVALS) < 0
        ? Optional.of(stageDeadline)
        : retirement.next(clock.instant());
    return Stream.of(ours, refusals.next())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /** One alarm at a time: the earliest; each step sets the next. */
  private void wakeAt(Instant when) {
    if (alarm != null && !when.isBefore(alarm)) {
      return;
    }
    alarm = when;
    long nanos = Math.max(0, Duration.between(clock.instant(), when).toNanos());
    executor.schedule(
        () -> {
          if (when.equals(alarm)) {
            alarm = null;
          }
          guarded(this::step);
        },
        nanos,
        TimeUnit.NANOSECONDS);
  }
}
