package dev.airoute.controlplane.cli;

import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.standalone.RunOptions;
import dev.airoute.controlplane.standalone.StartupException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code airoute run}: what a person typed becomes {@link RunOptions}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Runs a gateway on this machine, from folders of YAML files.",
      "Starts Envoy and the external processor and says when they are ready. Changes of the files take effect",
      "while it runs; a mistake is reported and everything else goes on. Ctrl-C ends all of it."
    },
    footer = {
      "",
      "In the YAML, $${VAR} and $${VAR:-default} come from the environment.",
      "Standard output gets the ready line and the access log, standard error everything else.",
      "",
      "Examples:",
      "  airoute run routes/",
      "  airoute run routes/ secrets/ --port 8080",
      "  airoute run routes/ --address 0.0.0.0          open it to the network",
      "  airoute run routes/ --envoy /usr/bin/envoy --admin-port 9901",
      "",
      "Environment:",
      "  ENVOY                        the Envoy to run, as --envoy",
      "  AIROUTE_JAVA_HOME            the JDK to run on",
      "  AIROUTE_JAVA_OPTS            JVM options of the control plane",
      "  AIROUTE_EXT_PROC_JAVA_OPTS   JVM options of the external processor",
      "",
      "Exit codes: 0 ended by Ctrl-C or SIGTERM, 1 could not start, 2 wrong usage."
    })
public final class RunCommand implements Callable<Integer> {
  enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** Runs a gateway until it is told to end; gives the exit code. */
  @FunctionalInterface
  public interface Gateway {
    int run(RunOptions options) throws Exception;
  }

  private final Gateway gateway;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description =
          "Folders of YAML files with AIRoute, AIProvider, AIConsumer and Secret objects.")
  private List<Path> sources = List.of();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "10080",
      description = "Port for clients; 0 picks a free one. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address for clients. Default: ${DEFAULT-VALUE}, this machine only")
  private InetAddress address = InetAddress.getLoopbackAddress();

  @Option(
      names = "--envoy",
      paramLabel = "FILE",
      description =
          "Envoy to run. Default: ENVOY, else envoy 1.40 or newer on the PATH, else one fetched once into the cache folder")
  private @Nullable Path envoy;

  @Option(
      names = "--envoy-arg",
      paramLabel = "ARGUMENT",
      description = "One more argument for Envoy; may be given several times.")
  private List<String> envoyArguments = List.of();

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description = "Envoy's admin interface on 127.0.0.1. Default: on a private Unix socket only")
  private @Nullable Integer adminPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9090",
      description =
          "/metrics, /healthz and /readyz of the control plane, on 127.0.0.1; 0 picks a free port. Default: ${DEFAULT-VALUE}")
  private int metricsPort;

  @Option(
      names = "--ext-proc-metrics-port",
      paramLabel = "PORT",
      description = "The same of the external processor. Default: the port after --metrics-port")
  private @Nullable Integer extProcMetricsPort;

  @Option(
      names = "--access-log",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "One JSON line per request; - is standard output. Default: ${DEFAULT-VALUE}")
  private String accessLog = "-";

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "WARN",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private LogLevel logLevel = LogLevel.WARN;

  @Option(
      names = "--max-request-bytes",
      paramLabel = "BYTES",
      defaultValue = "16777216",
      description = "Largest request body. Default: ${DEFAULT-VALUE} (16 MiB)")
  private int maxRequestBytes;

  @Option(
      names = "--watch",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether changes of the files take effect at once. Default: --watch")
  private boolean watch = true;

  public RunCommand(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public Integer call() throws Exception {
    RunOptions options = options();
    try {
      return gateway.run(options);
    } catch (StartupException e) {
      spec.commandLine().getErr().println("airoute: " + e.getMessage());
      return 1;
    }
  }

  private RunOptions options() {
    for (Path source : sources) {
      check(Files.isDirectory(source), source + " is not a folder");
    }
    checkPort("--port", port);
    checkPort("--metrics-port", metricsPort);
    int nextPort = metricsPort == 0 ? 0 : metricsPort + 1;
    int extProcPort = extProcMetricsPort == null ? nextPort : extProcMetricsPort;
    checkPort("--ext-proc-metrics-port", extProcPort);
    if (adminPort != null) {
      checkPort("--admin-port", adminPort);
    }
    check(
        maxRequestBytes >= 1 && maxRequestBytes <= Settings.LARGEST_BODY,
        "--max-request-bytes must be within 1 to " + Settings.LARGEST_BODY);
    return new RunOptions(
        sources,
        address,
        port,
        envoy,
        adminPort,
        metricsPort,
        extProcPort,
        accessLog,
        logLevel.name(),
        maxRequestBytes,
        watch,
        envoyArguments);
  }

  private void checkPort(String option, int value) {
    check(value >= 0 && value <= 65535, option + " must be within 0 to 65535, not " + value);
  }

  private void check(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
