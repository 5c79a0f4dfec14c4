package dev.airoute.controlplane.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A delta client over real gRPC that does exactly what the test tells it to, and nothing else. */
public final class TestingDeltaClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final BlockingQueue<DeltaDiscoveryResponse> responses = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final Node node;
  private @Nullable ClientCallStreamObserver<DeltaDiscoveryRequest> call;
  private boolean greeted;

  private TestingDeltaClient(String node, String role) {
    this.node = Node.newBuilder()
        .setId(node)
        .setMetadata(Struct.newBuilder()
            .putFields("role", Value.newBuilder().setStringValue(role).build()))
        .build();
  }

  public static TestingDeltaClient connect(Channel channel, String node, String role) {
    TestingDeltaClient client = new TestingDeltaClient(node, role);
    client.start(channel, true);
    return client;
  }

  /** Reads nothing until {@link #read}. */
  static TestingDeltaClient connectWithoutReading(Channel channel, String node) {
    TestingDeltaClient client = new TestingDeltaClient(node, "envoy");
    client.start(channel, false);
    return client;
  }

  private void start(Channel channel, boolean reading) {
    AggregatedDiscoveryServiceGrpc.newStub(channel)
        .deltaAggregatedResources(
            new ClientResponseObserver<DeltaDiscoveryRequest, DeltaDiscoveryResponse>() {
              @Override
              public void beforeStart(ClientCallStreamObserver<DeltaDiscoveryRequest> started) {
                call = started;
                if (!reading) {
                  started.disableAutoRequestWithInitial(0);
                }
              }

              @Override
              public void onNext(DeltaDiscoveryResponse response) {
                responses.add(response);
              }

              @Override
              public void onError(Throwable cause) {
                end.complete(Status.fromThrowable(cause));
              }

              @Override
              public void onCompleted() {
                end.complete(Status.OK);
              }
            });
  }

  private ClientCallStreamObserver<DeltaDiscoveryRequest> call() {
    return java.util.Objects.requireNonNull(call);
  }

  void read(int count) {
    call().request(count);
  }

  public TestingDeltaClient subscribe(String type, String... names) {
    return request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(type)
        .addAllResourceNamesSubscribe(List.of(names)));
  }

  TestingDeltaClient resume(String type, Map<String, String> versions) {
    return request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(type)
        .putAllInitialResourceVersions(versions));
  }

  TestingDeltaClient request(DeltaDiscoveryRequest.Builder request) {
    if (!greeted) {
      greeted = true;
      request.setNode(node);
    }
    call().onNext(request.build());
    return this;
  }

  public void ack(DeltaDiscoveryResponse response) {
    request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(response.getTypeUrl())
        .setResponseNonce(response.getNonce()));
  }

  public void nack(DeltaDiscoveryResponse response, String words) {
    request(DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(response.getTypeUrl())
        .setResponseNonce(response.getNonce())
        .setErrorDetail(com.google.rpc.Status.newBuilder().setMessage(words)));
  }

  public DeltaDiscoveryResponse next() throws InterruptedException {
    DeltaDiscoveryResponse response = responses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(response).as("a response").isNotNull();
    return java.util.Objects.requireNonNull(response);
  }

  public DeltaDiscoveryResponse accepted() throws InterruptedException {
    DeltaDiscoveryResponse response = next();
    ack(response);
    return response;
  }

  /** True when nothing is on its way: an answer to a fresh question overtakes nothing that was sent before. */
  public boolean quiet() throws InterruptedException {
    String probe = "example.probe/" + java.util.UUID.randomUUID();
    subscribe(probe, "probe");
    return accepted().getTypeUrl().equals(probe);
  }

  Status end() throws Exception {
    return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  int unread() {
    return responses.size();
  }

  @Override
  public void close() {
    call().cancel("the test is over", null);
  }
}
