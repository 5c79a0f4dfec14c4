package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.publish.ClientRejection;
import dev.airoute.controlplane.publish.Publication;
import dev.airoute.controlplane.publish.Ref;
import dev.airoute.controlplane.publish.Stage;
import dev.airoute.controlplane.serve.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ChangeReportTest {
  private static final Ref CLUSTER =
      new Ref("type.googleapis.com/envoy.config.cluster.v3.Cluster", "default/openai");
  private static final Ref ROUTE =
      new Ref("type.googleapis.com/envoy.config.route.v3.RouteConfiguration", "routes");

  private final List<String> lines = new ArrayList<>();
  private final ChangeReport report = new ChangeReport(lines::add);

  @Test
  void saysEachChangeOnceWhenItIsInService() {
    report.update(publication("1", false));
    report.update(publication("1", true));
    assertThat(lines).as("the start is no change").isEmpty();
    report.update(publication("2", false));
    assertThat(lines).isEmpty();
    report.update(publication("2", true));
    report.update(publication("2", true));
    assertThat(lines).containsExactly("The change is in service.");
    report.update(publication("1", true));
    assertThat(lines).hasSize(2);
  }

  @Test
  void saysWhatOfAChangeIsRefusedAndWhy() {
    report.update(publication("1", true));
    report.update(
        publication("2", true, List.of(refusal("no such\n  host")), List.of(CLUSTER, ROUTE)));
    report.update(
        publication("2", true, List.of(refusal("no such\n  host")), List.of(CLUSTER, ROUTE)));
    assertThat(lines)
        .containsExactly("The change is in service except:"
            + " Cluster default/openai (envoy refuses it: no such host);"
            + " RouteConfiguration routes (needs what is refused)");
    report.update(publication("3", true));
    assertThat(lines).hasSize(2).last().isEqualTo("The change is in service.");
  }

  @Test
  void saysWhatIsRefusedAtTheStart() {
    report.update(publication("1", true, List.of(refusal("bad")), List.of()));
    assertThat(lines)
        .containsExactly(
            "Everything is in service except: Cluster default/openai (envoy refuses it: bad)");
  }

  private static ClientRejection refusal(String words) {
    return new ClientRejection("envoy", Role.ENVOY, CLUSTER, words, Instant.EPOCH);
  }

  private static Publication publication(String version, boolean programmed) {
    return publication(version, programmed, List.of(), List.of());
  }

  private static Publication publication(
      String version, boolean programmed, List<ClientRejection> rejections, List<Ref> held) {
    return new Publication(
        version,
        Stage.DONE,
        new TreeSet<>(),
        new TreeSet<>(),
        rejections,
        new TreeSet<>(held),
        programmed);
  }
}
