package dev.airoute.controlplane.translate;

import com.google.common.net.InetAddresses;
import dev.airoute.api.AIProvider;
import dev.airoute.api.SecretKeyRef;
import dev.airoute.controlplane.ir.Endpoint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a provider is, from its preset and its spec. */
final class EndpointReader {
  private static final Pattern URL = Pattern.compile(
      "(?<scheme>https?)://(\\[(?<v6>[0-9a-f:.]+)]|(?<host>[a-z0-9._-]+))(:(?<port>\\d{1,5}))?"
          + "(?<path>/[!-~&&[^?#]]*)?",
      Pattern.CASE_INSENSITIVE);
  private static final String CA_KEY = "ca.crt";
  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8));
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int LAST_PORT = 65535;

  private final Secrets secrets;

  EndpointReader(Secrets secrets) {
    this.secrets = secrets;
  }

  Optional<Endpoint> read(AIProvider provider, Preset preset, Findings findings) {
    AIProvider.Endpoint written = provider.spec().endpoint();
    String url = written == null ? null : written.url();
    String host = preset.host();
    AIProvider.Tls tls = written == null ? null : written.tls();
    if (written != null && written.service() != null) {
      findings.refuse(
          Reason.UNSUPPORTED_VALUE,
          "spec.endpoint.service is not served by this version: give spec.endpoint.url");
      return Optional.empty();
    }
    if (url != null) {
      return read(provider, url, tls, preset, findings);
    }
    if (host != null) {
      return https(provider, host, HTTPS, tls, preset.pathPrefix(null), findings);
    }
    findings.refuse(
        Reason.INVALID_VALUE,
        "spec.endpoint.url is missing: type "
            + provider.spec().type()
            + " has no address of its own");
    return Optional.empty();
  }

  private Optional<Endpoint> read(
      AIProvider provider,
      String url,
      AIProvider.@Nullable Tls tls,
      Preset preset,
      Findings findings) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return refused(findings, "not http(s)://HOST[:PORT][/PATH] without user, query and fragment");
    }
    boolean secure = parts.group("scheme").equalsIgnoreCase("https");
    int port =
        parts.group("port") == null ? secure ? HTTPS : HTTP : Integer.parseInt(parts.group("port"));
    if (port < 1 || port > LAST_PORT) {
      return refused(findings, "port " + port + " is not within 1 to " + LAST_PORT);
    }
    String v6 = parts.group("v6");
    if (v6 != null && !InetAddresses.isInetAddress(v6)) {
      return refused(findings, v6 + " is not an IPv6 address");
    }
    String host = v6 == null ? parts.group("host") : v6;
    String prefix = prefix(parts.group("path"), preset);
    if (secure) {
      return https(provider, host.toLowerCase(Locale.ROOT), port, tls, prefix, findings);
    }
    if (tls != null) {
      findings.refuse(Reason.INVALID_VALUE, "spec.endpoint.tls needs a URL that begins with https");
      return Optional.empty();
    }
    return Optional.of(new Endpoint(host.toLowerCase(Locale.ROOT), port, null, prefix));
  }

  private static Optional<Endpoint> refused(Findings findings, String what) {
    findings.refuse(Reason.INVALID_VALUE, "spec.endpoint.url: " + what);
    return Optional.empty();
  }

  /** A URL without any path leaves it to the preset; one that ends with the host's slash says there is none. */
  private static String prefix(@Nullable String path, Preset preset) {
    if (path == null) {
      return preset.pathPrefix(null);
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return preset.pathPrefix(path.substring(0, end));
  }

  private Optional<Endpoint> https(
      AIProvider provider,
      String host,
      int port,
      AIProvider.@Nullable Tls tls,
      String prefix,
      Findings findings) {
    String serverName = tls == null || tls.serverName() == null ? host : tls.serverName();
    return anchors(provider, tls, findings)
        .map(anchors -> new Endpoint(host, port, new Endpoint.Tls(serverName, anchors), prefix));
  }

  private Optional<Endpoint.TrustAnchors> anchors(
      AIProvider provider, AIProvider.@Nullable Tls tls, Findings findings) {
    if (tls == null || tls.caCertificateRef() == null) {
      return Optional.of(new Endpoint.TrustAnchors.System());
    }
    String field = "spec.endpoint.tls.caCertificateRef";
    SecretKeyRef ref = new SecretKeyRef(tls.caCertificateRef().name(), CA_KEY);
    return secrets
        .find(provider.metadata().namespace(), ref, field, findings)
        .flatMap(found -> certificates(found, field, findings));
  }

  /** Envoy would refuse the whole cluster for a certificate that it cannot read, so it gets what was read here. */
  private static Optional<Endpoint.TrustAnchors> certificates(
      Secrets.Found found, String field, Findings findings) {
    StringBuilder pem = new StringBuilder();
    try {
      for (Certificate certificate : CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(found.value().reveal()))) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(BASE64.encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
    } catch (CertificateException e) {
      pem.setLength(0);
    }
    if (pem.isEmpty()) {
      findings.unresolved(
          Reason.INVALID_SECRET,
          field
              + ": key "
              + CA_KEY
              + " of Secret "
              + found.key().secret()
              + " holds no certificate in PEM form");
      return Optional.empty();
    }
    return Optional.of(new Endpoint.TrustAnchors.Pem(pem.toString()));
  }
}
