package dev.airoute.controlplane.xds;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration of a running Envoy without a control plane: resources as a static file, on a free port. The external
 * processor is not there; filters that need it can be taken out, and then requests go straight to one provider.
 */
final class StandInEnvoy {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ObjectNode config;
  private final int port;

  StandInEnvoy(Resources resources) throws InvalidProtocolBufferException, IOException {
    this.config = (ObjectNode) JSON.readTree(EnvoyJson.print(TestingEnvoy.bootstrap(resources)));
    this.port = freePort();
    config.remove("dynamic_resources");
    ObjectNode address =
        (ObjectNode) named("listeners", OuterListener.NAME).at("/address/socket_address");
    address.put("port_value", port);
    secretsFromTheFile();
  }

  int port() {
    return port;
  }

  /** Requests go to this provider's hop without being decided. */
  void routeTo(String provider) {
    without("airoute.route");
    String hop = named("clusters", "hop/" + provider).get("name").asString();
    for (JsonNode route : manager(OuterListener.NAME).at("/route_config/virtual_hosts/0/routes")) {
      if (route.get("name").asString().equals("not-yet-routed")) {
        ((ObjectNode) route.get("route")).put("cluster", hop);
      }
    }
  }

  /** Takes a filter out of every listener. */
  void without(String filter) {
    for (JsonNode listener : array("listeners")) {
      ArrayNode filters = (ArrayNode) manager(listener.get("name").asString()).get("http_filters");
      filters.removeIf(f -> f.get("name").asString().equals(filter));
    }
  }

  /** Unix sockets go into this folder. */
  Path write(Path folder) throws IOException {
    ((ObjectNode) config.at("/admin/address/pipe"))
        .put("path", folder.resolve("admin").toString());
    String text = JSON.writeValueAsString(config)
        .replace("/tmp/ext-proc.sock", folder.resolve("no-processor").toString());
    return Files.writeString(folder.resolve("envoy.json"), text);
  }

  private void secretsFromTheFile() {
    config
        .findParents("sds_config")
        .forEach(credential -> ((ObjectNode) credential).remove("sds_config"));
  }

  private JsonNode manager(String listener) {
    return named("listeners", listener).at("/filter_chains/0/filters/0/typed_config");
  }

  private JsonNode named(String kind, String prefix) {
    return StreamSupport.stream(array(kind).spliterator(), false)
        .filter(resource -> resource.get("name").asString().startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode array(String kind) {
    return config.at("/static_resources/" + kind);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
