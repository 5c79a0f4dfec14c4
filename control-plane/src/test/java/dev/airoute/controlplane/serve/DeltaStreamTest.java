package dev.airoute.controlplane.serve;

import static dev.airoute.controlplane.serve.DeltaConversation.names;
import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.ENDPOINT;
import static dev.airoute.controlplane.xds.TypeUrls.LISTENER;
import static dev.airoute.controlplane.xds.TypeUrls.ROUTE_CONFIGURATION;
import static dev.airoute.controlplane.xds.TypeUrls.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Subscriptions and versions. */
final class DeltaStreamTest {
  private static final World AB = World.EMPTY.with(CLUSTER, "a", "a1").with(CLUSTER, "b", "b1");

  private final DeltaConversation client = new DeltaConversation();

  @Test
  void firstLoadIsEverythingWithVersions() {
    client.serve(AB).subscribe(CLUSTER);
    DeltaDiscoveryResponse response = client.accepted();

    assertThat(names(response)).containsExactly("a", "b");
    assertThat(response.getResources(0).getVersion()).isEqualTo(World.version("a1"));
    assertThat(response.getResources(0).getResource()).isEqualTo(World.any(CLUSTER, "a1"));
    assertThat(response.getTypeUrl()).isEqualTo(CLUSTER);
    assertThat(client.state(CLUSTER).settled()).isTrue();
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(2);
    assertThat(client.state(CLUSTER).version()).isEqualTo(response.getSystemVersionInfo());
    client.silence();
  }

  @Test
  void changeSendsOnlyWhatChanged() {
    client.serve(AB).subscribe(CLUSTER);
    client.accepted();

    client.serve(AB.with(CLUSTER, "b", "b2").with(CLUSTER, "c", "c1"));
    DeltaDiscoveryResponse response = client.accepted();

    assertThat(names(response)).containsExactly("b", "c");
    assertThat(response.getRemovedResourcesList()).isEmpty();
    client.serve(AB.with(CLUSTER, "b", "b2").with(CLUSTER, "c", "c1"));
    client.silence();
  }

  @Test
  void removalNamesWhatIsGone() {
    client.serve(AB).subscribe(CLUSTER);
    client.accepted();

    client.serve(AB.without(CLUSTER, "a"));
    DeltaDiscoveryResponse response = client.accepted();

    assertThat(names(response)).isEmpty();
    assertThat(response.getRemovedResourcesList()).containsExactly("a");
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(1);
    client.serve(AB.without(CLUSTER, "a"));
    client.silence();
  }

  @Test
  void answersNothingBeforeAnythingIsSet() {
    client.resume(CLUSTER, List.of(), Map.of("a", World.version("a1")));
    client.silence();
    assertThat(client.state(CLUSTER).settled()).isFalse();

    client.serve(AB);
    assertThat(names(client.accepted())).containsExactly("b");
  }

  @Test
  void emptyWorldIsAnAnswerToANewWildcard() {
    client.serve(World.EMPTY).subscribe(CLUSTER);
    DeltaDiscoveryResponse response = client.one();
    assertThat(response.getResourcesCount()).isZero();
    assertThat(client.state(CLUSTER).settled()).isFalse();

    client.ack(response);
    assertThat(client.state(CLUSTER).settled()).isTrue();
    client.serve(World.EMPTY.with(LISTENER, "l", "1"));
    client.silence();
  }

  @Test
  void reconnectWithTheRightVersionsGetsNothing() {
    client
        .serve(AB)
        .resume(CLUSTER, List.of(), Map.of("a", World.version("a1"), "b", World.version("b1")));

    client.silence();
    assertThat(client.state(CLUSTER).settled()).isTrue();
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(2);
  }

  @Test
  void reconnectWithOldAndGoneVersionsGetsTheDifference() {
    client
        .serve(AB)
        .resume(
            CLUSTER,
            List.of(),
            Map.of("a", World.version("a0"), "b", World.version("b1"), "z", "any"));

    List<DeltaDiscoveryResponse> responses = client.sent();
    assertThat(responses).hasSize(2);
    assertThat(names(responses.get(0))).containsExactly("a");
    assertThat(responses.get(1).getRemovedResourcesList()).containsExactly("z");
  }

  @Test
  void reconnectOfANamedSubscriptionSendsOnlyWhatIsStale() {
    World world = World.EMPTY.with(ENDPOINT, "a", "a1").with(ENDPOINT, "b", "b1");
    client
        .serve(world)
        .resume(
            ENDPOINT,
            List.of("a", "b", "gone", "never"),
            Map.of("a", World.version("a1"), "gone", "g1", "notMine", "n1"));

    List<DeltaDiscoveryResponse> responses = client.sent();
    assertThat(responses).hasSize(2);
    assertThat(names(responses.get(0))).containsExactly("b");
    assertThat(responses.get(0).getRemovedResourcesList()).containsExactly("never");
    assertThat(responses.get(1).getRemovedResourcesList()).containsExactly("gone");
  }

  @Test
  void absentNameIsAnsweredOnceAndAgainWhenSubscribedAgain() {
    client.serve(World.EMPTY).subscribe(ENDPOINT, "a");
    assertThat(client.accepted().getRemovedResourcesList()).containsExactly("a");
    client.serve(World.EMPTY.with(ENDPOINT, "b", "b1"));
    client.silence();

    client.subscribe(ENDPOINT, "a");
    assertThat(client.accepted().getRemovedResourcesList()).containsExactly("a");

    client.serve(World.EMPTY.with(ENDPOINT, "a", "a1"));
    assertThat(names(client.accepted())).containsExactly("a");
    client.serve(World.EMPTY);
    assertThat(client.accepted().getRemovedResourcesList()).containsExactly("a");
  }

  @Test
  void subscribingAgainSendsAgain() {
    client.serve(AB).subscribe(CLUSTER, "a");
    client.accepted();

    client.subscribe(CLUSTER, "a");
    assertThat(names(client.accepted())).containsExactly("a");
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(1);
  }

  @Test
  void namedSubscriptionGrowsAndShrinks() {
    client.serve(AB).subscribe(CLUSTER, "a");
    assertThat(names(client.accepted())).containsExactly("a");
    client.subscribe(CLUSTER, "b");
    assertThat(names(client.accepted())).containsExactly("b");

    client.unsubscribe(CLUSTER, "a", "phantom");
    client.serve(AB.with(CLUSTER, "a", "a2"));
    client.silence();
    assertThat(client.state(CLUSTER).subscribed()).isEqualTo(1);
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(1);
  }

  @Test
  void explicitWildcardIsAWildcard() {
    client.serve(AB).subscribe(CLUSTER, "*");
    assertThat(names(client.accepted())).containsExactly("a", "b");
    assertThat(client.state(CLUSTER).wildcard()).isTrue();
    assertThat(client.state(CLUSTER).subscribed()).isZero();
  }

  @Test
  void wildcardBesideNamesAnswersForAbsentNamesToo() {
    client.serve(AB).subscribe(CLUSTER, "*", "x");
    DeltaDiscoveryResponse response = client.accepted();
    assertThat(names(response)).containsExactly("a", "b");
    assertThat(response.getRemovedResourcesList()).containsExactly("x");
  }

  @Test
  void wildcardAddedLaterSendsTheRest() {
    client.serve(AB).subscribe(CLUSTER, "a");
    client.accepted();
    client.subscribe(CLUSTER, "*");
    assertThat(names(client.accepted())).containsExactly("b");
  }

  @Test
  void wildcardAddedLaterIsAnsweredEvenIfThereIsNothingMore() {
    client.serve(World.EMPTY).subscribe(CLUSTER, "a");
    client.accepted();
    client.subscribe(CLUSTER, "*");
    assertThat(client.accepted().getResourcesCount()).isZero();
    client.subscribe(CLUSTER, "*");
    client.silence();
  }

  @Test
  void withdrawnWildcardLeavesTheNamedOnes() {
    client.serve(AB).subscribe(CLUSTER);
    client.accepted();
    client.subscribe(CLUSTER, "a");
    client.accepted();

    client.unsubscribe(CLUSTER, "*");
    client.serve(AB.with(CLUSTER, "a", "a2").with(CLUSTER, "b", "b2"));
    assertThat(names(client.accepted())).containsExactly("a");
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(1);
  }

  @Test
  void nameWithdrawnUnderAWildcardIsAnsweredWithWhatThereIs() {
    client.serve(AB).subscribe(CLUSTER, "*", "a", "x");
    client.accepted();

    client.unsubscribe(CLUSTER, "a", "x");
    DeltaDiscoveryResponse response = client.accepted();
    assertThat(names(response)).containsExactly("a");
    assertThat(response.getRemovedResourcesList()).containsExactly("x");
    client.serve(AB);
    client.silence();
  }

  @Test
  void lateAcknowledgementOfAWithdrawnNameCountsForNothing() {
    client.serve(AB).subscribe(CLUSTER, "a", "b");
    DeltaDiscoveryResponse response = client.one();
    client.unsubscribe(CLUSTER, "a");
    client.ack(response);
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(1);
    assertThat(client.state(CLUSTER).settled()).isTrue();
  }

  @Test
  void typesAreSeparateAndAnyTypeIsServed() {
    String custom = "type.googleapis.com/example.Anything";
    client.serve(AB.with(custom, "one", "1")).subscribe(custom);
    assertThat(names(client.accepted())).containsExactly("one");
    client.subscribe("type.googleapis.com/example.Nothing", "n");
    assertThat(client.accepted().getRemovedResourcesList()).containsExactly("n");
  }

  @Test
  void newThingsGoDependenciesFirstAndGoneThingsDependentsFirst() {
    World old = World.EMPTY;
    for (String type : List.of(ROUTE_CONFIGURATION, LISTENER, CLUSTER, SECRET, ENDPOINT)) {
      old = old.with(type, "old", "1");
    }
    client.serve(old);
    for (String type : List.of(ROUTE_CONFIGURATION, LISTENER, CLUSTER, SECRET, ENDPOINT)) {
      client.subscribe(type);
      client.accepted();
    }
    World next = World.EMPTY;
    for (String type : List.of(ROUTE_CONFIGURATION, LISTENER, CLUSTER, SECRET, ENDPOINT)) {
      next = next.with(type, "new", "1");
    }
    client.serve(next);

    List<DeltaDiscoveryResponse> sent = client.sent();
    assertThat(sent)
        .extracting(DeltaDiscoveryResponse::getTypeUrl)
        .containsExactly(
            CLUSTER,
            ENDPOINT,
            SECRET,
            LISTENER,
            ROUTE_CONFIGURATION,
            ROUTE_CONFIGURATION,
            LISTENER,
            SECRET,
            ENDPOINT,
            CLUSTER);
    assertThat(sent.subList(0, 5)).allMatch(response -> response.getRemovedResourcesCount() == 0);
    assertThat(sent.subList(5, 10)).allMatch(response -> response.getResourcesCount() == 0);
  }

  @Test
  void bigUpdateIsSplitBelowTheMessageLimit() {
    World world = World.EMPTY;
    String megabyte = "x".repeat(1_000_000);
    for (int i = 0; i < 9; i++) {
      world = world.with(CLUSTER, "c" + i, megabyte + i);
    }
    world = world.with(CLUSTER, "huge", "y".repeat(5_000_000));
    client.serve(world).subscribe(CLUSTER);

    List<DeltaDiscoveryResponse> responses = client.sent();
    assertThat(responses)
        .extracting(DeltaConversation::names)
        .containsExactly(
            List.of("c0", "c1", "c2"),
            List.of("c3", "c4", "c5"),
            List.of("c6", "c7", "c8"),
            List.of("huge"));
    assertThat(responses.subList(0, 3))
        .allMatch(response -> response.getSerializedSize() < 4 << 20);
    responses.forEach(client::ack);
    assertThat(client.state(CLUSTER).settled()).isTrue();
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(10);
  }
}
