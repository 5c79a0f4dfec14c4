package dev.airoute.controlplane.standalone;

import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.xds.Bootstrap;
import dev.airoute.controlplane.xds.BootstrapSettings;
import dev.airoute.controlplane.xds.SocketPlace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options with everything decided that they left open: ports, sockets, programs. Nothing is started yet, and
 * whatever could be wrong with the options has been said.
 */
public record RunPlan(
    RunOptions options,
    Installation installation,
    Map<String, String> environment,
    RunDirectory directory,
    Path envoy,
    int port,
    int metricsPort,
    int extProcMetricsPort,
    @Nullable Integer adminPort) {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String NODE_CLUSTER = "airoute";

  public static RunPlan of(
      RunOptions options,
      Installation installation,
      Map<String, String> environment,
      RunDirectory directory) {
    int port = Ports.claim(options.address(), options.port(), "requests", "--port");
    int metricsPort = Ports.claim(LOOPBACK, options.metricsPort(), "metrics", "--metrics-port");
    int extProcMetricsPort = Ports.claim(
        LOOPBACK,
        options.extProcMetricsPort(),
        "the external processor's metrics",
        "--ext-proc-metrics-port");
    Integer adminPort = options.adminPort();
    if (adminPort != null) {
      adminPort = Ports.claim(LOOPBACK, adminPort, "Envoy's admin interface", "--admin-port");
    }
    Path envoy = EnvoyBinary.find(options.envoy(), installation.getEnvoy());
    return new RunPlan(
        options,
        installation,
        environment,
        directory,
        envoy,
        port,
        metricsPort,
        extProcMetricsPort,
        adminPort);
  }

  public Settings settings() {
    return new Settings(
        options.address().getHostAddress(),
        port,
        options.maxRequestBytes(),
        CaBundle.find(environment));
  }

  public UnixDomainSocketAddress xds() {
    return UnixDomainSocketAddress.of(directory.socket("xds.sock"));
  }

  Path extProcSocket() {
    return directory.socket("ext-proc.sock");
  }

  public InetSocketAddress metrics() {
    return new InetSocketAddress(LOOPBACK, metricsPort);
  }

  SocketAddress admin() {
    return adminPort == null
        ? UnixDomainSocketAddress.of(directory.socket("admin.sock"))
        : new InetSocketAddress(LOOPBACK, adminPort);
  }

  String bootstrap() {
    return Bootstrap.json(new BootstrapSettings(
        "envoy",
        NODE_CLUSTER,
        new SocketPlace.Unix(xds().getPath().toString()),
        new SocketPlace.Unix(extProcSocket().toString()),
        adminPlace(),
        options.maxRequestBytes(),
        BootstrapSettings.DEFAULT_MAX_CONNECTIONS));
  }

  private SocketPlace adminPlace() {
    return adminPort == null
        ? new SocketPlace.Unix(directory.socket("admin.sock").toString())
        : new SocketPlace.Tcp(LOOPBACK.getHostAddress(), adminPort);
  }
}
