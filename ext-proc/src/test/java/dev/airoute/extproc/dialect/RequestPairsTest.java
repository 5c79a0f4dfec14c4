package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.model.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of each dialect for each provider: the provider's bytes, headers, and what was lost. */
class RequestPairsTest {
  private static final List<String> TYPES = List.of(
      "OpenAI",
      "OpenAI-Responses",
      "Anthropic",
      "DeepSeek",
      "Mistral",
      "OpenRouter",
      "GoogleAIStudio",
      "GoogleVertexAI",
      "Cohere");

  /** Types whose requests an official SDK, or schema, can judge. */
  private static final Set<String> JUDGED =
      Set.of("OpenAI", "OpenAI-Responses", "Anthropic", "GoogleAIStudio", "GoogleVertexAI");

  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Dialect client : List.of(
        Dialect.OPENAI_CHAT,
        Dialect.OPENAI_RESPONSES,
        Dialect.ANTHROPIC_MESSAGES,
        Dialect.GEMINI)) {
      String folder = switch (client) {
        case OPENAI_CHAT -> "openai";
        case OPENAI_RESPONSES -> "responses";
        case GEMINI -> "gemini";
        default -> "anthropic";
      };
      for (Path file : GoldenFile.list("dialect/requests/" + folder, ".json")) {
        TYPES.forEach(type -> pairs.add(Arguments.of(client, file, type)));
      }
    }
    return pairs;
  }

  @Corner({22, 39, 43, 48})
  @ParameterizedTest(name = "{1} to {2}")
  @MethodSource("pairs")
  void writesWhatTheProviderTakes(Dialect client, Path file, String type) {
    byte[] body = GoldenFile.bytes(file);
    Attempt attempt = Attempts.asking(Attempts.attempt(client, type), body);
    try (AttemptTranslation translation = new AttemptTranslation(attempt)) {
      Outbound.Forward forward = (Outbound.Forward) translation.request(body);
      byte[] sent = forward.body() == null ? body : forward.body();
      boolean passed = client == attempt.dialect();
      if (!passed && JUDGED.contains(type)) {
        Oracles.request(attempt.dialect(), sent);
      }
      String name = file.getFileName().toString().replace(".json", "");
      GoldenFile.check(
          file.resolveSibling(name + ".to-" + type + ".txt"),
          text(forward, passed ? new String(sent, UTF_8) : pretty(sent), translation.losses()));
    }
  }

  private static String pretty(byte[] body) {
    return GoldenFile.pretty(new String(body, UTF_8));
  }

  private static String text(Outbound.Forward forward, String body, List<Loss> losses) {
    StringBuilder text = new StringBuilder();
    text.append(forward.authority()).append(forward.path()).append('\n');
    new TreeMap<>(forward.set()).forEach((name, value) -> text.append(name + ": " + value + '\n'));
    text.append("removed: ").append(String.join(", ", forward.remove())).append("\n\n");
    text.append(body).append("\n");
    for (Loss loss : losses) {
      text.append(loss.fate() + " " + loss.field() + ": " + loss.reason() + '\n');
    }
    return text.toString();
  }

  @Corner({20, 56})
  @ParameterizedTest(name = "{1} to {2}")
  @MethodSource("pairs")
  void givesTheSameBytesTwice(Dialect client, Path file, String type) {
    byte[] body = GoldenFile.bytes(file);
    assertThat(sent(client, type, body)).isEqualTo(sent(client, type, body));
  }

  private static byte[] sent(Dialect client, String type, byte[] body) {
    try (AttemptTranslation translation =
        new AttemptTranslation(Attempts.asking(Attempts.attempt(client, type), body))) {
      byte[] sent = ((Outbound.Forward) translation.request(body)).body();
      return sent == null ? body : sent;
    }
  }
}
