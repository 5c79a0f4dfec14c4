package dev.airoute.controlplane.serve;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Envoy binary with a bootstrap that takes everything by delta ADS over a Unix socket. */
final class RealEnvoy implements AutoCloseable {
  private static final String BOOTSTRAP = """
      node: {id: %1$s, cluster: airoute}
      admin: {address: {pipe: {path: %2$s/admin.sock}}}
      dynamic_resources:
        ads_config:
          api_type: DELTA_GRPC
          transport_api_version: V3
          set_node_on_first_message_only: true
          grpc_services: [{envoy_grpc: {cluster_name: xds}}]
        cds_config: {ads: {}, resource_api_version: V3}
        lds_config: {ads: {}, resource_api_version: V3}
      static_resources:
        clusters:
        - name: xds
          type: STATIC
          connect_timeout: 1s
          typed_extension_protocol_options:
            envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
              "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
              explicit_http_config: {http2_protocol_options: {connection_keepalive: {interval: 30s, timeout: 5s}}}
          load_assignment: {cluster_name: xds, endpoints: [{lb_endpoints: [{endpoint: {address: {pipe: {path: %3$s}}}}]}]}
      """;

  private final Process process;
  private final Path directory;

  private RealEnvoy(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  /** From {@code ENVOY}, else from the cache that the quickstart fills. */
  static Optional<Path> binary() {
    Path cached =
        Path.of(System.getProperty("user.home"), ".cache/airoute/envoy/1.40.0/envoy/_bin/envoy");
    return Stream.of(Optional.ofNullable(System.getenv("ENVOY")).map(Path::of), Optional.of(cached))
        .flatMap(Optional::stream)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static RealEnvoy start(Path binary, Path directory, String node, Path xdsSocket)
      throws IOException {
    Path bootstrap = Files.writeString(
        directory.resolve("envoy.yaml"), BOOTSTRAP.formatted(node, directory, xdsSocket));
    Process process = new ProcessBuilder(
            binary.toString(),
            "-c",
            bootstrap.toString(),
            "--disable-hot-restart",
            "--concurrency",
            "1",
            "-l",
            "warning")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("envoy.log").toFile())
        .start();
    return new RealEnvoy(process, directory);
  }

  String admin(String path) throws IOException {
    try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(directory.resolve("admin.sock")));
      String request = "GET " + path + " HTTP/1.1\r\nhost: admin\r\nconnection: close\r\n\r\n";
      socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(socket).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
