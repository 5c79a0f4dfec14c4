package dev.airoute.controlplane.serve;

import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.ENDPOINT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SotwStreamTest {
  private static final World AB = World.EMPTY.with(CLUSTER, "a", "a1").with(CLUSTER, "b", "b1");

  private final FakeOutlet<DiscoveryResponse> outlet = new FakeOutlet<>();
  private final AdsStream<DiscoveryRequest, DiscoveryResponse> stream = new AdsStream<>(
      1,
      Protocol.SOTW,
      outlet,
      null,
      new XdsMetrics(new SimpleMeterRegistry(), List::of),
      () -> DeltaConversation.NOW);
  private @Nullable Snapshot snapshot;

  private void serve(World world) {
    snapshot =
        Snapshot.of(snapshot == null ? 1 : snapshot.generation() + 1, world.resources(), snapshot);
    stream.serve(snapshot);
  }

  private void request(String type, String nonce, String... names) {
    stream.request(DiscoveryRequest.newBuilder()
        .setNode(Node.newBuilder().setId("n"))
        .setTypeUrl(type)
        .setResponseNonce(nonce)
        .addAllResourceNames(List.of(names))
        .build());
  }

  private void ack(DiscoveryResponse response, String... names) {
    request(response.getTypeUrl(), response.getNonce(), names);
  }

  private void nack(DiscoveryResponse response, String words) {
    stream.request(DiscoveryRequest.newBuilder()
        .setTypeUrl(response.getTypeUrl())
        .setResponseNonce(response.getNonce())
        .setErrorDetail(Status.newBuilder().setMessage(words))
        .build());
  }

  private DiscoveryResponse one() {
    List<DiscoveryResponse> sent = outlet.take();
    assertThat(sent).hasSize(1);
    return sent.getFirst();
  }

  private void silence() {
    assertThat(outlet.take()).isEmpty();
  }

  private TypeState state(String type) {
    return requireNonNull(stream.state().orElseThrow().types().get(type));
  }

  private static List<String> contents(DiscoveryResponse response) {
    return response.getResourcesList().stream()
        .map(r -> r.getValue().toStringUtf8())
        .toList();
  }

  @Test
  void firstLoadIsTheWholeWorldAndEveryChangeToo() {
    serve(AB);
    request(CLUSTER, "");
    DiscoveryResponse first = one();
    assertThat(contents(first)).containsExactly("a1", "b1");
    assertThat(state(CLUSTER).settled()).isFalse();
    ack(first);
    assertThat(state(CLUSTER).settled()).isTrue();
    assertThat(state(CLUSTER).acknowledged()).isEqualTo(2);
    assertThat(state(CLUSTER).version()).isEqualTo(first.getVersionInfo());
    silence();

    serve(AB.with(CLUSTER, "b", "b2"));
    DiscoveryResponse second = one();
    assertThat(contents(second)).containsExactly("a1", "b2");
    assertThat(second.getVersionInfo()).isNotEqualTo(first.getVersionInfo());
    ack(second);

    serve(AB.without(CLUSTER, "a"));
    assertThat(contents(one())).containsExactly("b1");
  }

  @Test
  void answersWhenTheFirstWorldIsSet() {
    request(CLUSTER, "");
    silence();
    serve(World.EMPTY);
    assertThat(one().getResourcesCount()).isZero();
  }

  @Test
  void refusedWorldIsParkedUntilItChanges() {
    serve(AB);
    request(CLUSTER, "");
    ack(one());
    serve(AB.with(CLUSTER, "b", "poison").with(CLUSTER, "c", "c1"));
    nack(one(), "b is bad");
    silence();
    assertThat(state(CLUSTER).settled()).isTrue();
    assertThat(state(CLUSTER).acknowledged()).isEqualTo(2);
    assertThat(state(CLUSTER).rejections())
        .containsExactly(new Rejection(List.of("b", "c"), "b is bad", DeltaConversation.NOW));

    serve(AB.with(CLUSTER, "b", "poison").with(CLUSTER, "c", "c1").with(ENDPOINT, "e", "1"));
    silence();
    serve(AB.with(CLUSTER, "b", "b2").with(CLUSTER, "c", "c1"));
    ack(one());
    assertThat(state(CLUSTER).rejections()).isEmpty();
    assertThat(state(CLUSTER).acknowledged()).isEqualTo(3);
  }

  @Test
  void namesGrowAndShrink() {
    serve(World.EMPTY.with(ENDPOINT, "a", "a1").with(ENDPOINT, "b", "b1"));
    request(ENDPOINT, "", "a");
    DiscoveryResponse first = one();
    assertThat(contents(first)).containsExactly("a1");
    ack(first, "a", "b");
    DiscoveryResponse second = one();
    assertThat(contents(second)).containsExactly("a1", "b1");
    ack(second, "b");
    silence();
    assertThat(state(ENDPOINT).subscribed()).isEqualTo(1);
    request(ENDPOINT, second.getNonce());
    serve(World.EMPTY.with(ENDPOINT, "a", "a2").with(ENDPOINT, "b", "b2"));
    silence();
  }

  @Test
  void absentNamesAreLeftOutAndSentWhenTheyCome() {
    serve(World.EMPTY);
    request(ENDPOINT, "", "a");
    silence();
    serve(World.EMPTY.with(ENDPOINT, "a", "a1"));
    assertThat(contents(one())).containsExactly("a1");
  }

  @Test
  void clusterThatDoesNotExistIsLeftOutOfAnAnswer() {
    serve(AB);
    request(CLUSTER, "", "x");
    assertThat(one().getResourcesCount()).isZero();
  }

  @Test
  void explicitWildcardCountsForAnyType() {
    serve(World.EMPTY.with(ENDPOINT, "a", "a1"));
    request(ENDPOINT, "", "*");
    ack(one(), "*");
    serve(World.EMPTY);
    assertThat(one().getResourcesCount()).isZero();
  }

  @Test
  void staleNonceIsIgnored() {
    serve(AB);
    request(CLUSTER, "");
    DiscoveryResponse first = one();
    serve(AB.with(CLUSTER, "a", "a2"));
    DiscoveryResponse second = one();
    nack(first, "too late");
    silence();
    assertThat(state(CLUSTER).rejections()).isEmpty();
    assertThat(state(CLUSTER).settled()).isFalse();
    ack(second);
    assertThat(state(CLUSTER).settled()).isTrue();
  }

  @Test
  void slowReaderGetsOnlyTheLatestState() {
    serve(AB);
    request(CLUSTER, "");
    ack(one());
    outlet.ready = false;
    for (int i = 0; i < 100; i++) {
      serve(AB.with(CLUSTER, "a", "a-" + i));
    }
    silence();
    outlet.ready = true;
    stream.ready();
    assertThat(contents(one())).containsExactly("a-99", "b1");
  }
}
