package dev.airoute.extproc.stream;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpTrailers;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An Envoy that says what the test says, over an in-process channel. */
final class ScriptedEnvoy implements AutoCloseable {
  private final Server server;
  private final ManagedChannel channel;

  ScriptedEnvoy(Processor processor) throws IOException {
    String name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name)
        .directExecutor()
        .addService(processor.service())
        .build()
        .start();
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  Stream route() {
    return open(Map.of("x-airoute-stage", "route"));
  }

  Stream translate(String provider) {
    return open(Map.of("x-airoute-stage", "translate", "x-airoute-provider", provider));
  }

  Stream open(Map<String, String> metadata) {
    Metadata headers = new Metadata();
    metadata.forEach((name, value) ->
        headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    Stream stream = new Stream();
    ExternalProcessorGrpc.newStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .process(stream);
    return stream;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  /** One ext_proc stream. */
  static final class Stream
      implements ClientResponseObserver<ProcessingRequest, ProcessingResponse> {
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private @Nullable ClientCallStreamObserver<ProcessingRequest> requests;

    @Override
    public void beforeStart(ClientCallStreamObserver<ProcessingRequest> stream) {
      requests = stream;
    }

    @Override
    public void onNext(ProcessingResponse response) {
      events.add(response);
    }

    @Override
    public void onError(Throwable cause) {
      events.add(Status.fromThrowable(cause));
    }

    @Override
    public void onCompleted() {
      events.add(Status.OK);
    }

    Stream requestHeaders(Map<String, String> headers) {
      return send(ProcessingRequest.newBuilder().setRequestHeaders(headers(headers, false)));
    }

    Stream requestHeadersOnly(Map<String, String> headers) {
      return send(ProcessingRequest.newBuilder().setRequestHeaders(headers(headers, true)));
    }

    Stream requestBody(String body) {
      return requestBody(ByteString.copyFromUtf8(body));
    }

    Stream requestBody(ByteString body) {
      return send(ProcessingRequest.newBuilder()
          .setRequestBody(HttpBody.newBuilder().setBody(body).setEndOfStream(true)));
    }

    Stream responseHeaders(Map<String, String> headers) {
      return send(ProcessingRequest.newBuilder().setResponseHeaders(headers(headers, false)));
    }

    Stream responseHeadersOnly(Map<String, String> headers) {
      return send(ProcessingRequest.newBuilder().setResponseHeaders(headers(headers, true)));
    }

    Stream responseBody(String body, boolean end) {
      return send(ProcessingRequest.newBuilder()
          .setResponseBody(
              HttpBody.newBuilder().setBody(ByteString.copyFromUtf8(body)).setEndOfStream(end)));
    }

    Stream responseTrailers() {
      return send(
          ProcessingRequest.newBuilder().setResponseTrailers(HttpTrailers.getDefaultInstance()));
    }

    Stream send(ProcessingRequest.Builder message) {
      call().onNext(message.build());
      return this;
    }

    /** Envoy is done with the HTTP stream. */
    void halfClose() {
      call().onCompleted();
    }

    void cancel() {
      call().cancel("the client left", null);
    }

    /** The next message from the processor. */
    ProcessingResponse next() {
      Object event = event();
      if (event instanceof ProcessingResponse response) {
        return response;
      }
      throw new AssertionError("expected a message, the stream ended with " + event);
    }

    /** The status with which the processor ends the stream, now. */
    Status end() {
      Object event = event();
      if (event instanceof Status status) {
        return status;
      }
      throw new AssertionError("expected the end, got " + event);
    }

    /** Everything up to the end, which must be a good one. */
    List<ProcessingResponse> all() {
      List<ProcessingResponse> all = new ArrayList<>();
      Object event = event();
      while (event instanceof ProcessingResponse response) {
        all.add(response);
        event = event();
      }
      if (event instanceof Status status && !status.isOk()) {
        throw new StatusRuntimeException(status);
      }
      return all;
    }

    boolean silent() {
      return events.isEmpty();
    }

    private ClientCallStreamObserver<ProcessingRequest> call() {
      return Objects.requireNonNull(requests);
    }

    private Object event() {
      try {
        Object event = events.poll(10, TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError("nothing came within 10 s");
        }
        return event;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private static HttpHeaders headers(Map<String, String> headers, boolean end) {
      HeaderMap.Builder map = HeaderMap.newBuilder();
      headers.forEach((name, value) -> map.addHeaders(
          HeaderValue.newBuilder().setKey(name).setRawValue(ByteString.copyFromUtf8(value))));
      return HttpHeaders.newBuilder().setHeaders(map).setEndOfStream(end).build();
    }
  }
}
