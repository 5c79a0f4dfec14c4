package dev.airoute.controlplane.serve;

import static dev.airoute.controlplane.serve.DeltaConversation.names;
import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.PROVIDER;
import static dev.airoute.controlplane.xds.TypeUrls.RULE;
import static dev.airoute.controlplane.xds.TypeUrls.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rejections, nonces and readers that do not keep up. */
final class DeltaNackTest {
  private static final World A1 = World.EMPTY.with(CLUSTER, "a", "a1");

  private final DeltaConversation client = new DeltaConversation();

  @Test
  void refusedVersionIsParkedAndReported() {
    client.serve(A1).subscribe(CLUSTER);
    client.nack(client.one(), "a is bad");

    client.silence();
    assertThat(client.state(CLUSTER).settled()).isTrue();
    assertThat(client.state(CLUSTER).acknowledged()).isZero();
    assertThat(client.state(CLUSTER).rejections())
        .containsExactly(new Rejection(List.of("a"), "a is bad", DeltaConversation.NOW));
    assertThat(client.meters.counter("airoute.xds.nacks", "type", "Cluster").count())
        .isEqualTo(1);
  }

  @Test
  void otherUpdatesDoNotBringTheRefusedVersionBack() {
    client.serve(A1).subscribe(CLUSTER);
    client.nack(client.one(), "a is bad");

    World world = A1;
    for (int i = 0; i < 5; i++) {
      world = world.with(CLUSTER, "b", "b" + i);
      client.serve(world);
      assertThat(names(client.accepted())).containsExactly("b");
    }
    assertThat(client.state(CLUSTER).rejections()).hasSize(1);
  }

  @Test
  void mendedContentIsSentAndClearsTheRejection() {
    client.serve(A1).subscribe(CLUSTER);
    client.nack(client.one(), "a is bad");

    client.serve(A1.with(CLUSTER, "a", "a2"));
    assertThat(client.state(CLUSTER).rejections()).isEmpty();
    assertThat(names(client.accepted())).containsExactly("a");
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(1);
  }

  @Test
  void returnToTheAcceptedVersionSendsNothing() {
    client.serve(A1).subscribe(CLUSTER);
    client.accepted();
    client.serve(A1.with(CLUSTER, "a", "poison"));
    client.nack(client.one(), "bad");
    assertThat(client.state(CLUSTER).rejections()).hasSize(1);

    client.serve(A1);
    client.silence();
    assertThat(client.state(CLUSTER).rejections()).isEmpty();
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(1);
  }

  @Test
  void refusedThingThatIsTakenBackIsRemoved() {
    client.serve(A1.with(CLUSTER, "b", "b1")).subscribe(CLUSTER);
    client.nack(client.one(), "one of them is bad");
    List<DeltaDiscoveryResponse> alone = client.sent();
    client.nack(alone.get(0), "a is bad");
    client.ack(alone.get(1));

    client.serve(World.EMPTY.with(CLUSTER, "b", "b1"));
    assertThat(client.accepted().getRemovedResourcesList()).containsExactly("a");
    assertThat(client.state(CLUSTER).rejections()).isEmpty();
  }

  @Test
  void poisonAmongFiftyCostsOnlyItself() {
    World world = World.EMPTY;
    for (int i = 0; i < 50; i++) {
      world = world.with(CLUSTER, "c%02d".formatted(i), i == 31 ? "poison" : "good");
    }
    client.serve(world).subscribe(CLUSTER);
    int responses = converse(List.of("poison"));

    assertThat(responses).isEqualTo(51);
    assertThat(client.state(CLUSTER).settled()).isTrue();
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(49);
    assertThat(client.state(CLUSTER).rejections())
        .containsExactly(new Rejection(List.of("c31"), "refused: [c31]", DeltaConversation.NOW));

    client.serve(world.with(CLUSTER, "c00", "changed"));
    assertThat(converse(List.of("poison"))).isEqualTo(1);
    client.serve(world.with(CLUSTER, "c00", "changed").with(CLUSTER, "c31", "good"));
    assertThat(converse(List.of("poison"))).isEqualTo(1);
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(50);
    assertThat(client.state(CLUSTER).rejections()).isEmpty();
  }

  @Test
  void rulesWaitForTheAnswerAboutProviders() {
    World world = World.EMPTY
        .with(PROVIDER, "bad", "b")
        .with(PROVIDER, "good", "g")
        .with(RULE, "r", "names good");
    client.serve(world).subscribe(PROVIDER);
    client.subscribe(RULE);
    client.nack(client.one(), "one of them is bad");
    List<DeltaDiscoveryResponse> alone = client.sent();
    assertThat(alone)
        .extracting(DeltaConversation::names)
        .containsExactly(List.of("bad"), List.of("good"));
    client.nack(alone.get(0), "bad is bad");
    client.silence();
    client.ack(alone.get(1));
    assertThat(names(client.accepted())).containsExactly("r");
    assertThat(client.state(RULE).settled()).isTrue();
  }

  @Test
  void nothingIsTakenFromUnderRulesThatWait() {
    World world = World.EMPTY.with(PROVIDER, "old", "o").with(RULE, "a", "names old");
    client.serve(world).subscribe(PROVIDER);
    client.accepted();
    client.subscribe(RULE);
    client.accepted();
    client.serve(World.EMPTY.with(PROVIDER, "new", "n").with(RULE, "b", "names new"));
    assertThat(names(client.accepted())).containsExactly("new");
    List<DeltaDiscoveryResponse> rest = client.sent();
    assertThat(rest)
        .extracting(DeltaDiscoveryResponse::getTypeUrl)
        .containsExactly(RULE, RULE, PROVIDER);
    assertThat(names(rest.get(0))).containsExactly("b");
    assertThat(rest.get(1).getRemovedResourcesList()).containsExactly("a");
    assertThat(rest.get(2).getRemovedResourcesList()).containsExactly("old");
    rest.forEach(client::ack);
    assertThat(client.state(PROVIDER).settled()).isTrue();
    assertThat(client.state(RULE).settled()).isTrue();
  }

  @Test
  void rulesAloneWaitForNothing() {
    client
        .serve(World.EMPTY.with(PROVIDER, "p", "p").with(RULE, "r", "names p"))
        .subscribe(RULE);
    assertThat(names(client.accepted())).containsExactly("r");
  }

  @Test
  void clientThatRefusesEverythingIsLeftAlone() {
    World world = World.EMPTY;
    for (int i = 0; i < 50; i++) {
      world = world.with(CLUSTER, "c" + i, "poison");
    }
    client.serve(world).subscribe(CLUSTER);
    assertThat(converse(List.of("poison"))).isEqualTo(51);
    client.serve(world);
    client.silence();
    assertThat(client.state(CLUSTER).rejections()).hasSize(50);
  }

  /** Answers until nothing more comes, refusing every response with such content; gives the number of responses. */
  private int converse(List<String> refused) {
    int count = 0;
    List<DeltaDiscoveryResponse> open = new ArrayList<>(client.sent());
    while (!open.isEmpty()) {
      count++;
      assertThat(count).as("responses: a hot loop").isLessThan(1000);
      DeltaDiscoveryResponse response = open.removeFirst();
      boolean bad = response.getResourcesList().stream()
          .anyMatch(r -> refused.contains(r.getResource().getValue().toStringUtf8()));
      if (bad) {
        client.nack(response, "refused: " + names(response));
      } else {
        client.ack(response);
      }
      open.addAll(client.sent());
    }
    return count;
  }

  @Test
  void refusedRemovalIsParkedToo() {
    client.serve(A1).subscribe(CLUSTER);
    client.accepted();
    client.serve(World.EMPTY);
    client.nack(client.one(), "cannot remove");
    client.serve(World.EMPTY.with(CLUSTER, "b", "b1"));
    assertThat(names(client.accepted())).containsExactly("b");
    assertThat(client.state(CLUSTER).rejections()).hasSize(1);
    client.serve(A1.with(CLUSTER, "b", "b1"));
    client.silence();
    assertThat(client.state(CLUSTER).rejections()).isEmpty();
  }

  @Test
  void subscribingAgainTriesTheRefusedVersionOnceMore() {
    client.serve(A1).subscribe(CLUSTER, "a");
    client.nack(client.one(), "bad");
    client.subscribe(CLUSTER, "a");
    assertThat(names(client.accepted())).containsExactly("a");
  }

  @Test
  void refusalOfAnOlderVersionLeavesTheNewerOneUnderWay() {
    client.serve(A1).subscribe(CLUSTER);
    DeltaDiscoveryResponse first = client.one();
    client.serve(A1.with(CLUSTER, "a", "a2"));
    DeltaDiscoveryResponse second = client.one();

    client.nack(first, "bad");
    client.silence();
    assertThat(client.state(CLUSTER).rejections()).isEmpty();
    client.ack(second);
    assertThat(client.state(CLUSTER).acknowledged()).isEqualTo(1);
  }

  @Test
  void staleAndInventedNoncesAreIgnored() {
    client.serve(A1).subscribe(CLUSTER);
    DeltaDiscoveryResponse response = client.accepted();

    client.nack(response, "too late");
    client.nack(response.toBuilder().setNonce("invented").build(), "never sent");
    client.silence();
    assertThat(client.state(CLUSTER).rejections()).isEmpty();
    assertThat(client.meters.counter("airoute.xds.nacks", "type", "Cluster").count())
        .isZero();
  }

  @Test
  void subscriptionInARequestWithAStaleNonceStillCounts() {
    client.serve(A1.with(CLUSTER, "b", "b1")).subscribe(CLUSTER, "a");
    client.accepted();
    client.request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(CLUSTER)
        .setResponseNonce("stale")
        .addResourceNamesSubscribe("b"));
    assertThat(names(client.accepted())).containsExactly("b");
  }

  @Test
  void slowReaderGetsOnlyTheLatestState() {
    client.serve(A1).subscribe(CLUSTER);
    client.accepted();
    client.outlet.ready = false;
    for (int i = 0; i < 1000; i++) {
      client.serve(A1.with(CLUSTER, "a", "a-" + i).with(CLUSTER, "b" + i, "b"));
    }
    client.silence();

    client.outlet.ready = true;
    client.stream.ready();
    DeltaDiscoveryResponse response = client.accepted();
    assertThat(names(response)).containsExactly("a", "b999");
    assertThat(response.getResources(0).getVersion()).isEqualTo(World.version("a-999"));
    client.silence();
  }

  @Test
  void clientThatNeverAnswersIsSentNoMoreThanTheWindow() {
    client.serve(A1).subscribe(CLUSTER);
    for (int i = 0; i < 100; i++) {
      client.serve(A1.with(CLUSTER, "a", "a-" + i));
    }
    List<DeltaDiscoveryResponse> sent = client.sent();
    assertThat(sent).hasSize(DeltaWatch.MAX_UNANSWERED);

    client.ack(sent.getFirst());
    DeltaDiscoveryResponse next = client.one();
    assertThat(next.getResources(0).getVersion()).isEqualTo(World.version("a-99"));
  }

  @Test
  void wordsAboutASecretDoNotQuoteIt() {
    client.serve(World.EMPTY.with(SECRET, "s", "key")).subscribe(SECRET, "s");
    client.nack(
        client.one(),
        "Proto constraint validation failed (SecretValidationError.Name: too short): name: \"s\"\nsecret: \"sk-12\"");
    assertThat(client.state(SECRET).rejections().getFirst().words())
        .isEqualTo("Proto constraint validation failed (SecretValidationError.Name: too short)");
  }

  @Test
  void wordsAreOneLineOfBoundedLength() {
    client.serve(A1).subscribe(CLUSTER);
    client.nack(client.one(), "line\n\tnext\u0000" + "x".repeat(5000));
    String words = client.state(CLUSTER).rejections().getFirst().words();
    assertThat(words).startsWith("line next x").hasSizeLessThan(1100).endsWith("…");
  }
}
