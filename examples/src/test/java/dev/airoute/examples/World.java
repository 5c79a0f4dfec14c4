package dev.airoute.examples;

import dev.airoute.examples.client.AnthropicSdk;
import dev.airoute.examples.client.ChatClient;
import dev.airoute.examples.client.OpenAiSdk;
import dev.airoute.examples.gateway.Repository;
import dev.airoute.examples.gateway.TestingGateway;
import dev.airoute.examples.provider.FakeProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One gateway with its providers and consumers, for many tests: starting it takes seconds. Tests keep out of each
 * other's way by the names of the models they ask for.
 */
final class World implements AutoCloseable {
  /** Canaries: each must only ever be seen where it belongs. */
  static final String OPENAI_KEY = "sk-canary-openai-7c1f";

  static final String ANTHROPIC_KEY = "sk-ant-canary-anthropic-41d9";
  static final String SPARE_KEY = "sk-canary-spare-a0e3";
  static final String ALICE_KEY = "ar-canary-alice-55b2";
  static final String BOB_KEY = "ar-canary-bob-9e08";

  static final String OPENAI_CLIENT = "openai";
  static final String ANTHROPIC_CLIENT = "anthropic";

  private static final Path YAML = Repository.file("examples/src/test/resources/world");

  final FakeProvider openAi = FakeProvider.openAi(OPENAI_KEY);
  final FakeProvider anthropic = FakeProvider.anthropic(ANTHROPIC_KEY);
  final FakeProvider spare = FakeProvider.openAi(SPARE_KEY);
  final TestingGateway gateway;
  final Http http;

  private final ChatClient openAiClient;
  private final ChatClient anthropicClient;

  World() {
    try {
      this.gateway = TestingGateway.start(folder -> folder.copy(YAML), environment());
    } catch (RuntimeException | Error e) {
      providers().forEach(FakeProvider::close);
      throw e;
    }
    this.http = new Http(gateway.url());
    this.openAiClient = new OpenAiSdk(gateway.url(), ALICE_KEY);
    this.anthropicClient = new AnthropicSdk(gateway.url(), ALICE_KEY);
  }

  private Map<String, String> environment() {
    return Map.of(
        "OPENAI_URL",
        openAi.url(),
        "OPENAI_KEY",
        OPENAI_KEY,
        "ANTHROPIC_URL",
        anthropic.url(),
        "ANTHROPIC_KEY",
        ANTHROPIC_KEY,
        "SPARE_URL",
        spare.url(),
        "SPARE_KEY",
        SPARE_KEY,
        "GONE_URL",
        "http://127.0.0.1:" + TestingGateway.freePort(),
        "ALICE_KEY",
        ALICE_KEY,
        "BOB_SHA256",
        sha256(BOB_KEY));
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As alice. */
  ChatClient client(String dialect) {
    return dialect.equals(OPENAI_CLIENT) ? openAiClient : anthropicClient;
  }

  List<FakeProvider> providers() {
    return List.of(openAi, anthropic, spare);
  }

  /** Every request any provider ever got. */
  long requestsUpstream() {
    return providers().stream()
        .mapToLong(provider -> provider.ledger().entries().size())
        .sum();
  }

  /** What the providers have refused since the last call. */
  List<String> takeRefusals() {
    return providers().stream().flatMap(p -> p.ledger().takeRefusals().stream()).toList();
  }

  @Override
  public void close() {
    Stream.of(openAiClient, anthropicClient).forEach(ChatClient::close);
    http.close();
    try {
      gateway.close();
    } finally {
      providers().forEach(FakeProvider::close);
    }
  }
}
