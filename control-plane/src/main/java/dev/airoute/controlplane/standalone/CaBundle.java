package dev.airoute.controlplane.standalone;

import dev.airoute.controlplane.ir.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Where this machine keeps the certificate authorities that it trusts; every system has its own place. */
final class CaBundle {
  private CaBundle() {}

  static String find(Map<String, String> environment) {
    return Stream.of(
            environment.getOrDefault("SSL_CERT_FILE", ""),
            Settings.DEBIAN_CA_BUNDLE,
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem")
        .filter(place -> !place.isEmpty() && Files.isReadable(Path.of(place)))
        .findFirst()
        .orElse(Settings.DEBIAN_CA_BUNDLE);
  }
}
