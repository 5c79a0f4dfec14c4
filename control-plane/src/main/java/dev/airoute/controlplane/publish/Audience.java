package dev.airoute.controlplane.publish;

import dev.airoute.controlplane.serve.ClientState;
import dev.airoute.controlplane.serve.Role;
import dev.airoute.controlplane.serve.TypeState;
import dev.airoute.controlplane.xds.Resources;
import dev.airoute.controlplane.xds.TypeUrls;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The connected clients, and how far they have followed one generation of what is served. Who is not connected holds
 * nothing up: it is given everything when it comes. Immutable.
 */
record Audience(List<ClientState> clients, long generation) {
  private static final Set<String> ENVOY_TYPES =
      Set.of(TypeUrls.CLUSTER, TypeUrls.LISTENER, TypeUrls.ROUTE_CONFIGURATION);
  private static final Set<String> EXT_PROC_TYPES =
      Set.of(TypeUrls.PROVIDER, TypeUrls.CONSUMER, TypeUrls.RULE);

  /** Node ids of those that have yet to answer what the stage waits for. */
  SortedSet<String> awaited(Stage stage) {
    return nodes(client -> !answered(client, stage));
  }

  /** Node ids of those that have taken all they subscribe to. */
  SortedSet<String> acknowledged() {
    return nodes(client -> answered(client, Stage.DONE)
        && client.types().values().stream().allMatch(type -> type.rejections().isEmpty()));
  }

  /** At least one client of each role subscribes to all it needs of the target, and has answered. */
  boolean programmed(Resources target) {
    return programmed(target, Role.ENVOY, ENVOY_TYPES)
        && programmed(target, Role.EXT_PROC, EXT_PROC_TYPES);
  }

  private boolean programmed(Resources target, Role role, Set<String> types) {
    Set<String> needed =
        types.stream().filter(type -> !target.ofType(type).isEmpty()).collect(Collectors.toSet());
    return clients.stream()
        .anyMatch(client -> client.role() == role
            && client.types().keySet().containsAll(needed)
            && answered(client, Stage.DONE));
  }

  private boolean answered(ClientState client, Stage stage) {
    return client.generation() >= generation
        && client.types().entrySet().stream()
            .filter(type -> stage.awaits(type.getKey()))
            .allMatch(type -> type.getValue().settled());
  }

  /** A connected client of this node id knows of this generation. */
  boolean follows(String node) {
    return clients.stream()
        .anyMatch(client -> client.node().equals(node) && client.generation() >= generation);
  }

  /** A connected client of this node id has answered for all of this type. */
  boolean settled(String node, String typeUrl) {
    return clients.stream().anyMatch(client -> {
      TypeState type = client.types().get(typeUrl);
      return client.node().equals(node)
          && client.generation() >= generation
          && type != null
          && type.settled();
    });
  }

  List<ClientRejection> rejections() {
    return clients.stream().flatMap(Audience::rejections).toList();
  }

  private static Stream<ClientRejection> rejections(ClientState client) {
    return client.types().entrySet().stream()
        .flatMap(type -> rejections(client, type.getKey(), type.getValue()));
  }

  private static Stream<ClientRejection> rejections(
      ClientState client, String typeUrl, TypeState state) {
    return state.rejections().stream()
        .flatMap(rejection -> rejection.resources().stream()
            .map(name -> new ClientRejection(
                client.node(),
                client.role(),
                new Ref(typeUrl, name),
                rejection.words(),
                rejection.since())));
  }

  private SortedSet<String> nodes(Predicate<ClientState> which) {
    return clients.stream()
        .filter(which)
        .map(ClientState::node)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
