package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.publish.Publication;
import dev.airoute.controlplane.publish.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ChangeReportTest {
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

  private static Publication publication(String version, boolean programmed) {
    return new Publication(
        version,
        Stage.DONE,
        new TreeSet<>(),
        new TreeSet<>(),
        List.of(),
        new TreeSet<>(),
        programmed);
  }
}
