package dev.airoute.controlplane.serve;

import dev.airoute.controlplane.xds.Resources;
import io.grpc.Server;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ADS server: serves the same resources to every client that connects, Envoy and external processor alike. Any
 * thread.
 *
 * <p>Until the first {@link #set} it answers nothing, so that an Envoy which survived our restart keeps what it has.
 */
public final class XdsServer implements ResourceServer, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(XdsServer.class);

  private final Owner owner;
  private final EventLoops loops = new EventLoops();
  private final List<Server> servers = new ArrayList<>();
  private final List<SocketFile> socketFiles = new ArrayList<>();

  private XdsServer(InstantSource clock, MeterRegistry meters) {
    this.owner = new Owner(clock, meters);
  }

  /**
   * Starts listening.
   *
   * @param addresses Unix sockets ({@link UnixDomainSocketAddress}, Linux only; a stale file is replaced) and TCP
   *     addresses; port 0 takes a free one
   */
  public static XdsServer start(
      List<? extends SocketAddress> addresses, InstantSource clock, MeterRegistry meters)
      throws IOException {
    XdsServer server = new XdsServer(clock, meters);
    try {
      for (SocketAddress address : addresses) {
        server.listen(address);
      }
    } catch (IOException | RuntimeException failed) {
      server.close();
      throw failed;
    }
    return server;
  }

  private void listen(SocketAddress address) throws IOException {
    AdsService service = new AdsService(owner);
    if (address instanceof UnixDomainSocketAddress unix) {
      SocketFile file = new SocketFile(unix.getPath());
      file.removeStale();
      servers.add(loops.onUnixSocket(unix.getPath(), service).start());
      file.restrictToOwner();
      socketFiles.add(file);
    } else {
      servers.add(loops.onTcp(address, service).start());
    }
    log.info("xds listening address={}", address);
  }

  /** The TCP port, e.g. after listening on port 0. */
  public int port() {
    return servers.stream()
        .flatMap(server -> server.getListenSockets().stream())
        .filter(InetSocketAddress.class::isInstance)
        .mapToInt(socket -> ((InetSocketAddress) socket).getPort())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not listening on TCP"));
  }

  @Override
  public long set(Resources resources) {
    return owner.set(resources);
  }

  @Override
  public List<ClientState> clients() {
    return owner.clients();
  }

  @Override
  public void onChange(Consumer<List<ClientState>> listener) {
    owner.onChange(listener);
  }

  /** Ends all streams, stops listening, removes socket files and ends all threads. */
  @Override
  public void close() {
    owner.endAll();
    servers.forEach(Server::shutdown);
    try {
      for (Server server : servers) {
        if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
          server.shutdownNow();
        }
      }
    } catch (InterruptedException interrupted) {
      servers.forEach(Server::shutdownNow);
      Thread.currentThread().interrupt();
    }
    owner.close();
    loops.close();
    socketFiles.forEach(SocketFile::remove);
  }
}
