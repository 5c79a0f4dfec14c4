package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPlaneTest {
  @TempDir
  private Path folder;

  @Test
  void knowsWhetherAUnixSocketIsServed() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s.sock"));
    assertThat(DataPlane.accepts(address)).isFalse();

    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      assertThat(DataPlane.accepts(address)).isTrue();
    }

    // The file outlives its server.
    assertThat(DataPlane.accepts(address)).isFalse();
  }

  @Test
  void knowsWhetherAPortIsServed() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    assertThat(DataPlane.accepts(server.getLocalSocketAddress())).isTrue();

    server.close();

    assertThat(DataPlane.accepts(server.getLocalSocketAddress())).isFalse();
  }
}
