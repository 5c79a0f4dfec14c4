package dev.airoute.controlplane.publish;

import static dev.airoute.controlplane.publish.FakeServer.names;
import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.CONSUMER;
import static dev.airoute.controlplane.xds.TypeUrls.LISTENER;
import static dev.airoute.controlplane.xds.TypeUrls.PROVIDER;
import static dev.airoute.controlplane.xds.TypeUrls.ROUTE_CONFIGURATION;
import static dev.airoute.controlplane.xds.TypeUrls.RULE;
import static dev.airoute.controlplane.xds.TypeUrls.SECRET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import dev.airoute.controlplane.serve.Role;
import dev.airoute.controlplane.serve.World;
import dev.airoute.controlplane.xds.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PublisherTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofMinutes(15);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private static final World OLD = gateway("ns/p@1", "route-1");
  private static final World NEW = gateway("ns/p@2", "route-2");

  private final FakeScheduler scheduler = new FakeScheduler();
  private final FakeServer server = new FakeServer();
  private final Publisher publisher = publisher(GRACE);

  private Publisher publisher(Duration grace) {
    return new Publisher(server, scheduler, scheduler, DEADLINE, grace);
  }

  /** One provider, one rule that uses it over one route, one consumer. */
  private static World gateway(String provider, String route) {
    World world = Gateways.secret(Gateways.BARE, "credential/ns/s/k", "key");
    world = Gateways.provider(world, provider, "credential/ns/s/k");
    world = Gateways.routes(world, route);
    world = Gateways.consumer(world, "ns/alice", "digest");
    return Gateways.rule(world, "ns/chat/smart", route, provider);
  }

  private void publish(World world) {
    publisher.publish(world.resources());
    scheduler.run();
  }

  private Publication status() {
    return requireNonNull(publisher.status());
  }

  private List<String> served(String type) {
    return List.copyOf(server.served().ofType(type).keySet());
  }

  private List<String> servedRoutes() throws Exception {
    return Gateways.routeNames(
        requireNonNull(server.served().ofType(ROUTE_CONFIGURATION).get("gateway")));
  }

  private Any servedRule() {
    return requireNonNull(server.served().ofType(RULE).get("ns/chat/smart"));
  }

  private static Any rule(World world) {
    return requireNonNull(world.resources().ofType(RULE).get("ns/chat/smart"));
  }

  @Test
  void firstTargetIsServedWholeSoThatReconnectingClientsLoseNothing() {
    publish(OLD);
    assertThat(server.history).containsExactly(OLD.resources());
    assertThat(status().stage()).isEqualTo(Stage.DONE);
    assertThat(status().programmed()).isFalse();
    assertThat(publisher.programmed().toCompletableFuture()).isNotDone();
  }

  @Test
  void programmedWhenEnvoyAndProcessorHaveAnsweredAllOfIt() {
    publish(OLD);
    server.connect("envoy", Role.ENVOY, Set.of(CLUSTER, LISTENER));
    server.extProc("xp");
    scheduler.run();
    assertThat(publisher.programmed().toCompletableFuture())
        .as("Envoy has not asked for routes yet")
        .isNotDone();

    server.envoy("envoy");
    scheduler.run();
    assertThat(publisher.programmed().toCompletableFuture()).isDone();
    assertThat(status().programmed()).isTrue();
    assertThat(status().acknowledgedBy()).containsExactly("envoy", "xp");
  }

  @Test
  void stagesFollowEachOtherAsClientsAnswer() throws Exception {
    publish(OLD);
    server.envoy("envoy").extProc("xp");
    scheduler.run();
    server.hang("envoy");
    server.hang("xp");

    publish(NEW);
    assertThat(status().stage()).isEqualTo(Stage.ADDITIONS);
    assertThat(status().awaiting()).containsExactly("envoy");
    assertThat(served(CLUSTER))
        .containsExactly("hop/ns/p@1", "hop/ns/p@2", "provider/ns/p@1", "provider/ns/p@2");
    assertThat(served(LISTENER)).containsExactly("gateway", "hop/ns/p@1", "hop/ns/p@2");
    assertThat(servedRoutes()).containsExactly("route-1", "not-yet-routed");
    assertThat(served(PROVIDER)).containsExactly("ns/p@1");

    answer("envoy");
    assertThat(status().stage()).isEqualTo(Stage.ROUTES);
    assertThat(servedRoutes()).containsExactly("route-1", "route-2", "not-yet-routed");
    assertThat(served(PROVIDER)).containsExactly("ns/p@1");

    answer("envoy");
    assertThat(status().stage()).isEqualTo(Stage.PROVIDERS);
    assertThat(served(PROVIDER)).containsExactly("ns/p@1", "ns/p@2");
    assertThat(servedRule()).isEqualTo(rule(OLD));

    answer("xp");
    assertThat(status().stage()).isEqualTo(Stage.RULES);
    assertThat(servedRule()).isEqualTo(rule(NEW));
    assertThat(status().programmed()).isFalse();

    answer("xp");
    assertThat(status().stage()).isEqualTo(Stage.REMOVALS);
    assertThat(status().programmed()).isTrue();
    assertThat(served(CLUSTER)).contains("hop/ns/p@1");
    assertThat(servedRoutes()).contains("route-1");

    scheduler.advance(GRACE.minus(MOMENT));
    assertThat(served(CLUSTER)).contains("hop/ns/p@1");
    scheduler.advance(MOMENT);
    assertThat(server.served()).isEqualTo(NEW.resources());
    assertThat(status().stage()).isEqualTo(Stage.DONE);
  }

  private void answer(String node) {
    server.answer(node);
    scheduler.run();
  }

  @Test
  void everyStateOnTheWayIsWhole() throws Exception {
    publish(OLD);
    publish(NEW);
    scheduler.advance(GRACE);
    assertThat(server.history.size()).isGreaterThan(4);
    for (Resources state : server.history) {
      for (Any rule : state.ofType(RULE).values()) {
        for (var backend :
            dev.airoute.config.v1.Rule.parseFrom(rule.getValue()).getBackendsList()) {
          assertThat(state.ofType(CLUSTER)).containsKey(backend.getCluster());
          assertThat(state.ofType(LISTENER)).containsKey(backend.getCluster());
          assertThat(state.ofType(PROVIDER)).containsKey(backend.getProvider());
        }
        assertThat(Gateways.routeNames(
                requireNonNull(state.ofType(ROUTE_CONFIGURATION).get("gateway"))))
            .contains(dev.airoute.config.v1.Rule.parseFrom(rule.getValue()).getEnvoyRoute());
      }
    }
    assertThat(server.served()).isEqualTo(NEW.resources());
  }

  @Test
  void nobodyConnectedHoldsNothingUp() {
    publish(OLD);
    publish(NEW);
    assertThat(status().stage()).isEqualTo(Stage.REMOVALS);
    assertThat(servedRule()).isEqualTo(rule(NEW));
  }

  @Test
  void clientThatLeavesHoldsNothingUp() {
    publish(OLD);
    server.envoy("envoy");
    server.hang("envoy");
    publish(NEW);
    assertThat(status().stage()).isEqualTo(Stage.ADDITIONS);
    server.disconnect("envoy");
    scheduler.run();
    assertThat(status().stage()).isEqualTo(Stage.REMOVALS);
  }

  @Test
  void deadlineGoesOnWithAdditionsButNotWithRemovals() {
    publish(OLD);
    server.envoy("envoy").extProc("xp");
    server.hang("envoy");
    server.hang("xp");
    publish(NEW);

    scheduler.advance(DEADLINE.minus(MOMENT));
    assertThat(status().stage()).isEqualTo(Stage.ADDITIONS);
    scheduler.advance(MOMENT);
    assertThat(status().stage()).isEqualTo(Stage.ROUTES);
    scheduler.advance(DEADLINE.multipliedBy(3));
    assertThat(status().stage()).isEqualTo(Stage.REMOVALS);
    assertThat(servedRule()).isEqualTo(rule(NEW));

    scheduler.advance(GRACE.multipliedBy(3));
    assertThat(served(CLUSTER)).as("the processor may still choose it").contains("hop/ns/p@1");

    answer("xp");
    scheduler.advance(GRACE);
    assertThat(server.served()).isEqualTo(NEW.resources());
  }

  @Test
  void newerTargetReplacesThePendingOneAndKeepsWhatIsInUse() {
    publish(OLD);
    server.envoy("envoy").extProc("xp");
    server.hang("envoy");
    publish(NEW);
    assertThat(status().stage()).isEqualTo(Stage.ADDITIONS);

    World newest = gateway("ns/p@3", "route-3");
    publish(newest);
    assertThat(status().stage()).isEqualTo(Stage.ADDITIONS);
    assertThat(served(CLUSTER)).contains("hop/ns/p@1", "hop/ns/p@2", "hop/ns/p@3");
    assertThat(servedRule()).isEqualTo(rule(OLD));

    scheduler.advance(DEADLINE.minus(MOMENT));
    assertThat(status().stage()).as("the deadline began anew").isEqualTo(Stage.ADDITIONS);
    answer("envoy");
    answer("envoy");
    assertThat(servedRule()).isEqualTo(rule(newest));
    assertThat(server.history)
        .noneMatch(state -> rule(NEW).equals(state.ofType(RULE).get("ns/chat/smart")));
    scheduler.advance(GRACE);
    assertThat(server.served()).isEqualTo(newest.resources());
  }

  @Test
  void returnToThePreviousTargetWithinTheGraceKeepsItsResources() {
    publish(OLD);
    publish(NEW);
    scheduler.advance(GRACE.minus(MOMENT));
    publish(OLD);
    scheduler.advance(MOMENT.multipliedBy(2));
    assertThat(served(CLUSTER)).contains("hop/ns/p@1", "hop/ns/p@2");
    scheduler.advance(GRACE);
    assertThat(server.served()).isEqualTo(OLD.resources());
  }

  @Test
  void steadyChangeDoesNotPutRemovalsOffForEver() {
    publish(gateway("ns/p@0", "route-0"));
    for (int i = 1; i <= 20; i++) {
      publish(gateway("ns/p@" + i, "route-" + i));
      scheduler.advance(Duration.ofMinutes(10));
      assertThat(served(CLUSTER)).as("two of each generation").hasSizeLessThanOrEqualTo(6);
    }
  }

  @Test
  void noGraceRemovesAtOnceButStillLast() {
    Publisher hasty = publisher(Duration.ZERO);
    hasty.publish(OLD.resources());
    hasty.publish(NEW.resources());
    scheduler.run();
    assertThat(server.served()).isEqualTo(NEW.resources());
    assertThat(requireNonNull(hasty.status()).stage()).isEqualTo(Stage.DONE);
    assertThat(server.history.size()).isGreaterThan(4);
  }

  @Test
  void rotatedSecretGoesOutAtOnce() {
    publish(OLD);
    server.envoy("envoy").extProc("xp");
    server.hang("envoy");
    publish(NEW);
    publish(Gateways.secret(NEW, "credential/ns/s/k", "rotated"));
    assertThat(status().stage()).isEqualTo(Stage.ADDITIONS);
    assertThat(server.served().ofType(SECRET).get("credential/ns/s/k"))
        .isEqualTo(
            World.EMPTY.with(SECRET, "s", "rotated").resources().ofType(SECRET).get("s"));
  }

  @Test
  void consumersDoNotWaitForEnvoy() {
    publish(Gateways.consumer(OLD, "ns/bob", "bob"));
    server.envoy("envoy");
    server.hang("envoy");
    publish(Gateways.consumer(Gateways.consumer(NEW, "ns/alice", "changed"), "ns/carol", "carol"));
    assertThat(status().stage()).isEqualTo(Stage.ADDITIONS);
    assertThat(served(CONSUMER)).containsExactly("ns/alice", "ns/carol");
    assertThat(requireNonNull(server.served().ofType(CONSUMER).get("ns/alice"))
            .getValue()
            .toStringUtf8())
        .contains("changed");
  }

  @Test
  void keyOfARenamedConsumerIsServedAllTheTime() {
    publish(OLD);
    server.envoy("envoy");
    server.hang("envoy");
    World renamed = new World(NEW.byType()).without(CONSUMER, "ns/alice");
    publish(Gateways.consumer(renamed, "ns/alice2", "digest"));
    assertThat(status().stage()).isEqualTo(Stage.ADDITIONS);
    assertThat(served(CONSUMER)).containsExactly("ns/alice2");
    assertThat(server.history).allMatch(state -> state.ofType(CONSUMER).size() == 1);
  }

  @Test
  void unchangedTargetIsNotPublishedAgain() {
    publish(OLD);
    publish(OLD);
    assertThat(server.history).hasSize(1);
  }

  @Test
  void timersDoNotPileUp() {
    publish(OLD);
    server.envoy("envoy").extProc("xp");
    publish(NEW);
    for (int i = 0; i < 100; i++) {
      server.hang("xp");
      answer("xp");
    }
    assertThat(scheduler.timers()).isLessThan(10);
  }

  @Test
  void listenersSeeEveryStageOnce() {
    List<Stage> stages = new ArrayList<>();
    publish(OLD);
    server.envoy("envoy").extProc("xp");
    scheduler.run();
    publisher.onChange(publication -> stages.add(publication.stage()));
    server.hang("envoy");
    server.hang("xp");
    publish(NEW);
    answer("envoy");
    answer("envoy");
    answer("xp");
    answer("xp");
    scheduler.advance(GRACE);
    assertThat(stages)
        .containsSubsequence(
            Stage.ADDITIONS,
            Stage.ROUTES,
            Stage.PROVIDERS,
            Stage.RULES,
            Stage.REMOVALS,
            Stage.DONE);
    assertThat(names(server.served())).isEqualTo(names(NEW.resources()));
  }

  @Test
  void publisherOutlivedByItsServerStaysQuiet() {
    publish(OLD);
    scheduler.shutdown();
    server.envoy("envoy");
    assertThat(server.history).hasSize(1);
  }
}
