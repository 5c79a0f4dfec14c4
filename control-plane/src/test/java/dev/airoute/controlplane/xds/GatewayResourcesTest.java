package dev.airoute.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.protobuf.Any;
import dev.airoute.api.Resource;
import dev.airoute.api.SecretValue;
import dev.airoute.controlplane.translate.GoldenFiles;
import dev.airoute.controlplane.translate.TestingObjects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayResourcesTest {
  private static final String CHAT = new GoldenFiles("xds").input("chat");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void theOrderOfObjectsDoesNotMatter(int seed) {
    List<Resource> objects = new ArrayList<>(TestingObjects.read(CHAT));
    Collections.shuffle(objects, new Random(seed));

    assertThat(GatewayResources.of(TestingGateways.gateway(objects)))
        .isEqualTo(TestingGateways.resources(CHAT));
  }

  @Test
  void aChangedSecretChangesOnlyTheSecret() {
    assertThat(changed(CHAT.replace("sk-openai-value", "sk-openai-rotated")))
        .singleElement(STRING)
        .startsWith(TypeUrls.SECRET + " credential/default/keys/openai@");
  }

  @Test
  void aChangedWeightChangesNothingOfEnvoys() {
    assertThat(changed(CHAT.replace("weight: 90", "weight: 80")))
        .containsExactly(TypeUrls.RULE + " default/chat/smart");
  }

  @Test
  void aNewRuleChangesNothingOfEnvoysUnlessItsDeadlinesAreNew() {
    String rule =
        "  - {name: NAME, models: [NAME], backends: [{provider: {name: openai}}], timeouts: {request: TIME}}\n";
    String before = "  - name: cheap\n";

    assertThat(changed(
            CHAT.replace(before, rule.replace("NAME", "new").replace("TIME", "300s") + before)))
        .containsExactly(TypeUrls.RULE + " default/chat/new");
    assertThat(changed(
            CHAT.replace(before, rule.replace("NAME", "new").replace("TIME", "7s") + before)))
        .containsExactlyInAnyOrder(
            TypeUrls.RULE + " default/chat/new", TypeUrls.ROUTE_CONFIGURATION + " gateway");
  }

  @Test
  void aChangedProviderIsANewOneBesideTheOld() {
    String changed = CHAT.replace("maxConnections: 10,", "maxConnections: 11,");
    Resources before = TestingGateways.resources(CHAT);
    Resources after = TestingGateways.resources(changed);

    for (String type : List.of(TypeUrls.LISTENER, TypeUrls.CLUSTER, TypeUrls.PROVIDER)) {
      assertThat(after.ofType(type)).as(type).hasSameSizeAs(before.ofType(type));
      before.ofType(type).forEach((name, resource) -> {
        if (name.contains("default/openai@")) {
          assertThat(after.ofType(type)).doesNotContainKey(name);
        } else {
          assertThat(after.ofType(type)).containsEntry(name, resource);
        }
      });
    }
  }

  @Test
  void consumersAndRulesNeverTouchTheOuterListener() {
    assertThat(TestingGateways.resources(CHAT).ofType(TypeUrls.LISTENER).get(OuterListener.NAME))
        .isEqualTo(TestingGateways.resources(new GoldenFiles("xds").input("echo"))
            .ofType(TypeUrls.LISTENER)
            .get(OuterListener.NAME));
  }

  @Test
  void secretValuesAreInSecretResourcesOnlyAndDoNotPrint() {
    Resources resources = TestingGateways.resources(CHAT);

    assertThat(holders(resources, "sk-openai-value"))
        .singleElement(STRING)
        .startsWith(TypeUrls.SECRET + " credential/default/keys/openai@");
    assertThat(ResourceText.yaml(resources)).doesNotContain("sk-openai-value", "sk-ant-value");
    assertThat(resources.toString()).doesNotContain("sk-openai-value", "sk-ant-value");
    assertThat(TestingGateways.gateway(CHAT).toString())
        .doesNotContain("sk-openai-value", "sk-ant-value");
  }

  @Test
  void keysGoOutWithoutTheLineEndOfTheirSecret() {
    assertThat(TestingGateways.gateway(CHAT).secrets().values())
        .extracting(SecretValue::revealText)
        .containsExactlyInAnyOrder("sk-openai-value", "sk-ant-value");
  }

  /** Type and name of everything that is not the same as for {@link #CHAT}. */
  private static Set<String> changed(String yaml) {
    Resources before = TestingGateways.resources(CHAT);
    Resources after = TestingGateways.resources(yaml);
    assertThat(after).as("the input was changed").isNotEqualTo(before);
    Set<String> changed = new TreeSet<>();
    Set<String> types = new TreeSet<>(before.byType().keySet());
    types.addAll(after.byType().keySet());
    for (String type : types) {
      Set<String> names = new TreeSet<>(before.ofType(type).keySet());
      names.addAll(after.ofType(type).keySet());
      for (String name : names) {
        Any was = before.ofType(type).get(name);
        if (was == null || !was.equals(after.ofType(type).get(name))) {
          changed.add(type + " " + name);
        }
      }
    }
    return changed;
  }

  private static Set<String> holders(Resources resources, String text) {
    Set<String> holders = new TreeSet<>();
    resources
        .byType()
        .forEach((type, named) -> named.forEach((name, resource) -> {
          if (resource.getValue().toStringUtf8().contains(text)) {
            holders.add(type + " " + name);
          }
        }));
    return holders;
  }
}
