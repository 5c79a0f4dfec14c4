package dev.airoute.extproc;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The command line. */
final class Options {
  static final int MOST_BYTES = 1 << 30;

  @Option(
      names = "--socket",
      required = true,
      paramLabel = "PATH",
      description = "Unix socket on which Envoy reaches this process; a stale one is replaced.")
  Path socket = Path.of("");

  @Option(
      names = "--xds",
      required = true,
      paramLabel = "ADDRESS",
      converter = Address.Converter.class,
      description = "The control plane: unix:PATH or HOST:PORT.")
  Address xds = new Address.Unix(Path.of(""));

  @Option(
      names = "--node-id",
      paramLabel = "ID",
      defaultValue = "ext-proc",
      description = "Who this is to the control plane (default: ${DEFAULT-VALUE}).")
  String nodeId = "";

  @Option(
      names = "--metrics-address",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9090",
      converter = Address.TcpConverter.class,
      description = "Where /metrics, /healthz and /readyz are served; port 0 takes a free one"
          + " (default: ${DEFAULT-VALUE}).")
  Address.Tcp metrics = new Address.Tcp("", 0);

  @Option(
      names = "--access-log",
      paramLabel = "PATH|-",
      defaultValue = "-",
      description = "File that gets one JSON line per request; - is standard output (default: -).")
  String accessLog = "";

  @Option(
      names = "--max-request-bytes",
      paramLabel = "N",
      defaultValue = "16777216",
      description = "Longest request body, the same as Envoy's limit (default: ${DEFAULT-VALUE}).")
  int maxRequestBytes;

  @Option(
      names = "--drain-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How long running requests may take to end after SIGTERM (default: ${DEFAULT-VALUE}).")
  int drainSeconds;
}
