package dev.airoute.controlplane.serve;

import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.BuildVersion;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is at the other end, from the first request of a stream; later requests need not repeat it. */
record Peer(
    String id, String cluster, String userAgent, @Nullable Role declared) {
  static Peer of(Node node) {
    return new Peer(node.getId(), node.getCluster(), userAgent(node), declared(node));
  }

  Role role(Set<String> types) {
    if (declared != null) {
      return declared;
    }
    return types.stream().anyMatch(Types::isOurs) ? Role.EXT_PROC : Role.ENVOY;
  }

  private static String userAgent(Node node) {
    String version = node.getUserAgentVersion();
    if (node.hasUserAgentBuildVersion()) {
      BuildVersion build = node.getUserAgentBuildVersion();
      version = build.getVersion().getMajorNumber()
          + "."
          + build.getVersion().getMinorNumber()
          + "."
          + build.getVersion().getPatch();
    }
    return (node.getUserAgentName() + " " + version).strip();
  }

  private static @Nullable Role declared(Node node) {
    Value role = node.getMetadata().getFieldsMap().get("role");
    if (role == null) {
      return null;
    }
    return switch (role.getStringValue()) {
      case "envoy" -> Role.ENVOY;
      case "ext-proc" -> Role.EXT_PROC;
      default -> null;
    };
  }
}
