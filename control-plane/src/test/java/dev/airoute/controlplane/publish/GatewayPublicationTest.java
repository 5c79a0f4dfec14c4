package dev.airoute.controlplane.publish;

import static dev.airoute.controlplane.xds.TypeUrls.CLUSTER;
import static dev.airoute.controlplane.xds.TypeUrls.LISTENER;
import static dev.airoute.controlplane.xds.TypeUrls.PROVIDER;
import static dev.airoute.controlplane.xds.TypeUrls.ROUTE_CONFIGURATION;
import static dev.airoute.controlplane.xds.TypeUrls.RULE;
import static dev.airoute.controlplane.xds.TypeUrls.SECRET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.MoreCollectors;
import com.google.protobuf.Any;
import dev.airoute.config.v1.Backend;
import dev.airoute.config.v1.Rule;
import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.translate.TestingObjects;
import dev.airoute.controlplane.translate.Translator;
import dev.airoute.controlplane.xds.GatewayResources;
import dev.airoute.controlplane.xds.Resources;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The names and references that publication goes by are those of real resources. */
final class GatewayPublicationTest {
  private static final String WORLD = """
      apiVersion: v1
      kind: Secret
      metadata: {name: keys}
      stringData: {a: sk-a, b: sk-b}
      ---
      apiVersion: airoute.dev/v1alpha1
      kind: AIProvider
      metadata: {name: a}
      spec:
        type: OpenAI
        endpoint: {url: "https://%1$s.example.com/v1"}
        credentials: {apiKey: {secretRef: {name: keys, key: a}}}
      ---
      apiVersion: airoute.dev/v1alpha1
      kind: AIProvider
      metadata: {name: b}
      spec:
        type: Anthropic
        credentials: {apiKey: {secretRef: {name: keys, key: b}}}
      ---
      apiVersion: airoute.dev/v1alpha1
      kind: AIRoute
      metadata: {name: chat}
      spec:
        rules:
        - {name: one, models: [one], backends: [{provider: {name: a}}], timeouts: {request: %2$s}}
        - {name: two, models: [two], backends: [{provider: {name: b}, model: claude}], timeouts: {request: %2$s}}
      """;

  private static final Resources OLD = resources("old", "100s");
  private static final Resources NEW = resources("new", "200s");

  private final FakeScheduler scheduler = new FakeScheduler();
  private final FakeServer server = new FakeServer();
  private final Publisher publisher =
      new Publisher(server, scheduler, scheduler, Duration.ofSeconds(10), Duration.ZERO);

  private static Resources resources(String host, String timeout) {
    return resources(WORLD, host, timeout);
  }

  private static Resources resources(String world, String host, String timeout) {
    String yaml = world.formatted(host, timeout);
    return GatewayResources.of(
        Translator.translate(TestingObjects.resourceSet(yaml), Settings.DEFAULT).gateway());
  }

  private void publish(Resources resources) {
    publisher.publish(resources);
    scheduler.run();
  }

  private static Rule rule(Resources resources, String name) throws Exception {
    return Rule.parseFrom(requireNonNull(resources.ofType(RULE).get(name)).getValue());
  }

  private static String providerOf(Resources resources, String rule) throws Exception {
    return rule(resources, rule).getBackends(0).getProvider();
  }

  @Test
  void whatARuleMayChooseIsServedAtEveryMoment() throws Exception {
    publish(OLD);
    publish(NEW);
    assertThat(server.served()).isEqualTo(NEW);
    assertThat(server.history.size()).isGreaterThan(4);
    for (Resources state : server.history) {
      List<String> routes =
          Gateways.routeNames(requireNonNull(state.ofType(ROUTE_CONFIGURATION).get("gateway")));
      for (Any packed : state.ofType(RULE).values()) {
        Rule rule = Rule.parseFrom(packed.getValue());
        assertThat(routes).contains(rule.getEnvoyRoute(), rule.getEnvoyRouteWhole());
        for (Backend backend : rule.getBackendsList()) {
          assertThat(state.ofType(CLUSTER)).containsKey(backend.getCluster());
          assertThat(state.ofType(LISTENER)).containsKey(backend.getCluster());
          assertThat(state.ofType(PROVIDER)).containsKey(backend.getProvider());
        }
      }
    }
  }

  @Test
  void keyOfAMovedProviderNeverReachesItsOldHost() throws Exception {
    publish(OLD);
    publish(resources(WORLD.replace("sk-a", "sk-moved"), "new", "100s"));
    String oldHop = "hop/" + providerOf(OLD, "default/chat/one");
    int both = 0;
    for (Resources state : server.history) {
      Any hop = state.ofType(LISTENER).get(oldHop);
      if (hop != null) {
        both++;
        assertThat(keys(state, hop)).containsExactly("sk-a");
      }
    }
    assertThat(both).as("states on the way").isGreaterThan(3);
    assertThat(server.served().ofType(LISTENER)).doesNotContainKey(oldHop);
    assertThat(server.served().ofType(SECRET)).hasSize(2);
  }

  @Test
  void rotatedKeyKeepsItsName() {
    Resources rotated = resources(WORLD.replace("sk-a", "sk-rotated"), "old", "100s");
    assertThat(rotated.ofType(SECRET)).isNotEqualTo(OLD.ofType(SECRET));
    assertThat(rotated.ofType(SECRET).keySet()).isEqualTo(OLD.ofType(SECRET).keySet());
    assertThat(rotated.ofType(LISTENER)).isEqualTo(OLD.ofType(LISTENER));
  }

  /** The values of the secrets that the listener names. */
  private static List<String> keys(Resources state, Any listener) throws Exception {
    List<String> keys = new ArrayList<>();
    for (Ref ref : References.needed(state, Set.of(), List.of(listener))) {
      if (ref.typeUrl().equals(SECRET)) {
        Any secret = requireNonNull(state.ofType(SECRET).get(ref.name()));
        keys.add(
            Secret.parseFrom(secret.getValue()).getGenericSecret().getSecret().getInlineString());
      }
    }
    return keys;
  }

  private static Ref secret(Resources resources, String key) {
    return resources.ofType(SECRET).keySet().stream()
        .filter(name -> name.startsWith("credential/default/keys/" + key + "@"))
        .map(name -> new Ref(SECRET, name))
        .collect(MoreCollectors.onlyElement());
  }

  @Test
  void ruleNeedsItsHopProviderSecretAndRoutes() throws Exception {
    Rule rule = rule(OLD, "default/chat/one");
    String provider = providerOf(OLD, "default/chat/one");
    Set<String> routes = new TreeSet<>(List.of(rule.getEnvoyRoute(), rule.getEnvoyRouteWhole()));
    assertThat(References.needed(OLD, routes, List.of(Any.pack(rule))))
        .contains(
            new Ref(PROVIDER, provider),
            new Ref(CLUSTER, "hop/" + provider),
            new Ref(LISTENER, "hop/" + provider),
            new Ref(CLUSTER, "provider/" + provider),
            secret(OLD, "a"),
            new Ref(Ref.ROUTE_ENTRY, rule.getEnvoyRoute()),
            new Ref(Ref.ROUTE_ENTRY, rule.getEnvoyRouteWhole()))
        .doesNotContain(secret(OLD, "b"), new Ref(PROVIDER, providerOf(OLD, "default/chat/two")));
  }

  @Test
  void refusedProviderClusterHoldsItsRuleOnly() throws Exception {
    publish(OLD);
    server.envoy("envoy").extProc("xp");
    server.hang("envoy");
    publish(NEW);
    String oldProvider = providerOf(OLD, "default/chat/one");
    String newProvider = providerOf(NEW, "default/chat/one");
    assertThat(newProvider).isNotEqualTo(oldProvider);
    server.reject("envoy", CLUSTER, "provider/" + newProvider, "bad");
    for (int i = 0; i < 5; i++) {
      server.answer("envoy");
      scheduler.run();
    }

    assertThat(rule(server.served(), "default/chat/one")).isEqualTo(rule(OLD, "default/chat/one"));
    assertThat(rule(server.served(), "default/chat/two")).isEqualTo(rule(NEW, "default/chat/two"));
    assertThat(requireNonNull(publisher.status()).held())
        .contains(new Ref(RULE, "default/chat/one"))
        .doesNotContain(new Ref(RULE, "default/chat/two"));
    assertThat(server.served().ofType(LISTENER)).containsKey("hop/" + oldProvider);
    assertThat(Gateways.routeNames(
            requireNonNull(server.served().ofType(ROUTE_CONFIGURATION).get("gateway"))))
        .contains(rule(OLD, "default/chat/one").getEnvoyRoute());
  }
}
