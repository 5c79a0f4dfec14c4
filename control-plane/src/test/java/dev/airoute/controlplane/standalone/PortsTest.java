package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PortsTest {
  private final InetAddress loopback = InetAddress.getLoopbackAddress();

  @Test
  void picksAFreePortForZero() {
    assertThat(Ports.claim(loopback, 0, "requests", "--port")).isPositive();
  }

  @Test
  void namesThePortAndTheOptionWhenItIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> Ports.claim(loopback, port, "requests", "--port"))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("port " + port + " on 127.0.0.1, wanted for requests")
          .hasMessageContaining("--port");
    }
  }
}
