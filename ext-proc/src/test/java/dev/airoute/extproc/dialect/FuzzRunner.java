package dev.airoute.extproc.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs Jazzer on one target after the other, each in a JVM of its own, and fails if it finds anything. The inputs it has
 * collected stay in {@code target/fuzz} and are where the next run begins; an input that broke a target is to be copied into
 * {@code src/test/resources/fuzz/TARGET}, where it stays.
 *
 * <p>System properties: {@code fuzz.seconds} for each target, {@code fuzz.targets} their names with commas (empty: all), {@code
 * fuzz.seed} from which the inputs are drawn (0: another one each time).
 */
final class FuzzRunner {
  private static final Path OUTPUT = Path.of("target/fuzz");

  /** An input that takes longer than this, in seconds, counts as a hang. */
  private static final int HANG = 30;

  /** How much more may be allocated under instrumentation. */
  private static final int ALLOWANCE = 50;

  private static final int LONGEST_INPUT = 32 << 10;

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seconds = Integer.getInteger("fuzz.seconds", 20);
    String names = System.getProperty("fuzz.targets", "");
    List<FuzzTarget> targets = names.isEmpty()
        ? List.of(FuzzTarget.values())
        : Arrays.stream(names.split(",")).map(FuzzTarget::valueOf).toList();
    List<FuzzTarget> broken = new ArrayList<>();
    for (FuzzTarget target : targets) {
      if (!holds(target, seconds)) {
        broken.add(target);
      }
    }
    if (!broken.isEmpty()) {
      System.out.println("fuzz: does not hold: " + broken + "; the inputs are in " + OUTPUT);
      System.exit(1);
    }
  }

  private static boolean holds(FuzzTarget target, int seconds)
      throws IOException, InterruptedException {
    Path folder = OUTPUT.resolve(target.name().toLowerCase(Locale.ROOT)).toAbsolutePath();
    Path seeds = seeds(target, folder.resolve("seeds"));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path log = folder.resolve("log");
    Instant start = Instant.now();
    Process process = new ProcessBuilder(command(target, seconds, folder, corpus, seeds))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    int status = process.waitFor();
    String summary;
    try (Stream<String> lines = Files.lines(log)) {
      summary = lines
          .filter(line -> line.startsWith("Done ") || line.startsWith("== Java"))
          .reduce("no summary", (_, last) -> last);
    }
    System.out.printf(
        "fuzz: target=%s status=%d took=%ds %s%n",
        target, status, Duration.between(start, Instant.now()).toSeconds(), summary);
    if (status != 0) {
      Files.readAllLines(log).forEach(System.out::println);
      return false;
    }
    return holdsWithoutJazzer(target, corpus);
  }

  /** What was collected, once more without instrumentation: memory is measured exactly here. */
  private static boolean holdsWithoutJazzer(FuzzTarget target, Path corpus) throws IOException {
    List<Path> inputs;
    try (Stream<Path> files = Files.list(corpus)) {
      inputs = files.sorted().toList();
    }
    for (Path input : inputs) {
      try {
        target.check(Files.readAllBytes(input));
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        System.out.println("fuzz: target=" + target + " does not hold for " + input);
        e.printStackTrace(System.out);
        return false;
      }
    }
    return true;
  }

  private static List<String> command(
      FuzzTarget target, int seconds, Path folder, Path corpus, Path seeds) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "-Xmx1500m",
        "-XX:+UseSerialGC",
        "-XX:+EnableDynamicAgentLoading",
        "-XX:-OmitStackTraceInFastThrow",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dfuzz.target=" + target,
        "-Dfuzz.allowance=" + ALLOWANCE,
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + FuzzEntry.class.getName(),
        "--instrumentation_includes=dev.airoute.extproc.**",
        "--reproducer_path=" + folder,
        "-artifact_prefix=" + folder + "/",
        "-seed=" + Long.getLong("fuzz.seed", 0),
        "-max_total_time=" + seconds,
        "-timeout=" + HANG,
        "-max_len=" + LONGEST_INPUT,
        "-rss_limit_mb=4096",
        "-use_value_profile=1",
        corpus.toString(),
        seeds.toString());
  }

  private static Path seeds(FuzzTarget target, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<byte[]> seeds = new ArrayList<>(FuzzSeeds.of(target));
    seeds.addAll(FuzzSeeds.found(target));
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(folder.resolve("seed-" + i), seeds.get(i));
    }
    return folder;
  }

  private FuzzRunner() {}
}
