package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.translate.Warning;
import dev.airoute.controlplane.validate.Position;
import dev.airoute.controlplane.validate.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemReportTest {
  private static final Problem FIRST = problem(3, "is not a number");
  private static final Problem SECOND = problem(7, "is missing");

  private final List<String> lines = new ArrayList<>();
  private final ProblemReport report = new ProblemReport(lines::add);

  @Test
  void saysEachProblemOnceUntilItComesBack() {
    report.update(List.of(FIRST), List.of());
    report.update(List.of(FIRST), List.of());
    report.update(List.of(FIRST, SECOND), List.of());
    report.update(List.of(SECOND), List.of());
    report.update(List.of(), List.of());
    report.update(List.of(), List.of());
    report.update(List.of(FIRST), List.of());
    assertThat(lines)
        .containsExactly(
            "problem: chat.yaml:3:5: AIRoute default/chat: spec.x: is not a number",
            "Everything else goes on.",
            "problem: chat.yaml:7:5: AIRoute default/chat: spec.x: is missing",
            "Everything else goes on.",
            "All problems are solved.",
            "problem: chat.yaml:3:5: AIRoute default/chat: spec.x: is not a number",
            "Everything else goes on.");
  }

  @Test
  void saysEachWarningOnceAndCountsItAsNoProblem() {
    Warning warning = new Warning(
        new Position("chat.yaml", 1, 1), "AIRoute default/chat", "spec.x has no effect");
    report.update(List.of(), List.of(warning));
    report.update(List.of(), List.of(warning));
    report.update(List.of(), List.of());
    assertThat(lines)
        .containsExactly("chat.yaml:1:1: warning: AIRoute default/chat: spec.x has no effect");
  }

  private static Problem problem(int line, String message) {
    return new Problem(
        new Position("chat.yaml", line, 5), "AIRoute default/chat", "spec.x", message, null);
  }
}
