package dev.airoute.extproc.config;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A control plane that says what the test says and keeps what it is told. */
public final class ScriptedControlPlane
    extends AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase {
  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();

  /** One stream of the client. */
  public static final class Connection {
    private final StreamObserver<DeltaDiscoveryResponse> responses;
    private final BlockingQueue<DeltaDiscoveryRequest> requests = new LinkedBlockingQueue<>();

    Connection(StreamObserver<DeltaDiscoveryResponse> responses) {
      this.responses = responses;
    }

    public DeltaDiscoveryRequest request() throws InterruptedException {
      return await(requests);
    }

    public void send(ResourceType type, String nonce, Message... resources) {
      DeltaDiscoveryResponse.Builder response =
          DeltaDiscoveryResponse.newBuilder().setTypeUrl(type.url()).setNonce(nonce);
      List.of(resources)
          .forEach(each -> response.addResources(TestingResources.resource(each, "v-" + nonce)));
      send(response.build());
    }

    void send(DeltaDiscoveryResponse response) {
      responses.onNext(response);
    }

    void fail() {
      responses.onError(
          Status.UNAVAILABLE.withDescription("control plane restarts").asException());
    }

    void end() {
      responses.onCompleted();
    }
  }

  public Connection connection() throws InterruptedException {
    return await(connections);
  }

  @Override
  public StreamObserver<DeltaDiscoveryRequest> deltaAggregatedResources(
      StreamObserver<DeltaDiscoveryResponse> responses) {
    Connection connection = new Connection(responses);
    connections.add(connection);
    return new StreamObserver<>() {
      @Override
      public void onNext(DeltaDiscoveryRequest request) {
        connection.requests.add(request);
      }

      @Override
      public void onError(Throwable cause) {}

      @Override
      public void onCompleted() {}
    };
  }

  private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
    return Optional.ofNullable(queue.poll(10, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nothing came within 10 s"));
  }
}
