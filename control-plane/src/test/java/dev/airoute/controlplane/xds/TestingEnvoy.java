package dev.airoute.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Envoy that reads a configuration and says what it thinks of it, without opening a socket. */
final class TestingEnvoy {
  static final BootstrapSettings SETTINGS = new BootstrapSettings(
      "test",
      "airoute",
      new SocketPlace.Unix("/tmp/xds.sock"),
      new SocketPlace.Unix("/tmp/ext-proc.sock"),
      new SocketPlace.Unix("/tmp/admin.sock"),
      16 << 20,
      BootstrapSettings.DEFAULT_MAX_CONNECTIONS);

  private static final long SECONDS = 60;

  private final Path binary;

  private TestingEnvoy(Path binary) {
    this.binary = binary;
  }

  /** As named by ENVOY, or as cached by the quickstart. */
  static Optional<TestingEnvoy> find() {
    Path cached =
        Path.of(System.getProperty("user.home"), ".cache/airoute/envoy/1.40.0/envoy/_bin/envoy");
    return Stream.of(Optional.ofNullable(System.getenv("ENVOY")).map(Path::of), Optional.of(cached))
        .flatMap(Optional::stream)
        .filter(Files::isExecutable)
        .findFirst()
        .map(TestingEnvoy::new);
  }

  /** What Envoy says; ends with {@code OK} and a line end if it takes the configuration. */
  String validate(Path file) throws IOException, InterruptedException {
    Path output = Files.createTempFile("envoy", ".log");
    try {
      Process process = new ProcessBuilder(
              binary.toString(),
              "--mode",
              "validate",
              "--reject-unknown-dynamic-fields",
              "-l",
              "warning",
              "-c",
              file.toString())
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "no answer within " + SECONDS + " s";
      }
      return Files.readString(output);
    } finally {
      Files.delete(output);
    }
  }

  /** Starts serving; whoever starts it ends it. */
  Process start(Path file, Path stdout, Path log) throws IOException {
    return new ProcessBuilder(
            binary.toString(),
            "--disable-hot-restart",
            "--concurrency",
            "1",
            "-l",
            "warning",
            "--log-path",
            log.toString(),
            "--file-flush-interval-msec",
            "50",
            "-c",
            file.toString())
        .redirectOutput(stdout.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The bytes that go over the wire, as one static configuration: so field numbers are checked, not only names. */
  static Bootstrap bootstrap(Resources resources) throws InvalidProtocolBufferException {
    Bootstrap.Builder bootstrap =
        dev.airoute.controlplane.xds.Bootstrap.message(SETTINGS).toBuilder();
    var fixed = bootstrap.getStaticResourcesBuilder();
    Any routes =
        Objects.requireNonNull(resources.ofType(TypeUrls.ROUTE_CONFIGURATION).get(RouteTable.NAME));
    for (Any cluster : resources.ofType(TypeUrls.CLUSTER).values()) {
      fixed.addClusters(Cluster.parseFrom(cluster.getValue()));
    }
    for (Any secret : resources.ofType(TypeUrls.SECRET).values()) {
      fixed.addSecrets(Secret.parseFrom(secret.getValue()));
    }
    for (Any listener : resources.ofType(TypeUrls.LISTENER).values()) {
      fixed.addListeners(withRoutes(
          Listener.parseFrom(listener.getValue()),
          RouteConfiguration.parseFrom(routes.getValue())));
    }
    return bootstrap.build();
  }

  private static Listener withRoutes(Listener listener, RouteConfiguration routes)
      throws InvalidProtocolBufferException {
    Listener.Builder builder = listener.toBuilder();
    var filter = builder.getFilterChainsBuilder(0).getFiltersBuilder(0);
    HttpConnectionManager manager = filter.getTypedConfig().unpack(HttpConnectionManager.class);
    if (manager.hasRds()) {
      filter.setTypedConfig(Packing.any(manager.toBuilder()
          .setRouteConfig(routes.toBuilder().clearValidateClusters())
          .build()));
    }
    return builder.build();
  }
}
