package dev.airoute.controlplane.publish;

import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.LISTENER;
import static dev.airoute.controlplane.xds.TypeUrls.PROVIDER;
import static dev.airoute.controlplane.xds.TypeUrls.ROUTE_CONFIGURATION;
import static dev.airoute.controlplane.xds.TypeUrls.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.airoute.controlplane.serve.TestingDeltaClient;
import dev.airoute.controlplane.serve.World;
import dev.airoute.controlplane.serve.XdsServer;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publisher and server together, as an Envoy and an external processor see them. */
final class PublicationOverXdsTest {
  private static final World OLD = gateway("ns/p@1", "route-1");
  private static final World NEW = gateway("ns/p@2", "route-2");

  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private XdsServer server;
  private ManagedChannel channel;
  private Publisher publisher;
  private TestingDeltaClient envoy;
  private TestingDeltaClient processor;

  private static World gateway(String provider, String route) {
    World world = Gateways.provider(Gateways.BARE, provider, "none");
    return Gateways.rule(Gateways.routes(world, route), "ns/chat/smart", route, provider);
  }

  @BeforeEach
  void start() throws Exception {
    server = XdsServer.start(
        List.of(new InetSocketAddress("127.0.0.1", 0)),
        InstantSource.system(),
        new SimpleMeterRegistry());
    publisher = new Publisher(
        server, executor, InstantSource.system(), Publisher.ACK_DEADLINE, Duration.ZERO);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
        .usePlaintext()
        .build();
    envoy = TestingDeltaClient.connect(channel, "envoy", "envoy");
    processor = TestingDeltaClient.connect(channel, "xp", "ext-proc");
    publisher.publish(OLD.resources());
    for (String type : List.of(CLUSTER, LISTENER, ROUTE_CONFIGURATION)) {
      envoy.subscribe(type);
      envoy.accepted();
    }
    for (String type : List.of(PROVIDER, RULE)) {
      processor.subscribe(type);
      processor.accepted();
    }
    publisher.programmed().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    envoy.close();
    processor.close();
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    server.close();
    executor.shutdownNow();
  }

  private Stage stage() {
    return Objects.requireNonNull(publisher.status()).stage();
  }

  @Test
  void nothingIsChosenBeforeItIsThereAndNothingGoesBeforeItIsUnused() throws Exception {
    publisher.publish(NEW.resources());
    DeltaDiscoveryResponse clusters = envoy.next();
    assertThat(clusters.getTypeUrl()).isEqualTo(CLUSTER);
    DeltaDiscoveryResponse hops = envoy.next();
    assertThat(hops.getTypeUrl()).isEqualTo(LISTENER);
    assertThat(processor.quiet()).isTrue();

    envoy.ack(clusters);
    envoy.ack(hops);
    DeltaDiscoveryResponse routes = envoy.next();
    assertThat(routes.getTypeUrl()).isEqualTo(ROUTE_CONFIGURATION);
    assertThat(processor.quiet()).isTrue();

    envoy.ack(routes);
    assertThat(processor.accepted().getTypeUrl()).isEqualTo(PROVIDER);
    DeltaDiscoveryResponse rules = processor.next();
    assertThat(rules.getTypeUrl()).isEqualTo(RULE);
    assertThat(envoy.quiet()).isTrue();

    processor.ack(rules);
    assertThat(envoy.accepted().getTypeUrl()).isEqualTo(ROUTE_CONFIGURATION);
    assertThat(envoy.accepted().getRemovedResourcesList()).containsExactly("hop/ns/p@1");
    assertThat(envoy.accepted().getRemovedResourcesList())
        .containsExactly("hop/ns/p@1", "provider/ns/p@1");
    assertThat(processor.accepted().getRemovedResourcesList()).containsExactly("ns/p@1");
    await().until(() -> stage() == Stage.DONE);
  }

  @Test
  void refusedHopLeavesTheOldRuleInForce() throws Exception {
    publisher.publish(NEW.resources());
    DeltaDiscoveryResponse clusters = envoy.next();
    envoy.ack(envoy.next());
    envoy.nack(clusters, "one of them is bad");
    DeltaDiscoveryResponse hop = envoy.accepted();
    DeltaDiscoveryResponse provider = envoy.next();
    assertThat(hop.getResources(0).getName()).isEqualTo("hop/ns/p@2");
    envoy.nack(provider, "cannot do that");
    envoy.accepted();

    assertThat(processor.accepted().getTypeUrl()).isEqualTo(PROVIDER);
    await().until(() -> stage() == Stage.REMOVALS);
    assertThat(processor.quiet()).isTrue();
    Publication publication = Objects.requireNonNull(publisher.status());
    assertThat(publication.held()).containsExactly(new Ref(RULE, "ns/chat/smart"));
    assertThat(publication.rejections())
        .extracting(ClientRejection::resource, ClientRejection::words)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(
            new Ref(CLUSTER, "provider/ns/p@2"), "cannot do that"));
  }
}
