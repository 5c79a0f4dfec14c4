package dev.airoute.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BootstrapSettingsTest {
  @Test
  void refusesAUnixSocketThatTheKernelWouldRefuse() {
    assertThatThrownBy(() -> new SocketPlace.Unix("/" + "x".repeat(107)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("107");
  }

  @Test
  void refusesAPortThatIsNone() {
    assertThatThrownBy(() -> new SocketPlace.Tcp("127.0.0.1", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
