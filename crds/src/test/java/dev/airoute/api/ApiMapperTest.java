package dev.airoute.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;

final class ApiMapperTest {
  private static final JsonMapper MAPPER = ApiMapper.create();

  @Test
  void readsProviderWithEveryBlock() {
    AIProvider provider = MAPPER.readValue("""
        {"apiVersion": "airoute.dev/v1alpha1", "kind": "AIProvider",
         "metadata": {"name": "azure", "namespace": "ai", "generation": 4, "creationTimestamp": "2026-01-02T03:04:05Z",
                      "uid": "ignored"},
         "spec": {
           "type": "AzureOpenAI", "api": "Responses",
           "endpoint": {"service": {"name": "vllm", "port": 8000, "path": "/v1"},
                        "tls": {"caCertificateRef": {"name": "ca"}, "serverName": "vllm.example"}},
           "credentials": {"azure": {"tenantId": "t", "clientId": "c", "secretRef": {"name": "sp", "key": "k"}}},
           "azure": {"apiVersion": "2025-01-01-preview", "deployments": {"gpt-4o": "mine"}},
           "health": {"ejectionTime": "1m30s", "rateLimitedEjection": "Never"},
           "models": [{"name": "gpt-4o", "price": {"input": "2.50", "output": "10"}, "contextWindow": 128000}]},
         "status": {"conditions": []}}
        """, AIProvider.class);

    assertThat(provider.title()).isEqualTo("AIProvider ai/azure");
    assertThat(provider.metadata())
        .isEqualTo(new ObjectMeta("azure", "ai", 4L, Instant.parse("2026-01-02T03:04:05Z")));
    AIProvider.Spec spec = provider.spec();
    assertThat(spec.type()).isEqualTo(ProviderType.AZURE_OPENAI).hasToString("AzureOpenAI");
    assertThat(spec.api()).isEqualTo(ProviderApi.RESPONSES);
    assertThat(spec.endpoint())
        .isEqualTo(new AIProvider.Endpoint(
            null,
            new AIProvider.Service("vllm", null, 8000, "/v1"),
            new AIProvider.Tls(new SecretRef("ca"), "vllm.example")));
    assertThat(requireNonNull(spec.credentials()).chosen())
        .contains(new Credentials.Azure("t", "c", new SecretKeyRef("sp", "k")));
    assertThat(requireNonNull(spec.azure()).deployments()).containsEntry("gpt-4o", "mine");
    assertThat(spec.health())
        .isEqualTo(new AIProvider.Health(5, Duration.ofSeconds(90), RateLimitedEjection.NEVER));
    assertThat(spec.capacity()).isEqualTo(new AIProvider.Capacity(1024, 1024, 1024));
    assertThat(spec.models())
        .containsExactly(new AIProvider.Model(
            "gpt-4o",
            new AIProvider.Price(new BigDecimal("2.50"), new BigDecimal("10"), null, null),
            128_000L));
  }

  @Test
  void readsRouteAndGivesDefaults() {
    AIRoute route = MAPPER.readValue("""
        {"metadata": {"name": "chat"},
         "spec": {"rules": [{
           "name": "smart", "models": ["smart"],
           "backends": [{"provider": {"name": "openai"},
                         "request": {"set": {"max_tokens": 4096}, "remove": ["logit_bias"]}}],
           "cache": {"ttl": "10m", "maxEntryBytes": "64Ki"},
           "limits": [{"requests": 5, "per": "Minute"}, {"tokens": 6, "per": "Day", "by": "Header:x-team"}]}]}}
        """, AIRoute.class);

    assertThat(route.name()).hasToString("default/chat");
    assertThat(route.spec().access()).isEqualTo(Access.CONSUMERS);
    AIRoute.Rule rule = route.spec().rules().getFirst();
    assertThat(rule.headers()).isEmpty();
    assertThat(rule.guardrails()).isEmpty();
    assertThat(rule.select()).isEqualTo(Selection.WEIGHTED);
    assertThat(rule.lossPolicy()).isEqualTo(LossPolicy.REPORT);
    assertThat(rule.timeouts()).isEqualTo(new AIRoute.Timeouts(Duration.ofMinutes(5), null, null));
    assertThat(rule.fallback().on()).containsExactly(FallbackCondition.values());
    assertThat(rule.fallback().maxAttempts()).isEqualTo(3);
    assertThat(rule.cache())
        .isEqualTo(
            new AIRoute.Cache(Duration.ofMinutes(10), CacheScope.CONSUMER, new ByteSize(65536)));
    assertThat(rule.limits())
        .containsExactly(
            new AIRoute.Limit(5L, null, LimitPeriod.MINUTE, new LimitKey.Route()),
            new AIRoute.Limit(null, 6L, LimitPeriod.DAY, new LimitKey.Header("x-team")));
    AIRoute.Backend backend = rule.backends().getFirst();
    assertThat(backend.weight()).isEqualTo(1);
    assertThat(backend.priority()).isZero();
    assertThat(requireNonNull(backend.request()).set())
        .containsEntry("max_tokens", IntNode.valueOf(4096));
  }

  @Test
  void readsConsumerWithBothFormsOfOnExceeded() {
    AIConsumer consumer = MAPPER.readValue("""
        {"metadata": {"name": "alice"},
         "spec": {"apiKeys": [{"secretRef": {"name": "k", "key": "apiKey"}}, {"sha256": "00"}],
                  "jwt": {"issuer": "https://id.example", "subject": "alice"},
                  "budgets": [{"amount": "100", "per": "Month"},
                              {"amount": "5", "per": "Day", "onExceeded": "Reject"},
                              {"amount": "7", "per": "Day", "onExceeded": {"degradeTo": "cheap"}}]}}
        """, AIConsumer.class);

    assertThat(consumer.spec().apiKeys())
        .containsExactly(
            new AIConsumer.ApiKey(new SecretKeyRef("k", "apiKey"), null),
            new AIConsumer.ApiKey(null, "00"));
    assertThat(consumer.spec().budgets())
        .extracting(AIConsumer.Budget::onExceeded)
        .containsExactly(
            new OnExceeded.Reject(), new OnExceeded.Reject(), new OnExceeded.DegradeTo("cheap"));
  }

  @Test
  void mergesStringDataAndNeverPrintsSecrets() {
    Secret secret = MAPPER.readValue("""
        {"metadata": {"name": "s"}, "type": "Opaque",
         "data": {"a": "aHVudGVyMg==", "b": "b2xk"}, "stringData": {"b": "hunter3"}}
        """, Secret.class);

    assertThat(requireNonNull(secret.data().get("a")).revealText()).isEqualTo("hunter2");
    assertThat(requireNonNull(secret.data().get("b")).revealText()).isEqualTo("hunter3");
    assertThat(secret.toString()).doesNotContain("hunter", "aHVu").contains("a=***");
    assertThat(MAPPER.writeValueAsString(secret))
        .doesNotContain("hunter", "aHVu")
        .contains("***");
    assertThat(secret.data().get("a"))
        .isEqualTo(SecretValue.of("hunter2"))
        .isNotEqualTo(SecretValue.of("hunter3"));
  }

  @Test
  void writesWhatItReads() {
    AIRoute.Cache cache =
        new AIRoute.Cache(Duration.ofMillis(90_250), CacheScope.ROUTE, new ByteSize(3 << 20));
    AIConsumer.Budget budget =
        new AIConsumer.Budget(new BigDecimal("1E+2"), BudgetPeriod.MONTH, new OnExceeded.Reject());

    assertThat(MAPPER.writeValueAsString(cache))
        .isEqualTo("{\"ttl\":\"1m30s250ms\",\"scope\":\"Route\",\"maxEntryBytes\":\"3Mi\"}");
    assertThat(MAPPER.readValue(MAPPER.writeValueAsString(cache), AIRoute.Cache.class))
        .isEqualTo(cache);
    assertThat(MAPPER.writeValueAsString(budget))
        .isEqualTo("{\"amount\":\"100\",\"per\":\"Month\",\"onExceeded\":\"Reject\"}");
    assertThat(MAPPER.writeValueAsString(new LimitKey.Header("x-team")))
        .isEqualTo("\"Header:x-team\"");
    assertThat(MAPPER.writeValueAsString(new OnExceeded.DegradeTo("cheap")))
        .isEqualTo("{\"degradeTo\":\"cheap\"}");
  }

  @Test
  void refusesWhatHasNoMeaning() {
    for (String duration : new String[] {"", "10", "1d", "1.5h", "-1s", "s", "1h1h1h1h1h"}) {
      assertThatThrownBy(
              () -> MAPPER.readValue("{\"ttl\":\"" + duration + "\"}", AIRoute.Cache.class))
          .as(duration)
          .isInstanceOf(JacksonException.class);
    }
    for (String size : new String[] {"", "1.5Mi", "1MiB", "-1", "9999999999999"}) {
      assertThatThrownBy(() -> ByteSize.parse(size))
          .as(size)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ByteSize.parse("999999999999Gi"))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> MAPPER.readValue("\"Header:\"", LimitKey.class))
        .isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> MAPPER.readValue("{\"degradeTo\":1}", OnExceeded.class))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void parsesEveryFormOfDurationAndSize() {
    assertThat(Durations.parse("300s")).isEqualTo(Duration.ofMinutes(5));
    assertThat(Durations.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(Durations.parse("250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(Durations.parse("1m5ms")).isEqualTo(Duration.ofMillis(60_005));
    assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
    assertThat(ByteSize.parse("2M").bytes()).isEqualTo(2_000_000);
    assertThat(ByteSize.parse("1Gi").bytes()).isEqualTo(1L << 30);
    assertThat(MAPPER.readValue("512", ByteSize.class))
        .isEqualTo(new ByteSize(512))
        .hasToString("512");
  }
}
