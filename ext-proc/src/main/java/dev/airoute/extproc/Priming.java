package dev.airoute.extproc;

import com.google.protobuf.ByteString;
import dev.airoute.config.v1.Access;
import dev.airoute.config.v1.Backend;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.Provider;
import dev.airoute.config.v1.Rule;
import dev.airoute.extproc.config.CurrentSnapshot;
import dev.airoute.extproc.config.Snapshot;
import dev.airoute.extproc.stream.Exchanges;
import dev.airoute.extproc.stream.Processor;
import dev.airoute.extproc.stream.StreamStatistics;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one made-up request through both stages, over a socket of its own, before anybody can reach the real one: the
 * first message of Envoy costs some 400 ms of class loading, and no user shall wait for that.
 */
final class Priming {
  private static final Logger log = LoggerFactory.getLogger(Priming.class);
  private static final int MOST_BYTES = 1 << 20;
  private static final String ID = "x-airoute-request-id";
  private static final String BODY =
      "{\"model\":\"prime\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final Provider PROVIDER = Provider.newBuilder()
      .setName("priming/echo@0")
      .setProviderName("priming/echo")
      .setType("Echo")
      .setDialect(Dialect.ECHO)
      .build();
  private static final Rule RULE = Rule.newBuilder()
      .setName("priming/prime/prime")
      .setAccess(Access.ANONYMOUS)
      .addModels("prime")
      .addBackends(
          Backend.newBuilder().setProvider(PROVIDER.getName()).setWeight(1).setCluster("none"))
      .setEnvoyRoute("none")
      .setEnvoyRouteWhole("none")
      .build();

  private final Transport transport;
  private final SocketFile socket;

  private Priming(Transport transport, SocketFile socket) {
    this.transport = transport;
    this.socket = socket;
  }

  /** Failing to prime costs only time later; a socket that cannot be made is worth failing for. */
  static void run(Transport transport, SocketFile socket) throws IOException {
    socket.removeStale();
    new Priming(transport, socket).run();
  }

  private void run() throws IOException {
    CurrentSnapshot snapshots = new CurrentSnapshot();
    snapshots.publish(Snapshot.of(List.of(PROVIDER), List.of(), List.of(RULE)));
    Exchanges exchanges = new Exchanges(1, Duration.ofMinutes(1));
    Processor processor =
        Processor.create(snapshots, exchanges, MOST_BYTES, Runnable::run, new StreamStatistics());
    Server server = transport
        .server(socket.path(), MOST_BYTES)
        .addService(processor.service())
        .build()
        .start();
    ManagedChannel channel = transport.channel(new Address.Unix(socket.path()));
    try {
      List<ProcessingResponse> routed = send(channel, Map.of("x-airoute-stage", "route"), Map.of());
      Map<String, String> metadata =
          Map.of("x-airoute-stage", "translate", "x-airoute-provider", PROVIDER.getName());
      List<ProcessingResponse> answered =
          send(channel, metadata, Map.of(ID, id(routed.getFirst())));
      log.debug("primed status={}", answered.getLast().getImmediateResponse().getStatus());
    } catch (CompletionException e) {
      log.warn("not primed cause=\"{}\"", e.getMessage());
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
      socket.remove();
    }
  }

  private static List<ProcessingResponse> send(
      ManagedChannel channel, Map<String, String> metadata, Map<String, String> more) {
    Metadata stage = new Metadata();
    metadata.forEach(
        (name, value) -> stage.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    Collector answers = new Collector();
    StreamObserver<ProcessingRequest> requests = ExternalProcessorGrpc.newStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(stage))
        .process(answers);
    requests.onNext(headers(more));
    requests.onNext(ProcessingRequest.newBuilder()
        .setRequestBody(
            HttpBody.newBuilder().setBody(ByteString.copyFromUtf8(BODY)).setEndOfStream(true))
        .build());
    return answers.all.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static ProcessingRequest headers(Map<String, String> more) {
    HeaderMap.Builder headers = HeaderMap.newBuilder();
    Map.of(":method", "POST", ":path", "/v1/chat/completions", "content-type", "application/json")
        .forEach((name, value) -> headers.addHeaders(header(name, value)));
    more.forEach((name, value) -> headers.addHeaders(header(name, value)));
    return ProcessingRequest.newBuilder()
        .setRequestHeaders(HttpHeaders.newBuilder().setHeaders(headers))
        .build();
  }

  private static HeaderValue.Builder header(String name, String value) {
    return HeaderValue.newBuilder().setKey(name).setRawValue(ByteString.copyFromUtf8(value));
  }

  private static String id(ProcessingResponse headers) {
    return headers
        .getRequestHeaders()
        .getResponse()
        .getHeaderMutation()
        .getSetHeaders(0)
        .getHeader()
        .getRawValue()
        .toStringUtf8();
  }

  /** All messages of one stream. */
  private static final class Collector implements StreamObserver<ProcessingResponse> {
    private final CompletableFuture<List<ProcessingResponse>> all = new CompletableFuture<>();
    private final List<ProcessingResponse> some = new ArrayList<>();

    @Override
    public void onNext(ProcessingResponse response) {
      some.add(response);
    }

    @Override
    public void onError(Throwable cause) {
      all.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {
      all.complete(some);
    }
  }
}
