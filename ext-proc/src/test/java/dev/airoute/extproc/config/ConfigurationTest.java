package dev.airoute.extproc.config;

import static dev.airoute.extproc.config.TestingResources.backend;
import static dev.airoute.extproc.config.TestingResources.consumer;
import static dev.airoute.extproc.config.TestingResources.provider;
import static dev.airoute.extproc.config.TestingResources.resource;
import static dev.airoute.extproc.config.TestingResources.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.airoute.config.v1.Access;
import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.HeaderMatch;
import dev.airoute.config.v1.HeaderMatchType;
import dev.airoute.config.v1.Rule;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {
  private final Configuration configuration = new Configuration();

  @BeforeEach
  void knowOneProvider() {
    assertThat(accept(ResourceType.PROVIDER, provider("default/p@1", Dialect.OPENAI_CHAT)))
        .isEmpty();
  }

  @Test
  void isCompleteOnlyWhenEveryTypeWasHeardOf() {
    assertThat(configuration.complete()).isFalse();
    assertThat(accept(ResourceType.CONSUMER)).isEmpty();
    assertThat(configuration.complete()).isFalse();
    assertThat(accept(ResourceType.RULE)).isEmpty();
    assertThat(configuration.complete()).isTrue();
  }

  @Test
  void tellsTheVersionsItHolds() {
    accept(ResourceType.RULE, rule("a", "m").build(), rule("b", "m").build());
    configuration.accept(
        ResourceType.RULE,
        DeltaDiscoveryResponse.newBuilder().addRemovedResources("a").build());

    assertThat(configuration.versions(ResourceType.RULE)).containsExactly(Map.entry("b", "1"));
    assertThat(configuration.versions(ResourceType.PROVIDER)).containsOnlyKeys("default/p@1");
  }

  @Test
  void takesNothingOfAResponseWithOneBadResource() {
    accept(ResourceType.RULE, rule("good", "m").build());

    Optional<String> problem =
        accept(ResourceType.RULE, rule("good", "other").build(), rule("bad").build());

    assertThat(problem).contains("bad: it names no model");
    assertThat(matches("m")).isTrue();
    assertThat(matches("other")).isFalse();
    assertThat(configuration.versions(ResourceType.RULE)).containsOnlyKeys("good");
  }

  @Test
  void namesTheFirstProblemsAndCountsTheRest() {
    Message[] bad =
        IntStream.range(0, 13).mapToObj(i -> rule("bad-" + i).build()).toArray(Message[]::new);

    assertThat(accept(ResourceType.RULE, bad))
        .hasValueSatisfying(words -> assertThat(words)
            .startsWith("bad-0: it names no model; bad-1: it names no model; ")
            .endsWith("; and 3 more"));
  }

  @Test
  void keepsAWithdrawnProviderForTheRulesThatNameIt() {
    accept(ResourceType.RULE, rule("r", "m").build());

    configuration.accept(
        ResourceType.PROVIDER,
        DeltaDiscoveryResponse.newBuilder().addRemovedResources("default/p@1").build());

    assertThat(matches("m")).isTrue();
    assertThat(configuration.versions(ResourceType.PROVIDER)).isEmpty();
    assertThat(accept(ResourceType.RULE, rule("r", "n").build())).isEmpty();
    configuration.accept(
        ResourceType.RULE,
        DeltaDiscoveryResponse.newBuilder().addRemovedResources("r").build());
    assertThat(accept(ResourceType.RULE, rule("r", "m").build()))
        .contains("r: it names the unknown provider \"default/p@1\"");
  }

  @Test
  void forgetsRemovedConsumers() {
    accept(ResourceType.CONSUMER, consumer("default/alice", "key"));
    byte[] digest = TestingResources.sha256("key").toByteArray();
    assertThat(configuration.snapshot().consumer(digest)).isNotNull();

    configuration.accept(
        ResourceType.CONSUMER,
        DeltaDiscoveryResponse.newBuilder().addRemovedResources("default/alice").build());

    assertThat(configuration.snapshot().consumer(digest)).isNull();
  }

  static List<Arguments> unusable() {
    return List.of(
        bad(
            ResourceType.RULE,
            rule("r", "m").setAccess(Access.ACCESS_UNSPECIFIED).build(),
            "who has access"),
        bad(ResourceType.RULE, rule("r", "a*b").build(), "only a trailing * is a wildcard"),
        bad(ResourceType.RULE, rule("r", "").build(), "a model name is empty"),
        bad(ResourceType.RULE, rule("r", "m").clearEnvoyRoute().build(), "no envoy_route"),
        bad(ResourceType.RULE, rule("r", "m").clearBackends().build(), "no backend"),
        bad(
            ResourceType.RULE,
            rule("r", "m").setSelectionValue(99).build(),
            "selection is unknown"),
        bad(
            ResourceType.RULE,
            rule("r", "m").setLossPolicyValue(99).build(),
            "loss_policy is unknown"),
        bad(
            ResourceType.RULE,
            rule("r", "m").addFallbackOnValue(99).build(),
            "fallback_on is unknown"),
        bad(
            ResourceType.RULE,
            rule("r", "m").addBackends(backend("default/x@9", 1, 0)).build(),
            "unknown provider \"default/x@9\""),
        bad(
            ResourceType.RULE,
            edited(BodyEdits.newBuilder().putSet("max_tokens", "4 096").build()),
            "edit of max_tokens is not a JSON value"),
        bad(
            ResourceType.RULE,
            edited(BodyEdits.newBuilder().putDefaults("user", "me").build()),
            "edit of user is not a JSON value"),
        bad(
            ResourceType.RULE,
            rule("r", "m")
                .addBackends(backend("default/p@1", 1, 0).toBuilder().clearCluster())
                .build(),
            "no cluster"),
        bad(
            ResourceType.RULE,
            rule("r", "m")
                .addBackends(backend("default/p@1", 1, 0).toBuilder().setDialectValue(99))
                .build(),
            "dialect that is unknown"),
        bad(
            ResourceType.RULE,
            rule("r", "m")
                .addHeaders(HeaderMatch.newBuilder()
                    .setName("x")
                    .setValue("(")
                    .setType(HeaderMatchType.REGULAR_EXPRESSION))
                .build(),
            "\"(\" is not RE2"),
        bad(
            ResourceType.RULE,
            rule("r", "m")
                .addHeaders(HeaderMatch.newBuilder().setName("x").setTypeValue(9))
                .build(),
            "unknown match type 9"),
        bad(
            ResourceType.RULE,
            rule("r", "m").addHeaders(HeaderMatch.getDefaultInstance()).build(),
            "header match has no name"),
        bad(
            ResourceType.PROVIDER,
            provider("default/q@1", Dialect.DIALECT_UNSPECIFIED),
            "dialect is missing"),
        bad(
            ResourceType.PROVIDER,
            provider("default/q@1", Dialect.OPENAI_CHAT).toBuilder()
                .clearAuthority()
                .build(),
            "no authority"),
        bad(
            ResourceType.PROVIDER,
            provider("default/q@1", Dialect.OPENAI_CHAT).toBuilder()
                .setPathPrefix("v1/")
                .build(),
            "path_prefix \"v1/\""),
        bad(
            ResourceType.PROVIDER,
            provider("default/q@1", Dialect.OPENAI_CHAT).toBuilder()
                .clearProviderName()
                .build(),
            "no provider_name"),
        bad(
            ResourceType.CONSUMER,
            consumer("c", "key").toBuilder()
                .addApiKeySha256(ByteString.copyFromUtf8("short"))
                .build(),
            "5 bytes, a SHA-256 has 32"),
        bad(ResourceType.CONSUMER, consumer("c", "key", "*-mini"), "only a trailing *"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void refusesInWords(ResourceType type, Message resource, String words) {
    assertThat(accept(type, resource))
        .hasValueSatisfying(said -> assertThat(said).contains(words));
  }

  @Test
  void refusesResourcesOfAnotherTypeNameOrForm() {
    Resource rule = resource(rule("r", "m").build(), "1");
    assertThat(accept(rule.toBuilder().setName("other").build()))
        .hasValue("other: it calls itself \"r\"");
    assertThat(accept(rule.toBuilder().setResource(Any.pack(consumer("r", "k"))).build()))
        .hasValueSatisfying(words ->
            assertThat(words).contains("type is type.googleapis.com/airoute.config.v1.Consumer"));
    Any broken = rule.getResource().toBuilder()
        .setValue(ByteString.copyFromUtf8("\u0001"))
        .build();
    assertThat(accept(rule.toBuilder().setResource(broken).build()))
        .hasValueSatisfying(words ->
            assertThat(words).startsWith("r: not a type.googleapis.com/airoute.config.v1.Rule"));
  }

  private boolean matches(String model) {
    return configuration.snapshot().host("h").match(model, Map.of()) != null;
  }

  private Optional<String> accept(Resource rule) {
    return configuration.accept(
        ResourceType.RULE,
        DeltaDiscoveryResponse.newBuilder().addResources(rule).build());
  }

  private Optional<String> accept(ResourceType type, Message... resources) {
    DeltaDiscoveryResponse.Builder response = DeltaDiscoveryResponse.newBuilder();
    List.of(resources).forEach(each -> response.addResources(resource(each, "1")));
    return configuration.accept(type, response.build());
  }

  private static Rule edited(BodyEdits edits) {
    return rule("r", "m")
        .setBackends(0, backend("default/p@1", 1, 0).toBuilder().setEdits(edits))
        .build();
  }

  private static Arguments bad(ResourceType type, Message resource, String words) {
    return Arguments.of(type, Objects.requireNonNull(resource), words);
  }
}
