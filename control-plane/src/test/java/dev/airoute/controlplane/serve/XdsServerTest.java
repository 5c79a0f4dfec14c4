package dev.airoute.controlplane.serve;

import static dev.airoute.controlplane.serve.DeltaConversation.names;
import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.cluster.v3.ClusterDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server over real connections. */
final class XdsServerTest {
  private static final World AB = World.EMPTY.with(CLUSTER, "a", "a1").with(CLUSTER, "b", "b1");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private XdsServer server;
  private ManagedChannel channel;

  @TempDir
  Path directory;

  @BeforeEach
  void start() throws Exception {
    server = XdsServer.start(
        List.of(new InetSocketAddress("127.0.0.1", 0)), InstantSource.system(), meters);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
        .usePlaintext()
        .build();
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    server.close();
  }

  private TestingDeltaClient client(String node) {
    return TestingDeltaClient.connect(channel, node, "envoy");
  }

  private TypeState clusters(String node) {
    return server.clients().stream()
        .filter(client -> client.node().equals(node))
        .map(client -> client.types().get(CLUSTER))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void twoClientsAreServedEachAtItsOwnPace() throws Exception {
    server.set(AB.resources());
    try (TestingDeltaClient one = client("one");
        TestingDeltaClient two = client("two")) {
      assertThat(names(one.subscribe(CLUSTER).accepted())).containsExactly("a", "b");
      assertThat(names(two.subscribe(CLUSTER).next())).containsExactly("a", "b");

      long generation = server.set(AB.with(CLUSTER, "b", "b2").resources());
      assertThat(names(one.accepted())).containsExactly("b");
      assertThat(names(two.next())).containsExactly("b");
      await().until(() -> clusters("one").settled());
      assertThat(clusters("two").settled()).isFalse();
      assertThat(clusters("two").acknowledged()).isZero();
      assertThat(server.clients())
          .allSatisfy(client -> assertThat(client.generation()).isEqualTo(generation));
      assertThat(meters.get("airoute.xds.clients").tag("role", "envoy").gauge().value())
          .isEqualTo(2);
      assertThat(meters.counter("airoute.xds.responses", "type", "Cluster").count())
          .isEqualTo(4);
      assertThat(meters.counter("airoute.xds.acks", "type", "Cluster").count()).isEqualTo(2);
    }
    await().until(() -> server.clients().isEmpty());
  }

  @Test
  void oneClientsRejectionIsItsOwn() throws Exception {
    server.set(AB.resources());
    try (TestingDeltaClient good = client("good");
        TestingDeltaClient bad = client("bad")) {
      good.subscribe(CLUSTER, "a").accepted();
      bad.subscribe(CLUSTER, "a").nack(bad.next(), "I do not like it");
      assertThat(bad.quiet()).isTrue();
      await().until(() -> clusters("good").settled());
      assertThat(clusters("good").rejections()).isEmpty();
      assertThat(clusters("bad").rejections())
          .extracting(Rejection::words)
          .containsExactly("I do not like it");
      assertThat(meters.get("airoute.xds.rejected").gauge().value()).isEqualTo(1);
    }
  }

  @Test
  void reconnectWithTheRightVersionsGetsNothing() throws Exception {
    server.set(AB.resources());
    Map<String, String> versions = Map.of("a", World.version("a1"), "b", World.version("b1"));
    try (TestingDeltaClient client = client("one")) {
      assertThat(client.resume(CLUSTER, versions).quiet()).isTrue();
      assertThat(clusters("one").settled()).isTrue();
    }
  }

  @Test
  void listenersHearOfEveryChange() throws Exception {
    CompletableFuture<ClientState> rejected = new CompletableFuture<>();
    server.onChange(clients -> clients.stream()
        .filter(client ->
            client.types().values().stream().anyMatch(type -> !type.rejections().isEmpty()))
        .forEach(rejected::complete));
    server.set(World.EMPTY.with(RULE, "r", "1").resources());
    try (TestingDeltaClient client = TestingDeltaClient.connect(channel, "xp", "ext-proc")) {
      client.subscribe(RULE).nack(client.next(), "no");
      assertThat(rejected.get(10, TimeUnit.SECONDS).role()).isEqualTo(Role.EXT_PROC);
    }
  }

  @Test
  void slowReaderCostsBoundedMemoryAndGetsTheLatestState() throws Exception {
    server.set(World.EMPTY.resources());
    try (TestingDeltaClient slow = TestingDeltaClient.connectWithoutReading(channel, "slow");
        TestingDeltaClient probe = client("probe")) {
      slow.subscribe(CLUSTER);
      String padding = "x".repeat(200_000);
      long last = 0;
      for (int i = 0; i < 200; i++) {
        last = server.set(World.EMPTY.with(CLUSTER, "a", padding + i).resources());
      }
      long generation = last;
      await().until(() -> server.clients().stream().anyMatch(c -> c.generation() == generation));
      probe.subscribe(CLUSTER).accepted();
      double forProbe = 1;
      assertThat(meters.counter("airoute.xds.responses", "type", "Cluster").count() - forProbe)
          .as("responses made for a client that reads nothing")
          .isLessThanOrEqualTo(DeltaWatch.MAX_UNANSWERED);

      slow.read(1000);
      String newest = World.version(padding + 199);
      for (DeltaDiscoveryResponse response = slow.accepted();
          response.getResourcesCount() == 0
              || !response.getResources(0).getVersion().equals(newest);
          response = slow.accepted()) {
        assertThat(slow.unread()).isLessThanOrEqualTo(DeltaWatch.MAX_UNANSWERED);
      }
      await().until(() -> clusters("slow").settled());
    }
  }

  @Test
  void garbageEndsOnlyThatStream() throws Exception {
    server.set(AB.resources());
    try (TestingDeltaClient good = client("good")) {
      good.subscribe(CLUSTER).accepted();

      Status refusal = sendGarbage();
      assertThat(refusal.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(refusal.getDescription()).contains("not a discovery request");
      try (TestingDeltaClient nameless = client("")) {
        Status end = nameless.subscribe(CLUSTER).end();
        assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(end.getDescription()).contains("node.id");
      }

      server.set(AB.with(CLUSTER, "c", "c1").resources());
      assertThat(names(good.accepted())).containsExactly("c");
    }
  }

  private Status sendGarbage() throws Exception {
    MethodDescriptor.Marshaller<byte[]> bytes = new MethodDescriptor.Marshaller<>() {
      @Override
      public InputStream stream(byte[] value) {
        return new ByteArrayInputStream(value);
      }

      @Override
      public byte[] parse(InputStream stream) {
        return new byte[0];
      }
    };
    MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(bytes, bytes)
        .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
        .setFullMethodName(
            AggregatedDiscoveryServiceGrpc.getDeltaAggregatedResourcesMethod().getFullMethodName())
        .build();
    CompletableFuture<Status> end = new CompletableFuture<>();
    StreamObserver<byte[]> requests = ClientCalls.asyncBidiStreamingCall(
        channel.newCall(method, CallOptions.DEFAULT), ending(end));
    requests.onNext(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2, 3});
    return end.get(10, TimeUnit.SECONDS);
  }

  private static <T> StreamObserver<T> ending(CompletableFuture<Status> end) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {}

      @Override
      public void onError(Throwable cause) {
        end.complete(Status.fromThrowable(cause));
      }

      @Override
      public void onCompleted() {
        end.complete(Status.OK);
      }
    };
  }

  @Test
  void halfClosedStreamEndsWell() throws Exception {
    CompletableFuture<Status> end = new CompletableFuture<>();
    StreamObserver<DiscoveryRequest> requests = AggregatedDiscoveryServiceGrpc.newStub(channel)
        .streamAggregatedResources(XdsServerTest.<DiscoveryResponse>ending(end));
    requests.onNext(DiscoveryRequest.newBuilder()
        .setNode(Node.newBuilder().setId("sotw"))
        .setTypeUrl(CLUSTER)
        .build());
    await().until(() -> server.clients().size() == 1);
    requests.onCompleted();
    assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(Status.OK);
    await().until(() -> server.clients().isEmpty());
  }

  @Test
  void singleTypeServicesAreNotThere() {
    assertThatThrownBy(() -> ClusterDiscoveryServiceGrpc.newBlockingStub(channel)
            .fetchClusters(DiscoveryRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused ->
                assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
  }

  @Test
  void closeTellsClientsToGoElsewhere() throws Exception {
    try (TestingDeltaClient client = client("one")) {
      client.subscribe(CLUSTER);
      await().until(() -> server.clients().size() == 1);
      server.close();
      assertThat(client.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void listensOnAUnixSocketForItsOwnUserAndLeavesNoFile() throws Exception {
    Path path = directory.resolve("xds.sock");
    stale(path);
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    try (XdsServer unix = XdsServer.start(
        List.of(UnixDomainSocketAddress.of(path)), InstantSource.system(), meters)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      unix.set(AB.resources());
      ManagedChannel overUnix = NettyChannelBuilder.forAddress(
              new DomainSocketAddress(path.toFile()))
          .channelType(EpollDomainSocketChannel.class)
          .eventLoopGroup(loops)
          .usePlaintext()
          .build();
      try (TestingDeltaClient client = TestingDeltaClient.connect(overUnix, "one", "envoy")) {
        assertThat(names(client.subscribe(CLUSTER).accepted())).containsExactly("a", "b");
      } finally {
        overUnix.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
      }
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
    assertThat(path).doesNotExist();
  }

  /** What a killed process leaves behind. */
  private static void stale(Path path) throws Exception {
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
  }

  @Test
  void neverTakesASocketFromAnotherServer() throws Exception {
    List<UnixDomainSocketAddress> address =
        List.of(UnixDomainSocketAddress.of(directory.resolve("xds.sock")));
    try (XdsServer first = XdsServer.start(address, InstantSource.system(), meters)) {
      assertThatThrownBy(() -> XdsServer.start(address, InstantSource.system(), meters))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("another process listens");
      assertThat(first.clients()).isEmpty();
      assertThat(address.getFirst().getPath()).exists();
    }
  }

  @Test
  void neverReplacesAFileThatIsNotASocket() throws Exception {
    Path path = Files.writeString(directory.resolve("precious"), "data");
    assertThatThrownBy(() -> XdsServer.start(
            List.of(UnixDomainSocketAddress.of(path)), InstantSource.system(), meters))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("is not a socket");
    assertThat(path).hasContent("data");
  }
}
