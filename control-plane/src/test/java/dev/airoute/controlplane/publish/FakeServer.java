package dev.airoute.controlplane.publish;

import dev.airoute.controlplane.serve.ClientState;
import dev.airoute.controlplane.serve.Rejection;
import dev.airoute.controlplane.serve.ResourceServer;
import dev.airoute.controlplane.serve.Role;
import dev.airoute.controlplane.serve.TypeState;
import dev.airoute.controlplane.xds.Resources;
import dev.airoute.controlplane.xds.TypeUrls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps what it is given to serve, and has the clients that the test says. */
final class FakeServer implements ResourceServer {
  static final Set<String> ENVOY_TYPES = Set.of(
      TypeUrls.CLUSTER,
      TypeUrls.ENDPOINT,
      TypeUrls.SECRET,
      TypeUrls.LISTENER,
      TypeUrls.ROUTE_CONFIGURATION);
  static final Set<String> EXT_PROC_TYPES =
      Set.of(TypeUrls.PROVIDER, TypeUrls.CONSUMER, TypeUrls.RULE);

  private static final class Client {
    final Role role;
    final Set<String> types;
    final Set<String> unsettled = new HashSet<>();
    final Map<Ref, Rejection> rejections = new LinkedHashMap<>();

    /** Answers everything by itself, as soon as it is served. */
    boolean willing = true;

    Client(Role role, Set<String> types) {
      this.role = role;
      this.types = types;
    }
  }

  final List<Resources> history = new ArrayList<>();
  private final Map<String, Client> clients = new TreeMap<>();
  private final List<Consumer<List<ClientState>>> listeners = new ArrayList<>();

  FakeServer envoy(String node) {
    return connect(node, Role.ENVOY, ENVOY_TYPES);
  }

  FakeServer extProc(String node) {
    return connect(node, Role.EXT_PROC, EXT_PROC_TYPES);
  }

  FakeServer connect(String node, Role role, Set<String> types) {
    clients.put(node, new Client(role, types));
    notifyListeners();
    return this;
  }

  void disconnect(String node) {
    clients.remove(node);
    notifyListeners();
  }

  /** From now on the client leaves unanswered what changes. */
  void hang(String node) {
    client(node).willing = false;
  }

  /** The client answers what it has left unanswered, and goes on leaving. */
  void answer(String node) {
    client(node).unsettled.clear();
    notifyListeners();
  }

  void reject(String node, String type, String name, String words) {
    client(node)
        .rejections
        .put(new Ref(type, name), new Rejection(List.of(name), words, Instant.EPOCH));
    notifyListeners();
  }

  void relent(String node) {
    client(node).rejections.clear();
    notifyListeners();
  }

  private Client client(String node) {
    return java.util.Objects.requireNonNull(clients.get(node), node);
  }

  Resources served() {
    return history.getLast();
  }

  @Override
  public long set(Resources resources) {
    Resources before = history.isEmpty() ? Resources.EMPTY : history.getLast();
    history.add(resources);
    for (Client client : clients.values()) {
      for (String type : client.types) {
        if (!client.willing && !before.ofType(type).equals(resources.ofType(type))) {
          client.unsettled.add(type);
        }
      }
    }
    notifyListeners();
    return history.size();
  }

  @Override
  public List<ClientState> clients() {
    List<ClientState> states = new ArrayList<>();
    clients.forEach((node, client) -> states.add(state(node, client)));
    return states;
  }

  private ClientState state(String node, Client client) {
    TreeMap<String, TypeState> types = new TreeMap<>();
    for (String type : client.types) {
      List<Rejection> rejections = new ArrayList<>();
      client.rejections.forEach((ref, rejection) -> {
        if (ref.typeUrl().equals(type)) {
          rejections.add(rejection);
        }
      });
      types.put(type, new TypeState(true, 0, 0, "", !client.unsettled.contains(type), rejections));
    }
    return new ClientState(
        1, node, "airoute", "fake", client.role, Instant.EPOCH, history.size(), types);
  }

  @Override
  public void onChange(Consumer<List<ClientState>> listener) {
    listeners.add(listener);
  }

  private void notifyListeners() {
    listeners.forEach(listener -> listener.accept(clients()));
  }

  /** Names by short type, of all that is served. */
  static Map<String, List<String>> names(Resources resources) {
    Map<String, List<String>> names = new HashMap<>();
    resources
        .byType()
        .forEach((type, named) ->
            names.put(type.substring(type.lastIndexOf('.') + 1), List.copyOf(named.keySet())));
    return names;
  }
}
