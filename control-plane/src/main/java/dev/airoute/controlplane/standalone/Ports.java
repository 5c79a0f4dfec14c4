package dev.airoute.controlplane.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks ports before anything is started. Envoy shares its ports (SO_REUSEPORT), so it would not notice a second one. */
final class Ports {
  private Ports() {}

  /** The port itself, or a free one for 0; the option's name is for the message when it is taken. */
  static int claim(InetAddress address, int port, String purpose, String option) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port));
      return probe.getLocalPort();
    } catch (BindException e) {
      throw new StartupException(
          "port %d on %s, wanted for %s, cannot be used (%s); stop what uses it or choose another with %s"
              .formatted(port, address.getHostAddress(), purpose, e.getMessage(), option));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
