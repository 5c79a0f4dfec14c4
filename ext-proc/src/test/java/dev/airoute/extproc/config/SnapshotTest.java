package dev.airoute.extproc.config;

import static dev.airoute.extproc.config.TestingResources.consumer;
import static dev.airoute.extproc.config.TestingResources.rule;
import static dev.airoute.extproc.config.TestingResources.sha256;
import static dev.airoute.extproc.config.TestingResources.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Access;
import dev.airoute.config.v1.HeaderMatch;
import dev.airoute.config.v1.HeaderMatchType;
import dev.airoute.config.v1.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {
  @ParameterizedTest
  @CsvSource({
    "gpt-4o, exact",
    "gpt-4o-mini, longer",
    "gpt-3.5, shorter",
    "claude, everything",
    "gpt-, shorter",
    "GPT-4o, everything",
  })
  void prefersExactNameThenLongestWildcard(String model, String rule) {
    Snapshot snapshot = snapshot(List.of(
        rule("everything", "*").build(),
        rule("shorter", "gpt-*").build(),
        rule("longer", "gpt-4o*").build(),
        rule("exact", "gpt-4o").build()));

    assertThat(match(snapshot, "any.test", model, Map.of())).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "ai.example.com, exact",
    "AI.Example.COM, exact",
    "ai.example.com:10080, exact",
    "eu.ai.example.com, longer",
    "a.b.example.com, shorter",
    "example.com, any",
    "127.0.0.1:10080, any",
    "[::1]:10080, any",
  })
  void prefersExactHostThenLongestWildcardThenAny(String host, String rule) {
    Snapshot snapshot = snapshot(List.of(
        rule("any", "m").build(),
        rule("shorter", "m").addHostnames("*.example.com").build(),
        rule("longer", "m").addHostnames("*.ai.example.com").build(),
        rule("exact", "m").addHostnames("ai.example.com").build()));

    assertThat(match(snapshot, host, "m", Map.of())).isEqualTo(rule);
  }

  @Test
  void fallsToLessSpecificHostForModelsThatTheSpecificOneLacks() {
    Snapshot snapshot = snapshot(List.of(
        rule("any", "other").build(), rule("own", "m").addHostnames("ai.test").build()));

    assertThat(match(snapshot, "ai.test", "other", Map.of())).isEqualTo("any");
    assertThat(match(snapshot, "else.test", "m", Map.of())).isNull();
  }

  @Test
  void prefersMoreHeadersThenSmallerPrecedence() {
    Snapshot snapshot = snapshot(List.of(
        rule("late", "m").setPrecedence(7).build(),
        rule("early", "m").setPrecedence(3).build(),
        rule("gold", "m").addHeaders(header("X-Tier", "gold")).setPrecedence(9).build(),
        rule("gold-eu", "m")
            .addHeaders(header("x-tier", "gold"))
            .addHeaders(pattern("x-region", "eu-.+"))
            .setPrecedence(10)
            .build()));

    assertThat(match(snapshot, "h", "m", Map.of())).isEqualTo("early");
    assertThat(match(snapshot, "h", "m", Map.of("x-tier", "silver"))).isEqualTo("early");
    assertThat(match(snapshot, "h", "m", Map.of("x-tier", "gold"))).isEqualTo("gold");
    assertThat(match(snapshot, "h", "m", Map.of("x-tier", "gold", "x-region", "eu-west")))
        .isEqualTo("gold-eu");
    assertThat(match(snapshot, "h", "m", Map.of("x-tier", "gold", "x-region", "not-eu-west")))
        .isEqualTo("gold");
  }

  @Test
  void knowsHostsAndWhetherStrangersMayCome() {
    Snapshot snapshot = snapshot(List.of(
        rule("a", "m").addHostnames("open.test").build(),
        rule("b", "m").addHostnames("closed.test").setAccess(Access.CONSUMERS).build(),
        rule("c", "n", "n*")
            .addHostnames("closed.test")
            .setAccess(Access.CONSUMERS)
            .build()));

    assertThat(snapshot.host("open.test").anonymous()).isTrue();
    assertThat(snapshot.host("closed.test").anonymous()).isFalse();
    assertThat(snapshot.host("closed.test").modelNames()).containsExactly("m", "n");
    assertThat(snapshot.host("unknown.test").isEmpty()).isTrue();
    assertThat(snapshot.host("closed.test").isEmpty()).isFalse();
  }

  @Test
  void findsConsumersByWholeDigest() {
    Snapshot snapshot = snapshot(List.of(
        consumer("default/alice", "a-key"), consumer("default/bob", "b-key", "fast-*", "smart")));

    KnownConsumer bob = Objects.requireNonNull(snapshot.consumer(sha256("b-key").toByteArray()));
    assertThat(bob.name()).isEqualTo("default/bob");
    assertThat(bob.mayUse("smart")).isTrue();
    assertThat(bob.mayUse("fast-1")).isTrue();
    assertThat(bob.mayUse("smarter")).isFalse();
    assertThat(snapshot.consumer(sha256("a-key").toByteArray()))
        .matches(alice -> alice != null && alice.mayUse("anything"));
    byte[] almost = sha256("b-key").toByteArray();
    almost[31] ^= 1;
    assertThat(snapshot.consumer(almost)).isNull();
  }

  @Test
  void givesASharedKeyToTheFirstName() {
    Snapshot snapshot =
        snapshot(List.of(consumer("default/zoe", "key"), consumer("default/abe", "key")));

    assertThat(snapshot.consumer(sha256("key").toByteArray()))
        .matches(consumer -> consumer != null && consumer.name().equals("default/abe"));
  }

  /** A million look-ups among ten thousand rules take a second or two; by scanning they would take minutes. */
  @Test
  @Timeout(30)
  void looksUpAmongTenThousandRulesWithoutScanning() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rules.add(
          rule("rule-" + i, "model-" + i, "family-" + i + "-*").setPrecedence(i).build());
    }
    HostRules host = snapshot(rules).host("h");
    int wrong = 0;
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 10_000; i++) {
        ResolvedRule rule = host.match("family-" + i + "-x", Map.of());
        if (rule == null || rule.spec().getPrecedence() != i) {
          wrong++;
        }
      }
    }
    assertThat(wrong).isZero();
  }

  private static @Nullable String match(
      Snapshot snapshot, String host, String model, Map<String, String> headers) {
    ResolvedRule rule = snapshot.host(host).match(model, headers);
    return rule == null ? null : rule.name();
  }

  private static HeaderMatch header(String name, String value) {
    return HeaderMatch.newBuilder().setName(name).setValue(value).build();
  }

  private static HeaderMatch pattern(String name, String value) {
    return header(name, value).toBuilder()
        .setType(HeaderMatchType.REGULAR_EXPRESSION)
        .build();
  }
}
