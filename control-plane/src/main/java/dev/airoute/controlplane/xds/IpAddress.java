package dev.airoute.controlplane.xds;

import com.google.common.net.InetAddresses;

/** Tells addresses from names. */
final class IpAddress {
  private IpAddress() {}

  static boolean isLiteral(String host) {
    return InetAddresses.isInetAddress(host);
  }
}
