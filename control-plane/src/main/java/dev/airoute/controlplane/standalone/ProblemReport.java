package dev.airoute.controlplane.standalone;

import dev.airoute.controlplane.translate.Warning;
import dev.airoute.controlplane.validate.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Says every problem and warning once, when it appears, and when the last problem is gone. One thread. */
public final class ProblemReport {
  private final Consumer<String> lines;
  private Set<Problem> known = Set.of();
  private Set<Warning> warned = Set.of();

  /** @param lines where to say it */
  public ProblemReport(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * Tells of what is new.
   *
   * @param now all problems there are
   * @param warnings all warnings there are
   */
  public void update(List<Problem> now, List<Warning> warnings) {
    warnings.stream()
        .distinct()
        .filter(warning -> !warned.contains(warning))
        .forEach(warning -> lines.accept(warning.toString()));
    warned = Set.copyOf(warnings);
    List<Problem> fresh =
        now.stream().distinct().filter(problem -> !known.contains(problem)).toList();
    fresh.forEach(problem -> lines.accept("problem: " + problem));
    if (!fresh.isEmpty()) {
      lines.accept("Everything else goes on.");
    }
    if (now.isEmpty() && !known.isEmpty()) {
      lines.accept("All problems are solved.");
    }
    known = Set.copyOf(now);
  }
}
