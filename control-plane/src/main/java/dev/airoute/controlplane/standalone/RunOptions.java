package dev.airoute.controlplane.standalone;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person may choose about a run.
 *
 * @param sources folders and files with the objects to serve
 * @param address where clients connect
 * @param envoy the binary; null: the usual search
 * @param adminPort Envoy's admin interface on loopback TCP; null: on a Unix socket only
 * @param metricsPort of the control plane, on loopback; 0 picks a free one
 * @param extProcMetricsPort of the external processor, on loopback; 0 picks a free one
 * @param accessLog a file, or {@code -} for standard output
 * @param logLevel ERROR, WARN, INFO, DEBUG or TRACE
 * @param watch whether later changes of the sources take effect
 * @param envoyArguments added to Envoy's command line
 */
public record RunOptions(
    List<Path> sources,
    InetAddress address,
    int port,
    @Nullable Path envoy,
    @Nullable Integer adminPort,
    int metricsPort,
    int extProcMetricsPort,
    String accessLog,
    String logLevel,
    int maxRequestBytes,
    boolean watch,
    List<String> envoyArguments) {
  public RunOptions {
    sources = List.copyOf(sources);
    envoyArguments = List.copyOf(envoyArguments);
  }
}
