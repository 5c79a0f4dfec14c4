package dev.airoute.controlplane.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.controlplane.xds.TypeUrls;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens in whatever order (changes, poison, subscriptions, slow reading, late answers, reconnects): when
 * things calm down, a client that follows the protocol holds exactly what is served, but for what it refuses.
 */
final class DeltaConvergenceTest {
  private static final String TYPE = TypeUrls.CLUSTER;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g");

  static List<Long> seeds() {
    return new Random(42).longs(300).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void clientEndsWithWhatIsServed(long seed) {
    Random random = new Random(seed);
    ModelClient client = new ModelClient();
    World world = randomChange(World.EMPTY, random);
    client.connect(world, random.nextBoolean() ? List.of() : List.of("a", "x"));
    for (int step = 0; step < 200; step++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> client.serve(world = randomChange(world, random));
        case 3 -> client.subscribe(randomName(random));
        case 4 -> client.unsubscribe(randomName(random));
        case 5 -> client.connection.outlet.ready = random.nextBoolean();
        case 6 -> client.reconnect(world);
        default -> client.answerOne();
      }
    }
    client.settle();
    client.assertHolds(world);
  }

  private static World randomChange(World world, Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    boolean exists = world.resources().ofType(TYPE).containsKey(name);
    return switch (random.nextInt(4)) {
      case 0 -> exists ? world.without(TYPE, name) : world;
      case 1 -> world.with(TYPE, name, "poison-" + random.nextInt(3));
      default -> world.with(TYPE, name, "good-" + random.nextInt(3));
    };
  }

  private static String randomName(Random random) {
    return random.nextInt(4) == 0 ? "*" : NAMES.get(random.nextInt(NAMES.size()));
  }

  /** Takes or refuses a response as a whole, as the protocol wants it; refuses any that holds poison. */
  private static final class ModelClient {
    private final Map<String, Resource> holds = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private boolean wildcard;
    private DeltaConversation connection = new DeltaConversation();
    private final Deque<DeltaDiscoveryResponse> unread = new ArrayDeque<>();

    void connect(World world, List<String> names) {
      wildcard = names.isEmpty();
      named.addAll(names);
      connection.serve(world).subscribe(TYPE, names.toArray(String[]::new));
      receive();
    }

    void reconnect(World world) {
      connection = new DeltaConversation().serve(world);
      unread.clear();
      Set<String> names = new HashSet<>(named);
      if (wildcard && !names.isEmpty()) {
        names.add("*");
      }
      if (!wildcard && names.isEmpty()) {
        // Nothing is wanted: a client would not ask at all; this one asks for a name and takes it
        // back.
        connection.subscribe(TYPE, "none");
        connection.unsubscribe(TYPE, "none");
        holds.clear();
      } else {
        Map<String, String> versions = new HashMap<>();
        holds.forEach((name, resource) -> versions.put(name, resource.getVersion()));
        connection.resume(TYPE, List.copyOf(names), versions);
      }
      receive();
    }

    void serve(World world) {
      connection.serve(world);
      receive();
    }

    void subscribe(String name) {
      if (name.equals("*")) {
        wildcard = true;
      } else {
        named.add(name);
      }
      connection.subscribe(TYPE, name);
      receive();
    }

    void unsubscribe(String name) {
      if (name.equals("*")) {
        wildcard = false;
      } else {
        named.remove(name);
      }
      holds.keySet().removeIf(held -> !wildcard && !named.contains(held));
      connection.unsubscribe(TYPE, name);
      receive();
    }

    private void receive() {
      unread.addAll(connection.sent());
    }

    void answerOne() {
      DeltaDiscoveryResponse response = unread.poll();
      if (response == null) {
        return;
      }
      DeltaDiscoveryRequest.Builder answer =
          DeltaDiscoveryRequest.newBuilder().setTypeUrl(TYPE).setResponseNonce(response.getNonce());
      if (response.getResourcesList().stream().anyMatch(ModelClient::poison)) {
        answer.setErrorDetail(com.google.rpc.Status.newBuilder().setMessage("poison"));
      } else {
        response.getResourcesList().stream()
            .filter(resource -> wildcard || named.contains(resource.getName()))
            .forEach(resource -> holds.put(resource.getName(), resource));
        holds.keySet().removeAll(response.getRemovedResourcesList());
      }
      connection.request(answer);
      receive();
    }

    private static boolean poison(Resource resource) {
      return resource.getResource().getValue().toStringUtf8().startsWith("poison");
    }

    void settle() {
      connection.outlet.ready = true;
      connection.stream.ready();
      receive();
      for (int i = 0; !unread.isEmpty(); i++) {
        assertThat(i).as("responses without end").isLessThan(200);
        answerOne();
      }
    }

    void assertHolds(World world) {
      assertThat(connection.state(TYPE).settled()).isTrue();
      Map<String, String> held = new HashMap<>();
      holds.forEach((name, r) -> held.put(name, r.getResource().getValue().toStringUtf8()));
      Map<String, String> wanted = new HashMap<>();
      Set<String> refused = new HashSet<>();
      world.resources().ofType(TYPE).forEach((name, any) -> {
        if (wildcard || named.contains(name)) {
          String content = any.getValue().toStringUtf8();
          if (content.startsWith("poison")) {
            refused.add(name);
          } else {
            wanted.put(name, content);
          }
        }
      });
      held.keySet().removeAll(refused);
      assertThat(held).isEqualTo(wanted);
      assertThat(connection.state(TYPE).rejections())
          .flatExtracting(Rejection::resources)
          .containsExactlyInAnyOrderElementsOf(refused);
    }
  }
}
