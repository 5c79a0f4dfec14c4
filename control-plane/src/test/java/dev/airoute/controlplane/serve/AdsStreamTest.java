package dev.airoute.controlplane.serve;

import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.RULE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.BuildVersion;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.type.v3.SemanticVersion;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

/** Who is at the other end, and requests that make no sense. */
final class AdsStreamTest {
  private final DeltaConversation client = new DeltaConversation();

  @Test
  void nodeIsTakenFromTheFirstRequestOnly() {
    Node node = Node.newBuilder()
        .setId("gw-1")
        .setCluster("airoute")
        .setUserAgentName("envoy")
        .setUserAgentBuildVersion(BuildVersion.newBuilder()
            .setVersion(SemanticVersion.newBuilder().setMajorNumber(1).setMinorNumber(40)))
        .build();
    client.stream.request(
        DeltaDiscoveryRequest.newBuilder().setNode(node).setTypeUrl(CLUSTER).build());
    client.stream.request(DeltaDiscoveryRequest.newBuilder().setTypeUrl(RULE).build());

    ClientState state = client.state();
    assertThat(state.node()).isEqualTo("gw-1");
    assertThat(state.cluster()).isEqualTo("airoute");
    assertThat(state.userAgent()).isEqualTo("envoy 1.40.0");
    assertThat(state.since()).isEqualTo(DeltaConversation.NOW);
    assertThat(state.types()).containsOnlyKeys(CLUSTER, RULE);
  }

  @Test
  void roleIsDeclaredOrFollowsFromTheTypes() {
    client.subscribe(CLUSTER);
    assertThat(client.state().role()).isEqualTo(Role.ENVOY);
    client.subscribe(RULE);
    assertThat(client.state().role()).isEqualTo(Role.EXT_PROC);

    assertThat(declared("ext-proc", CLUSTER)).isEqualTo(Role.EXT_PROC);
    assertThat(declared("envoy", RULE)).isEqualTo(Role.ENVOY);
    assertThat(declared("something else", RULE)).isEqualTo(Role.EXT_PROC);
  }

  private static Role declared(String role, String type) {
    DeltaConversation client = new DeltaConversation();
    client.stream.request(DeltaDiscoveryRequest.newBuilder()
        .setNode(Node.newBuilder()
            .setId("n")
            .setMetadata(Struct.newBuilder()
                .putFields("role", Value.newBuilder().setStringValue(role).build())))
        .setTypeUrl(type)
        .build());
    return client.state().role();
  }

  @Test
  void firstRequestMustSayWhoAsks() {
    client.stream.request(DeltaDiscoveryRequest.newBuilder().setTypeUrl(CLUSTER).build());
    assertEnded(Status.Code.INVALID_ARGUMENT, "node.id");
  }

  @Test
  void typeUrlMustNameAType() {
    client.subscribe("");
    assertEnded(Status.Code.INVALID_ARGUMENT, "type_url");
  }

  @Test
  void numberOfTypesIsBounded() {
    for (int i = 0; i < 64; i++) {
      client.subscribe("example/Type" + i);
    }
    assertThat(client.outlet.end).isNull();
    client.subscribe("example/OneTooMany");
    assertEnded(Status.Code.RESOURCE_EXHAUSTED, "64");
  }

  @Test
  void endedStreamIsNobodyAndSaysNothing() {
    client.serve(World.EMPTY.with(CLUSTER, "a", "1")).subscribe(CLUSTER);
    client.accepted();
    client.stream.end(Status.UNAVAILABLE);
    client.serve(World.EMPTY.with(CLUSTER, "a", "2"));
    client.subscribe(CLUSTER, "b");
    client.stream.ready();
    client.silence();
    assertThat(client.stream.state()).isEmpty();
  }

  private void assertEnded(Status.Code code, String words) {
    Status end = requireNonNull(client.outlet.end);
    assertThat(end.getCode()).isEqualTo(code);
    assertThat(end.getDescription()).contains(words);
    assertThat(client.stream.state()).isEmpty();
  }
}
