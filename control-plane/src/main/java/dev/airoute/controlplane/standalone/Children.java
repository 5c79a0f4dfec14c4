package dev.airoute.controlplane.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The command lines of the two children. */
final class Children {
  private static final int MOST_WORKERS = 4;

  /** As long as a stream through the gateway may last: listeners that were replaced live this long. */
  private static final int DRAIN_SECONDS = 600;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private Children() {}

  /** Envoy reads its bootstrap from {@code envoy.json} in the run folder. */
  static ChildSpec envoy(RunPlan plan, Consumer<String> log) {
    int workers = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_WORKERS);
    List<String> command = new ArrayList<>(List.of(
        plan.envoy().toString(),
        "-c",
        plan.directory().file("envoy.json").toString(),
        "--disable-hot-restart",
        "--concurrency",
        Integer.toString(workers),
        "--drain-time-s",
        Integer.toString(DRAIN_SECONDS),
        "--log-level",
        envoyLogLevel(plan.options().logLevel()),
        "--log-format",
        "%T.%e %l %n %v"));
    command.addAll(plan.options().envoyArguments());
    Consumer<String> marked = marked("envoy", log);
    return new ChildSpec(
        "envoy", command, Environment.forChildren(plan.environment()), marked, marked);
  }

  /** Envoy's own debug level prints whole requests with their headers, so only TRACE asks for it. */
  private static String envoyLogLevel(String logLevel) {
    return switch (logLevel) {
      case "TRACE" -> "debug";
      case "DEBUG" -> "info";
      case "ERROR" -> "error";
      default -> "warning";
    };
  }

  /** @param records receives the access log when it goes to standard output */
  static ChildSpec extProc(RunPlan plan, Consumer<String> log, Consumer<String> records) {
    List<String> command = new ArrayList<>();
    command.add(Installation.java().toString());
    command.add("@" + plan.installation().extProcOptions());
    plan.installation().extProcCache().ifPresent(command::add);
    String javaOptions = plan.environment().getOrDefault("AIROUTE_EXT_PROC_JAVA_OPTS", "");
    BLANKS.splitAsStream(javaOptions).filter(option -> !option.isEmpty()).forEach(command::add);
    command.addAll(List.of(
        "-cp",
        plan.installation().extProcClassPath(),
        "dev.airoute.extproc.Main",
        "--socket",
        plan.extProcSocket().toString(),
        "--xds",
        "unix:" + plan.xds().getPath(),
        "--node-id",
        "ext-proc",
        "--metrics-address",
        "127.0.0.1:" + plan.extProcMetricsPort(),
        "--access-log",
        plan.options().accessLog(),
        // Envoy is drained before, so this only has to finish its last lines.
        "--drain-seconds",
        "1",
        "--max-request-bytes",
        Integer.toString(plan.options().maxRequestBytes())));
    Map<String, String> environment = Environment.forChildren(plan.environment());
    environment.put("AIROUTE_LOG_LEVEL", plan.options().logLevel());
    return new ChildSpec("ext-proc", command, environment, records, marked("ext-proc", log));
  }

  private static Consumer<String> marked(String name, Consumer<String> log) {
    return line -> log.accept(name + " | " + line);
  }
}
