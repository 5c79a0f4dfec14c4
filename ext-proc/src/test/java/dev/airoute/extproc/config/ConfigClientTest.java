package dev.airoute.extproc.config;

import static dev.airoute.extproc.config.TestingResources.consumer;
import static dev.airoute.extproc.config.TestingResources.provider;
import static dev.airoute.extproc.config.TestingResources.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.config.ScriptedControlPlane.Connection;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigClientTest {
  private static final Node NODE = Node.newBuilder()
      .setId("ext-proc-1")
      .setMetadata(Struct.newBuilder()
          .putFields("role", Value.newBuilder().setStringValue("ext-proc").build()))
      .build();

  private final ScriptedControlPlane plane = new ScriptedControlPlane();
  private final CurrentSnapshot current = new CurrentSnapshot();
  private final ConfigStatistics statistics = new ConfigStatistics();
  private final String name = InProcessServerBuilder.generateName();
  private Server server;
  private ConfigClient client;

  @BeforeEach
  void start() throws Exception {
    server = InProcessServerBuilder.forName(name).addService(plane).build().start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random(1));
    client = new ConfigClient(channel, NODE, backoff, current, statistics);
    client.start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.shutdownNow();
  }

  @Test
  void subscribesToEveryTypeProvidersFirst() throws Exception {
    Connection connection = plane.connection();

    List<DeltaDiscoveryRequest> requests = requests(connection);

    assertThat(requests)
        .extracting(DeltaDiscoveryRequest::getTypeUrl)
        .containsExactly(
            ResourceType.PROVIDER.url(), ResourceType.CONSUMER.url(), ResourceType.RULE.url());
    assertThat(requests.getFirst().getNode()).isEqualTo(NODE);
    assertThat(requests).allSatisfy(request -> {
      assertThat(request.getResourceNamesSubscribeList()).isEmpty();
      assertThat(request.getInitialResourceVersionsMap()).isEmpty();
    });
  }

  @Test
  void publishesWhenEveryTypeHasComeAndAcknowledges() throws Exception {
    Connection connection = plane.connection();
    requests(connection);

    connection.send(ResourceType.PROVIDER, "n1", provider("default/p@1", Dialect.OPENAI_CHAT));
    assertAcknowledged(connection, "n1", ResourceType.PROVIDER);
    connection.send(ResourceType.CONSUMER, "n2");
    assertAcknowledged(connection, "n2", ResourceType.CONSUMER);
    assertThat(current.get()).isNull();
    connection.send(ResourceType.RULE, "n3", rule("r", "m").build());
    assertAcknowledged(connection, "n3", ResourceType.RULE);

    assertThat(serves("m")).as("acknowledged means that it serves").isTrue();
    assertThat(statistics.snapshots()).isEqualTo(1);
    assertThat(statistics.rules()).isEqualTo(1);
    assertThat(statistics.accepted(ResourceType.RULE)).isEqualTo(1);
  }

  @Test
  void takesChangesAndRemovals() throws Exception {
    Connection connection = loaded();

    connection.send(ResourceType.RULE, "n4", rule("s", "second").build());
    connection.request();
    connection.send(DeltaDiscoveryResponse.newBuilder()
        .setTypeUrl(ResourceType.RULE.url())
        .setNonce("n5")
        .addRemovedResources("r")
        .build());
    connection.request();

    assertThat(serves("second")).isTrue();
    assertThat(serves("m")).isFalse();
  }

  @Test
  void refusesInWordsAndKeepsTheLastGood() throws Exception {
    Connection connection = loaded();

    connection.send(ResourceType.RULE, "n4", rule("r").build());

    DeltaDiscoveryRequest refusal = connection.request();
    assertThat(refusal.getResponseNonce()).isEqualTo("n4");
    assertThat(refusal.getErrorDetail().getMessage()).isEqualTo("r: it names no model");
    assertThat(serves("m")).isTrue();
    assertThat(statistics.rejected(ResourceType.RULE)).isEqualTo(1);
    connection.send(ResourceType.RULE, "n5", rule("r", "better").build());
    assertAcknowledged(connection, "n5", ResourceType.RULE);
    assertThat(serves("better")).isTrue();
  }

  @Test
  void refusesTypesItDidNotAskFor() throws Exception {
    Connection connection = loaded();

    connection.send(DeltaDiscoveryResponse.newBuilder()
        .setTypeUrl("type.test/Other")
        .setNonce("n4")
        .build());

    assertThat(connection.request().getErrorDetail().getMessage())
        .isEqualTo("type type.test/Other was not asked for");
  }

  @Test
  void reconnectsWithTheVersionsItHoldsAndServesMeanwhile() throws Exception {
    Connection first = loaded();

    first.fail();
    Connection second = plane.connection();

    List<DeltaDiscoveryRequest> requests = requests(second);
    assertThat(requests.getFirst().getNode()).isEqualTo(NODE);
    assertThat(requests.get(0).getInitialResourceVersionsMap())
        .isEqualTo(Map.of("default/p@1", "v-n1"));
    assertThat(requests.get(1).getInitialResourceVersionsMap())
        .isEqualTo(Map.of("default/alice", "v-n2"));
    assertThat(requests.get(2).getInitialResourceVersionsMap()).isEqualTo(Map.of("r", "v-n3"));
    assertThat(serves("m")).isTrue();
    second.send(ResourceType.RULE, "n9", rule("r", "changed").build());
    assertAcknowledged(second, "n9", ResourceType.RULE);
    assertThat(serves("changed")).isTrue();
  }

  @Test
  void reconnectsWhenTheStreamIsEnded() throws Exception {
    loaded().end();

    assertThat(requests(plane.connection())).hasSize(3);
    assertThat(serves("m")).isTrue();
  }

  @Test
  void servesWhileTheControlPlaneIsAwayAndFindsItAgain() throws Exception {
    loaded();

    server.shutdownNow().awaitTermination();
    await().untilAsserted(() -> assertThat(statistics.connected()).isFalse());
    assertThat(serves("m")).isTrue();
    server = InProcessServerBuilder.forName(name).addService(plane).build().start();

    assertThat(requests(plane.connection()).get(2).getInitialResourceVersionsMap())
        .isEqualTo(Map.of("r", "v-n3"));
    assertThat(statistics.snapshots()).isEqualTo(1);
  }

  private Connection loaded() throws InterruptedException {
    Connection connection = plane.connection();
    requests(connection);
    connection.send(ResourceType.PROVIDER, "n1", provider("default/p@1", Dialect.OPENAI_CHAT));
    connection.send(ResourceType.CONSUMER, "n2", consumer("default/alice", "key"));
    connection.send(ResourceType.RULE, "n3", rule("r", "m").build());
    for (String nonce : List.of("n1", "n2", "n3")) {
      assertThat(connection.request().getResponseNonce()).isEqualTo(nonce);
    }
    return connection;
  }

  private boolean serves(String model) {
    Snapshot snapshot = current.get();
    return snapshot != null && snapshot.host("h").match(model, Map.of()) != null;
  }

  private static List<DeltaDiscoveryRequest> requests(Connection connection)
      throws InterruptedException {
    List<DeltaDiscoveryRequest> requests = new ArrayList<>();
    for (int i = 0; i < ResourceType.values().length; i++) {
      requests.add(connection.request());
    }
    return requests;
  }

  private static void assertAcknowledged(Connection connection, String nonce, ResourceType type)
      throws InterruptedException {
    assertThat(connection.request())
        .isEqualTo(DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(type.url())
            .setResponseNonce(nonce)
            .build());
  }
}
