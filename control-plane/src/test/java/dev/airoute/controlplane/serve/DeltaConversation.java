package dev.airoute.controlplane.serve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One delta stream without a network: a script of requests, and what they are answered with. */
final class DeltaConversation {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  final FakeOutlet<DeltaDiscoveryResponse> outlet = new FakeOutlet<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final AdsStream<DeltaDiscoveryRequest, DeltaDiscoveryResponse> stream;
  private @Nullable Snapshot snapshot;
  private long generation;
  private boolean greeted;

  DeltaConversation() {
    stream = new AdsStream<>(
        1, Protocol.DELTA, outlet, null, new XdsMetrics(meters, List::of), () -> NOW);
  }

  DeltaConversation serve(World world) {
    snapshot = Snapshot.of(++generation, world.resources(), snapshot);
    stream.serve(snapshot);
    return this;
  }

  void request(DeltaDiscoveryRequest.Builder request) {
    if (!greeted) {
      greeted = true;
      request.setNode(Node.newBuilder().setId("node-1"));
    }
    stream.request(request.build());
  }

  void subscribe(String type, String... names) {
    request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(type)
        .addAllResourceNamesSubscribe(List.of(names)));
  }

  void unsubscribe(String type, String... names) {
    request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(type)
        .addAllResourceNamesUnsubscribe(List.of(names)));
  }

  void resume(String type, List<String> names, Map<String, String> versions) {
    request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(type)
        .addAllResourceNamesSubscribe(names)
        .putAllInitialResourceVersions(versions));
  }

  void ack(DeltaDiscoveryResponse response) {
    request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(response.getTypeUrl())
        .setResponseNonce(response.getNonce()));
  }

  void nack(DeltaDiscoveryResponse response, String words) {
    request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(response.getTypeUrl())
        .setResponseNonce(response.getNonce())
        .setErrorDetail(Status.newBuilder().setCode(13).setMessage(words)));
  }

  /** What was sent since the last look; not yet acknowledged. */
  List<DeltaDiscoveryResponse> sent() {
    return outlet.take();
  }

  /** The one response that was sent since the last look. */
  DeltaDiscoveryResponse one() {
    List<DeltaDiscoveryResponse> sent = sent();
    assertThat(sent).hasSize(1);
    return sent.getFirst();
  }

  /** As {@link #one}, acknowledged. */
  DeltaDiscoveryResponse accepted() {
    DeltaDiscoveryResponse response = one();
    ack(response);
    return response;
  }

  void silence() {
    assertThat(sent()).isEmpty();
  }

  ClientState state() {
    return stream.state().orElseThrow();
  }

  TypeState state(String type) {
    return requireNonNull(state().types().get(type));
  }

  static List<String> names(DeltaDiscoveryResponse response) {
    return response.getResourcesList().stream()
        .map(resource -> resource.getName())
        .toList();
  }
}
