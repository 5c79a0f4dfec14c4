package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.dialect.EveryDialect.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link TranslationBenchmark} for every pair of dialects and writes what came out into {@code BENCHMARKS.md}. Nothing
 * fails on time: the table is for people.
 */
final class BenchmarkRunner {
  private static final Path REPORT = Path.of("BENCHMARKS.md");
  private static final int IMAGE = 5_000_000;
  private static final int CONVERSATION = 500_000;

  /** Parts of the whole size, so that the last column is the size that is spoken of. */
  private static final List<Integer> PARTS = List.of(4, 2, 1);

  private final StringBuilder report = new StringBuilder();

  public static void main(String[] arguments) throws IOException, RunnerException {
    BenchmarkRunner runner = new BenchmarkRunner();
    runner.head();
    runner.pairs(TranslationBenchmark.IMAGE, IMAGE);
    runner.pairs(TranslationBenchmark.CONVERSATION, CONVERSATION);
    runner.codecs();
    Files.writeString(REPORT, runner.report);
  }

  private void head() {
    report.append("""
        # Benchmarks

        What it costs to translate a large request, by JMH (`TranslationBenchmark`); written by

            mvn -Pbench -pl ext-proc -am -DskipTests verify

        %s, %d processors, Java %s; all in one JVM, as in life. Each number is nanoseconds per byte of the client's
        body, of the fastest sample, because the machine is not alone: it shows what the code costs, not what a busy machine adds.
        Time is linear in the size where the three columns are alike; the last one is the third divided by the first.
        A few samples of a large body on a busy machine are no proof of anything: a row that stands out is to be measured again
        on a quiet one before anything is concluded from it.
        """.formatted(
            LocalDate.now(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature()));
  }

  private void pairs(String kind, int whole) throws RunnerException {
    report.append("\n## A body of %s: one %s\n\n".formatted(size(whole), kind));
    report.append("| client | provider | %s | %s | %s | ratio |\n"
        .formatted(size(whole / 4), size(whole / 2), size(whole)));
    report.append("| --- | --- | --- | --- | --- | --- |\n");
    for (Pair pair : EveryDialect.pairs()) {
      if (kind.equals(TranslationBenchmark.IMAGE) && !BenchmarkBodies.sendsImages(pair.client())) {
        continue;
      }
      List<Double> costs = new ArrayList<>();
      for (int part : PARTS) {
        int bytes = TranslationBenchmark.body(pair.client(), kind, whole / part).length;
        RunResult result = run(new OptionsBuilder()
            .include("TranslationBenchmark.translate")
            .param("client", pair.client().name())
            .param("provider", pair.provider().name())
            .param("kind", kind)
            .param("bytes", Integer.toString(whole / part)));
        costs.add(result.getPrimaryResult().getStatistics().getMin() / bytes);
      }
      report.append(String.format(
          Locale.ROOT,
          "| %s | %s | %.3f | %.3f | %.3f | %.2f |%n",
          pair.client(),
          pair.provider(),
          costs.get(0),
          costs.get(1),
          costs.get(2),
          costs.get(2) / costs.get(0)));
    }
  }

  private void codecs() throws RunnerException {
    report.append("\n## Each codec: a conversation of %s\n\n".formatted(size(CONVERSATION)));
    report.append("| dialect | read into the model | written from it |\n| --- | --- | --- |\n");
    for (Dialect dialect : EveryDialect.answering()) {
      boolean reads = EveryDialect.clients().contains(dialect);
      boolean writes = EveryDialect.providers().contains(dialect);
      report.append("| %s | %s | %s |\n"
          .formatted(
              dialect, reads ? codec("read", dialect) : "", writes ? codec("write", dialect) : ""));
    }
  }

  private String codec(String what, Dialect dialect) throws RunnerException {
    RunResult result = run(new OptionsBuilder()
        .include("TranslationBenchmark." + what)
        .param("dialect", dialect.name())
        .param("bytes", Integer.toString(CONVERSATION)));
    return String.format(
        Locale.ROOT, "%.3f", result.getPrimaryResult().getStatistics().getMin() / CONVERSATION);
  }

  /** All in one JVM: so the code runs in life, with every pair of dialects in the same methods. */
  private static RunResult run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.forks(0).build()).runSingle();
  }

  private static String size(int bytes) {
    return bytes >= 1_000_000
        ? String.format(Locale.ROOT, "%.2f MB", bytes / 1e6)
        : bytes / 1000 + " KB";
  }

  private BenchmarkRunner() {}
}
