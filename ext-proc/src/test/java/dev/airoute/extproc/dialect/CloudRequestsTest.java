package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.dialect.CloudAttempts.Cloud;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of each caller's dialect for what Bedrock and Vertex AI serve: path, headers, body, and what was lost. */
class CloudRequestsTest {
  private static final Map<String, Cloud> CLOUDS = new TreeMap<>(Map.of(
      "AWSBedrock", CloudAttempts.CONVERSE,
      "AWSBedrock-InvokeModel", CloudAttempts.INVOKE_MODEL,
      "GoogleVertexAI-Anthropic", CloudAttempts.RAW_PREDICT));

  private static final String SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Dialect client : List.of(Dialect.OPENAI_CHAT, Dialect.ANTHROPIC_MESSAGES)) {
      String folder = client == Dialect.OPENAI_CHAT ? "openai" : "anthropic";
      for (Path file : GoldenFile.list("dialect/requests/" + folder, ".json")) {
        CLOUDS.keySet().forEach(cloud -> pairs.add(Arguments.of(client, file, cloud)));
      }
    }
    return pairs;
  }

  @Corner({51, 52})
  @ParameterizedTest(name = "{1} to {2}")
  @MethodSource("pairs")
  void writesWhatTheCloudTakes(Dialect client, Path file, String cloud) {
    byte[] body = GoldenFile.bytes(file);
    Attempt attempt = Attempts.asking(
        CloudAttempts.attempt(client, Objects.requireNonNull(CLOUDS.get(cloud))), body);
    try (AttemptTranslation translation = new AttemptTranslation(attempt)) {
      Outbound.Forward forward = (Outbound.Forward) translation.request(body);
      String sent = new String(forward.body() == null ? body : forward.body(), UTF_8);
      String name = file.getFileName().toString().replace(".json", "");
      GoldenFile.check(
          file.resolveSibling(name + ".to-" + cloud + ".txt"),
          text(forward, client == attempt.dialect() ? sent : GoldenFile.pretty(sent), translation));
    }
  }

  private static String text(
      Outbound.Forward forward, String body, AttemptTranslation translation) {
    StringBuilder text = new StringBuilder();
    text.append(forward.authority()).append(forward.path()).append('\n');
    new TreeMap<>(forward.set()).forEach((name, value) -> text.append(name + ": " + value + '\n'));
    text.append("removed: ").append(String.join(", ", forward.remove())).append("\n\n");
    text.append(body).append("\n");
    for (Loss loss : translation.losses()) {
      text.append(loss.fate() + " " + loss.field() + ": " + loss.reason() + '\n');
    }
    return text.toString();
  }

  @Corner(50)
  @ParameterizedTest
  @CsvSource({
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, us.anthropic.claude-sonnet-4-5-20250929-v1%3A0",
    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3, arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fa1b2c3",
    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0, arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Famazon.nova-lite-v1%3A0",
    "50%, 50%25",
  })
  void encodesTheModelOnceInThePath(String model, String encoded) {
    assertThat(sent(CloudAttempts.CONVERSE, model, false).path())
        .isEqualTo("/model/" + encoded + "/converse");
    assertThat(sent(CloudAttempts.CONVERSE, model, true).path())
        .isEqualTo("/model/" + encoded + "/converse-stream");
    assertThat(sent(CloudAttempts.INVOKE_MODEL, model, false).path())
        .isEqualTo("/model/" + encoded + "/invoke");
    assertThat(sent(CloudAttempts.INVOKE_MODEL, model, true).path())
        .isEqualTo("/model/" + encoded + "/invoke-with-response-stream");
  }

  @Corner(50)
  @ParameterizedTest
  @CsvSource({"''", ".", "..", "a/../b"})
  void refusesModelsThatLeadElsewhere(String model) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> sent(CloudAttempts.CONVERSE, model, false));
  }

  private static Outbound.Forward sent(Cloud cloud, String model, boolean stream) {
    Attempt attempt = Attempts.asking(
        CloudAttempts.attempt(Dialect.OPENAI_CHAT, cloud, model, LossPolicy.REPORT), stream);
    try (AttemptTranslation translation = new AttemptTranslation(attempt)) {
      return (Outbound.Forward) translation.request(
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}".getBytes(UTF_8));
    }
  }

  private record Passed(Outbound.Forward forward, String body, List<String> lost) {}

  private static Passed passed(
      Cloud cloud, String model, boolean stream, String body, Map<String, String> headers) {
    Attempt attempt = Attempts.asking(
        CloudAttempts.attempt(Dialect.ANTHROPIC_MESSAGES, cloud, model, LossPolicy.REPORT), stream);
    try (AttemptTranslation translation = new AttemptTranslation(attempt)) {
      Outbound.Forward forward =
          (Outbound.Forward) translation.request(body.getBytes(UTF_8), headers);
      return new Passed(
          forward,
          forward.body() == null ? body : new String(forward.body(), UTF_8),
          translation.losses().stream()
              .map(loss -> loss.fate() + " " + loss.field())
              .toList());
    }
  }

  /** Unknown fields, their order and their bytes stay. */
  @Corner(51)
  @Test
  void passesAnthropicsRequestsToBedrockButForWhatItWantsElsewhere() {
    Passed passed = passed(
        CloudAttempts.INVOKE_MODEL, SONNET, true, """
        {"x_new": {"a": 1.0e0}, "model":"smart", "max_tokens":9,"stream": true,
         "messages":[{"role":"user","content":"x", "y":[ ]}]}""", Map.of("anthropic-version", "2023-06-01"));
    assertThat(passed.body()).isEqualTo("""
        {"x_new": {"a": 1.0e0}, "max_tokens":9,
         "messages":[{"role":"user","content":"x", "y":[ ]}],"anthropic_version":"bedrock-2023-05-31"}""");
    assertThat(passed.lost()).isEmpty();
    assertThat(passed.forward().set()).doesNotContainKey("anthropic-version");
    assertThat(passed.forward().set())
        .containsEntry("accept", "application/vnd.amazon.eventstream");
    assertThat(passed.forward().remove()).contains("anthropic-version", "anthropic-beta");
  }

  @Corner({51, 52})
  @Test
  void passesAnthropicsRequestsToVertexWithTheirStreamFlagAndHeaders() {
    Passed passed = passed(
        CloudAttempts.RAW_PREDICT,
        "claude-sonnet-4-5@20250929",
        true,
        "{\"model\":\"smart\",\"max_tokens\":9,\"stream\":true,\"messages\":[]}",
        Map.of("anthropic-version", "2023-06-01", "anthropic-beta", "context-1m-2025-08-07"));
    assertThat(passed.body())
        .isEqualTo(
            "{\"max_tokens\":9,\"stream\":true,\"messages\":[],\"anthropic_version\":\"vertex-2023-10-16\"}");
    assertThat(passed.forward().path())
        .isEqualTo(
            "/v1/projects/p/locations/us-east5/publishers/anthropic/models/claude-sonnet-4-5@20250929:streamRawPredict");
    assertThat(passed.forward().remove()).doesNotContain("anthropic-beta");
    assertThat(passed.lost()).isEmpty();
  }

  @Corner(51)
  @Test
  void movesTheBetasThatBedrockKnowsIntoTheBody() {
    String body =
        "{\"model\":\"m\",\"max_tokens\":9,\"anthropic_beta\":[\"own-2099-01-01\",\"effort-2025-11-24\"],\"messages\":[]}";
    Passed passed = passed(
        CloudAttempts.INVOKE_MODEL,
        SONNET,
        false,
        body,
        Map.of(
            "anthropic-beta",
            "claude-code-20250219, interleaved-thinking-2025-05-14,effort-2025-11-24,,interleaved-thinking-2025-05-14"));
    assertThat(Json.parse(passed.body()).get("anthropic_beta"))
        .hasToString(
            "[\"own-2099-01-01\",\"effort-2025-11-24\",\"interleaved-thinking-2025-05-14\"]");
    assertThat(passed.lost()).containsExactly("DROPPED anthropic-beta.claude-code-20250219");
  }

  @Corner(44)
  @ParameterizedTest
  @CsvSource({
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, true, true, ''",
    "global.anthropic.claude-opus-4-8, false, false, 'DROPPED tools[].strict,DROPPED output_config.format'",
    "anthropic.claude-sonnet-5, false, false, 'DROPPED tools[].strict,DROPPED output_config.format'",
  })
  void leavesAwayWhatBedrocksCopyOfTheSchemaDoesNotKnow(
      String model, boolean strict, boolean format, String lost) {
    Passed passed = passed(CloudAttempts.INVOKE_MODEL, model, false, """
        {"model":"m","max_tokens":9,"tools":[{"name":"a","strict":true, "input_schema":{"type":"object"}},{"type":"bash_20250124","name":"bash"}],
         "output_config":{"effort":"low","format":{"type":"json_schema","schema":{}}},"messages":[]}""", Map.of());
    assertThat(passed.body().contains("strict")).isEqualTo(strict);
    assertThat(passed.body().contains("json_schema")).isEqualTo(format);
    assertThat(passed.body()).contains("\"effort\":\"low\"", "\"type\":\"bash_20250124\"");
    assertThat(String.join(",", passed.lost())).isEqualTo(lost);
  }

  @Corner(44)
  @Test
  void leavesStrictAwayOnVertexAndKeepsTheFormat() {
    Passed passed = passed(CloudAttempts.RAW_PREDICT, "claude-opus-4-8", false, """
        {"model":"m","max_tokens":9,"tools":[{"name":"a","strict":true,"input_schema":{"type":"object"}}],
         "output_config":{"format":{"type":"json_schema","schema":{}}},"messages":[]}""", Map.of());
    assertThat(passed.body()).doesNotContain("strict").contains("json_schema");
    assertThat(passed.lost()).containsExactly("DROPPED tools[].strict");
  }

  @Test
  void aRouteThatRefusesLossesRefusesUnknownBetas() {
    Attempt attempt = CloudAttempts.attempt(
        Dialect.ANTHROPIC_MESSAGES, CloudAttempts.INVOKE_MODEL, SONNET, LossPolicy.REJECT);
    try (AttemptTranslation translation = new AttemptTranslation(attempt)) {
      assertThatExceptionOfType(GatewayException.class)
          .isThrownBy(() -> translation.request(
              "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[]}".getBytes(UTF_8),
              Map.of("anthropic-beta", "nobody-knows-it")))
          .withMessageContaining("nobody-knows-it");
    }
  }
}
