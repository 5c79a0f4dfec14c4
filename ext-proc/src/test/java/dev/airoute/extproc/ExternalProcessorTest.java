package dev.airoute.extproc;

import static dev.airoute.extproc.config.TestingResources.backend;
import static dev.airoute.extproc.config.TestingResources.consumer;
import static dev.airoute.extproc.config.TestingResources.provider;
import static dev.airoute.extproc.config.TestingResources.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.UInt32Value;
import dev.airoute.config.v1.Access;
import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.config.ResourceType;
import dev.airoute.extproc.config.ScriptedControlPlane;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.RequestMethod;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPRequestProperties;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPResponseProperties;
import io.envoyproxy.envoy.service.accesslog.v3.AccessLogServiceGrpc;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ImmediateResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole process over its real socket, between a scripted control plane and a scripted Envoy. */
class ExternalProcessorTest {
  @TempDir
  Path folder;

  private final ScriptedControlPlane plane = new ScriptedControlPlane();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Transport envoy = new Transport(1);
  private Server planeServer;
  private ExternalProcessor processor;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    planeServer = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
        .addService(plane)
        .build()
        .start();
    processor = ExternalProcessor.start(options());
    channel = envoy.channel(new Address.Unix(socket()));
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    processor.close();
    planeServer.shutdownNow();
    envoy.close();
  }

  @Test
  void servesOneRequestFromTheDoorToTheAccessLog() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("waiting for: configuration\n");
    configure();
    assertThat(get("/readyz").body()).isEqualTo("ready\n");

    Stream route = new Stream(Map.of("x-airoute-stage", "route"));
    String id = header(route.headers("x-api-key", "key-alice"), "x-airoute-request-id");
    ProcessingResponse routed = route.body(
        "{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}");
    assertThat(routed.getRequestBody().getResponse().getClearRouteCache()).isTrue();
    Stream hop =
        new Stream(Map.of("x-airoute-stage", "translate", "x-airoute-provider", "default/echo@1"));
    hop.headers("x-airoute-request-id", id, "x-envoy-attempt-count", "1");
    ImmediateResponse answer = hop.body(
            "{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}")
        .getImmediateResponse();
    assertThat(answer.getStatus().getCodeValue()).isEqualTo(200);
    assertThat(answer.getBody().toStringUtf8()).contains("Hello there");
    log(id);

    await()
        .untilAsserted(() -> assertThat(Files.readString(folder.resolve("access.log")))
            .endsWith("\n")
            .contains(
                "\"request_id\":\"" + id + "\"",
                "\"consumer\":\"default/alice\"",
                "\"provider\":\"default/echo\"",
                "\"model\":\"echo\"",
                "\"status\":200"));
    assertThat(get("/metrics").body())
        .contains(
            "airoute_requests_total{dialect=\"openai_chat\",rule=\"default/r/echo\",status=\"200\"} 1.0")
        .contains("airoute_exchanges 0.0")
        .contains("airoute_config_connected 1.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void tellsTheControlPlaneWhoItIs() throws Exception {
    DeltaDiscoveryRequest first = plane.connection().request();

    assertThat(first.getNode().getId()).isEqualTo("node-7");
    assertThat(first.getNode().getMetadata().getFieldsOrThrow("role").getStringValue())
        .isEqualTo("ext-proc");
  }

  @Test
  void leavesNothingBehind() {
    assertThat(socket()).exists();
    assertThat(socket().resolveSibling("ext-proc.sock.priming")).doesNotExist();

    processor.close();

    assertThat(socket()).doesNotExist();
    assertThatThrownBy(() -> get("/healthz")).isInstanceOf(IOException.class);
  }

  @Test
  void replacesAStaleSocketButNotALiveOneOrAFile() throws Exception {
    assertThatThrownBy(() -> ExternalProcessor.start(options()))
        .hasMessageContaining("another process listens there");
    processor.close();
    Files.writeString(socket(), "a file");
    assertThatThrownBy(() -> ExternalProcessor.start(options()))
        .hasMessageContaining("is not a socket");
    Files.delete(socket());
    try (var abandoned = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      abandoned.bind(UnixDomainSocketAddress.of(socket()));
    }
    assertThat(socket()).as("closing does not remove the file").exists();

    processor = ExternalProcessor.start(options());

    assertThat(new SocketFile(socket()).path()).exists();
  }

  private Options options() {
    Options options = new Options();
    new CommandLine(new Command(options))
        .parseArgs(
            "--socket",
            socket().toString(),
            "--xds",
            "127.0.0.1:" + planeServer.getPort(),
            "--node-id",
            "node-7",
            "--metrics-address",
            "127.0.0.1:0",
            "--access-log",
            folder.resolve("access.log").toString(),
            "--drain-seconds",
            "1");
    return options;
  }

  private Path socket() {
    return folder.resolve("ext-proc.sock");
  }

  private void configure() throws InterruptedException {
    ScriptedControlPlane.Connection connection = plane.connection();
    for (int i = 0; i < ResourceType.values().length; i++) {
      connection.request();
    }
    connection.send(ResourceType.PROVIDER, "1", provider("default/echo@1", Dialect.ECHO));
    connection.send(ResourceType.CONSUMER, "2", consumer("default/alice", "key-alice"));
    connection.send(
        ResourceType.RULE,
        "3",
        rule("default/r/echo", "echo")
            .setBackends(0, backend("default/echo@1", 1, 0))
            .setAccess(Access.CONSUMERS)
            .build());
    for (int i = 0; i < ResourceType.values().length; i++) {
      assertThat(connection.request().hasErrorDetail()).isFalse();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + processor.metricsAddress().getPort() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void log(String id) {
    StreamObserver<StreamAccessLogsMessage> log = AccessLogServiceGrpc.newStub(channel)
        .streamAccessLogs(new Queue<StreamAccessLogsResponse>());
    HTTPAccessLogEntry entry = HTTPAccessLogEntry.newBuilder()
        .setRequest(HTTPRequestProperties.newBuilder()
            .setRequestMethod(RequestMethod.POST)
            .setPath("/v1/chat/completions")
            .putRequestHeaders("x-airoute-request-id", id))
        .setResponse(HTTPResponseProperties.newBuilder().setResponseCode(UInt32Value.of(200)))
        .build();
    log.onNext(StreamAccessLogsMessage.newBuilder()
        .setIdentifier(StreamAccessLogsMessage.Identifier.newBuilder().setLogName("request"))
        .setHttpLogs(StreamAccessLogsMessage.HTTPAccessLogEntries.newBuilder().addLogEntry(entry))
        .build());
  }

  private static String header(ProcessingResponse response, String name) {
    return response
        .getRequestHeaders()
        .getResponse()
        .getHeaderMutation()
        .getSetHeadersList()
        .stream()
        .map(option -> option.getHeader())
        .filter(header -> header.getKey().equals(name))
        .map(header -> header.getRawValue().toStringUtf8())
        .findFirst()
        .orElseThrow();
  }

  @CommandLine.Command
  private record Command(@CommandLine.Mixin Options options) {}

  /** One ext_proc stream of Envoy's. */
  private final class Stream {
    private final Queue<ProcessingResponse> responses = new Queue<>();
    private final StreamObserver<ProcessingRequest> requests;

    Stream(Map<String, String> metadata) {
      Metadata stage = new Metadata();
      metadata.forEach((name, value) ->
          stage.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
      requests = ExternalProcessorGrpc.newStub(channel)
          .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(stage))
          .process(responses);
    }

    ProcessingResponse headers(String... more) throws InterruptedException {
      HeaderMap.Builder headers = HeaderMap.newBuilder();
      List<String> all = List.of(
          ":method",
          "POST",
          ":path",
          "/v1/chat/completions",
          ":authority",
          "ai.test",
          "content-type",
          "application/json");
      for (List<String> some : List.of(all, List.of(more))) {
        for (int i = 0; i < some.size(); i += 2) {
          headers.addHeaders(HeaderValue.newBuilder()
              .setKey(some.get(i))
              .setRawValue(ByteString.copyFromUtf8(some.get(i + 1))));
        }
      }
      requests.onNext(ProcessingRequest.newBuilder()
          .setRequestHeaders(HttpHeaders.newBuilder().setHeaders(headers))
          .build());
      return responses.next();
    }

    ProcessingResponse body(String body) throws InterruptedException {
      requests.onNext(ProcessingRequest.newBuilder()
          .setRequestBody(
              HttpBody.newBuilder().setBody(ByteString.copyFromUtf8(body)).setEndOfStream(true))
          .build());
      return responses.next();
    }
  }

  /** Messages as they come. */
  private static final class Queue<T> implements StreamObserver<T> {
    private final BlockingQueue<T> messages = new LinkedBlockingQueue<>();

    T next() throws InterruptedException {
      T message = messages.poll(10, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came within 10 s");
      }
      return message;
    }

    @Override
    public void onNext(T message) {
      messages.add(message);
    }

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }
}
