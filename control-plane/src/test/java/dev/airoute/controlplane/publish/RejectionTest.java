package dev.airoute.controlplane.publish;

import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.LISTENER;
import static dev.airoute.controlplane.xds.TypeUrls.PROVIDER;
import static dev.airoute.controlplane.xds.TypeUrls.ROUTE_CONFIGURATION;
import static dev.airoute.controlplane.xds.TypeUrls.RULE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import dev.airoute.controlplane.serve.Role;
import dev.airoute.controlplane.serve.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refused resource stops what depends on it, and nothing else. */
final class RejectionTest {
  private static final Duration GRACE = Duration.ofMinutes(15);

  /** Two providers with a rule each. */
  private static final World OLD = gateway("ns/a@1", "ns/b@1", "route-1");

  private final FakeScheduler scheduler = new FakeScheduler();
  private final FakeServer server = new FakeServer();
  private final Publisher publisher =
      new Publisher(server, scheduler, scheduler, Duration.ofSeconds(10), GRACE);

  private static World gateway(String a, String b, String route) {
    World world = Gateways.routes(Gateways.BARE, route);
    world = Gateways.provider(Gateways.provider(world, a, "none"), b, "none");
    return Gateways.rule(Gateways.rule(world, "ns/r/a", route, a), "ns/r/b", route, b);
  }

  @BeforeEach
  void start() {
    server.envoy("envoy").extProc("xp");
    publish(OLD);
    assertThat(status().stage()).isEqualTo(Stage.DONE);
  }

  private void publish(World world) {
    publisher.publish(world.resources());
    scheduler.run();
  }

  private Publication status() {
    return requireNonNull(publisher.status());
  }

  private @Nullable Any served(String type, String name) {
    return server.served().ofType(type).get(name);
  }

  private static Any wanted(World world, String type, String name) {
    return requireNonNull(world.resources().ofType(type).get(name));
  }

  /** Publishes while the client is slow enough to refuse the resource as soon as it is served. */
  private void publishRefused(World world, String node, String type, String name) {
    server.hang(node);
    publish(world);
    Stage when = Stage.ofAddition(type, name);
    for (int i = 0; status().stage() != when; i++) {
      assertThat(i).as("answers without progress").isLessThan(5);
      server.answer(node);
      scheduler.run();
    }
    server.reject(node, type, name, "no: " + name);
    scheduler.run();
    for (int i = 0; i < 5; i++) {
      server.answer(node);
      scheduler.run();
    }
  }

  @Test
  void refusedClusterHoldsItsRuleAndLetsTheOtherGo() {
    World next = gateway("ns/a@2", "ns/b@2", "route-1");
    publishRefused(next, "envoy", CLUSTER, "provider/ns/a@2");

    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(OLD, RULE, "ns/r/a"));
    assertThat(served(RULE, "ns/r/b")).isEqualTo(wanted(next, RULE, "ns/r/b"));
    assertThat(status().stage()).isEqualTo(Stage.REMOVALS);
    assertThat(status().held()).containsExactly(new Ref(RULE, "ns/r/a"));
    assertThat(status().rejections())
        .containsExactly(new ClientRejection(
            "envoy",
            Role.ENVOY,
            new Ref(CLUSTER, "provider/ns/a@2"),
            "no: provider/ns/a@2",
            Instant.EPOCH));
    assertThat(status().acknowledgedBy()).containsExactly("xp");
    assertThat(status().programmed()).as("as far as it can be").isTrue();

    scheduler.advance(GRACE);
    assertThat(server.served().ofType(CLUSTER))
        .as("what the held rule needs stays, what nobody needs goes")
        .containsOnlyKeys(
            "hop/ns/a@1",
            "provider/ns/a@1",
            "hop/ns/a@2",
            "provider/ns/a@2",
            "hop/ns/b@2",
            "provider/ns/b@2");
    assertThat(server.served().ofType(LISTENER))
        .containsOnlyKeys("gateway", "hop/ns/a@1", "hop/ns/a@2", "hop/ns/b@2");
    assertThat(server.served().ofType(PROVIDER)).containsOnlyKeys("ns/a@1", "ns/a@2", "ns/b@2");
  }

  @Test
  void mendedTargetReleasesWhatWasHeld() {
    World next = gateway("ns/a@2", "ns/b@2", "route-1");
    publishRefused(next, "envoy", CLUSTER, "provider/ns/a@2");
    server.relent("envoy");
    World mended = gateway("ns/a@3", "ns/b@2", "route-1");
    publish(mended);
    for (int i = 0; i < 5; i++) {
      server.answer("envoy");
      scheduler.run();
    }
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(mended, RULE, "ns/r/a"));
    assertThat(status().held()).isEmpty();
    scheduler.advance(GRACE);
    assertThat(server.served()).isEqualTo(mended.resources());
  }

  @Test
  void whatWasHeldWaitsForTheReturnOfTheClientThatRefused() {
    World next = gateway("ns/a@2", "ns/b@2", "route-1");
    publishRefused(next, "envoy", CLUSTER, "provider/ns/a@2");
    server.disconnect("envoy");
    scheduler.advance(Refusals.GRACE.minusMillis(1));
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(OLD, RULE, "ns/r/a"));
    assertThat(status().held()).containsExactly(new Ref(RULE, "ns/r/a"));

    server.connect("envoy", Role.ENVOY, Set.of(LISTENER));
    scheduler.run();
    assertThat(status().held()).as("it has not asked for clusters yet").isNotEmpty();
    server.envoy("envoy");
    scheduler.run();
    assertThat(status().held()).as("it takes the cluster now").isEmpty();
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(next, RULE, "ns/r/a"));
  }

  @Test
  void whatWasHeldGoesWhenTheClientThatRefusedStaysAway() {
    World next = gateway("ns/a@2", "ns/b@2", "route-1");
    publishRefused(next, "envoy", CLUSTER, "provider/ns/a@2");
    scheduler.advance(Refusals.GRACE.multipliedBy(2));
    server.disconnect("envoy");
    scheduler.advance(Refusals.GRACE.minusMillis(1));
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(OLD, RULE, "ns/r/a"));
    scheduler.advance(Duration.ofMillis(1));
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(next, RULE, "ns/r/a"));
  }

  @Test
  void mendedTargetDoesNotWaitForTheClientThatRefused() {
    publishRefused(gateway("ns/a@2", "ns/b@2", "route-1"), "envoy", CLUSTER, "provider/ns/a@2");
    server.disconnect("envoy");
    scheduler.run();
    World mended = gateway("ns/a@3", "ns/b@2", "route-1");
    publish(mended);
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(mended, RULE, "ns/r/a"));
  }

  @Test
  void refusedRoutesAreRememberedToo() {
    World next = gateway("ns/a@1", "ns/b@1", "route-2");
    publishRefused(next, "envoy", ROUTE_CONFIGURATION, "gateway");
    server.disconnect("envoy");
    scheduler.run();
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(OLD, RULE, "ns/r/a"));
  }

  @Test
  void newRuleOfARefusedHopIsLeftOut() {
    World next = Gateways.provider(OLD, "ns/c@1", "none");
    next = Gateways.rule(next, "ns/r/c", "route-1", "ns/c@1", "ns/b@1");
    publishRefused(next, "envoy", LISTENER, "hop/ns/c@1");
    assertThat(server.served().ofType(RULE)).containsOnlyKeys("ns/r/a", "ns/r/b");
    assertThat(status().held())
        .contains(new Ref(RULE, "ns/r/c"))
        .doesNotContain(new Ref(RULE, "ns/r/b"));
  }

  @Test
  void refusedRoutesHoldAllRulesThatChange() {
    World next = gateway("ns/a@1", "ns/b@1", "route-2");
    publishRefused(next, "envoy", ROUTE_CONFIGURATION, "gateway");
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(OLD, RULE, "ns/r/a"));
    assertThat(served(RULE, "ns/r/b")).isEqualTo(wanted(OLD, RULE, "ns/r/b"));
    scheduler.advance(GRACE);
    assertThat(served(ROUTE_CONFIGURATION, "gateway"))
        .as("the old rules' route stays")
        .satisfies(routes -> assertThat(Gateways.routeNames(requireNonNull(routes)))
            .containsExactly("route-1", "route-2", "not-yet-routed"));
  }

  @Test
  void providerRefusedByTheProcessorHoldsItsRule() {
    World next = gateway("ns/a@2", "ns/b@2", "route-1");
    publishRefused(next, "xp", PROVIDER, "ns/a@2");
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(OLD, RULE, "ns/r/a"));
    assertThat(served(RULE, "ns/r/b")).isEqualTo(wanted(next, RULE, "ns/r/b"));
  }

  @Test
  void refusedRuleGoesOnWithWhatTheOldOneNeeds() {
    World next = gateway("ns/a@2", "ns/b@2", "route-1");
    publishRefused(next, "xp", RULE, "ns/r/a");
    assertThat(served(RULE, "ns/r/a")).isEqualTo(wanted(next, RULE, "ns/r/a"));
    scheduler.advance(GRACE);
    assertThat(server.served().ofType(CLUSTER))
        .containsKeys("hop/ns/a@1", "provider/ns/a@1")
        .doesNotContainKeys("hop/ns/b@1", "provider/ns/b@1");
    assertThat(server.served().ofType(PROVIDER)).containsKey("ns/a@1").doesNotContainKey("ns/b@1");

    server.relent("xp");
    scheduler.run();
    scheduler.advance(GRACE);
    assertThat(server.served()).isEqualTo(next.resources());
  }
}
