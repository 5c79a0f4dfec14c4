package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.model.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of each dialect for clients of each, whole and one byte at a time. */
class AnswerPairsTest {
  private static final List<Dialect> CLIENTS = List.of(
      Dialect.OPENAI_CHAT, Dialect.OPENAI_RESPONSES, Dialect.ANTHROPIC_MESSAGES, Dialect.GEMINI);

  private static final List<Dialect> PROVIDERS = List.of(
      Dialect.OPENAI_CHAT,
      Dialect.OPENAI_RESPONSES,
      Dialect.ANTHROPIC_MESSAGES,
      Dialect.GEMINI,
      Dialect.COHERE);

  static List<Arguments> whole() {
    return pairs(false);
  }

  static List<Arguments> broken() {
    return pairs(true);
  }

  static List<Arguments> failing() {
    return broken().stream()
        .filter(pair -> ((Path) pair.get()[0]).getFileName().toString().startsWith("error"))
        .toList();
  }

  private static List<Arguments> pairs(boolean broken) {
    List<Arguments> pairs = new ArrayList<>();
    for (Dialect provider : PROVIDERS) {
      for (String suffix : List.of(".json", ".sse")) {
        for (Path file : GoldenFile.list("dialect/answers/" + folder(provider), suffix)) {
          String name = file.getFileName().toString();
          if (broken == (name.startsWith("error") || name.startsWith("truncated"))) {
            CLIENTS.forEach(client -> pairs.add(Arguments.of(file, provider, client)));
          }
        }
      }
    }
    return pairs;
  }

  private static String folder(Dialect dialect) {
    return switch (dialect) {
      case OPENAI_CHAT -> "openai";
      case OPENAI_RESPONSES -> "responses";
      case ANTHROPIC_MESSAGES -> "anthropic";
      case COHERE -> "cohere";
      default -> "gemini";
    };
  }

  @Corner({2, 8, 12, 14, 17, 45, 46})
  @ParameterizedTest(name = "{0} to {2}")
  @MethodSource("whole")
  void givesTheClientItsDialect(Path file, Dialect provider, Dialect client) {
    byte[] body = GoldenFile.bytes(file);
    boolean stream = file.toString().endsWith(".sse");
    AttemptTranslation whole = asked(client, provider, stream);
    Reply reply = play(whole, stream, body, body.length);
    AttemptTranslation bytewise = asked(client, provider, stream);
    Reply dripped = play(bytewise, stream, body, 1);

    assertThat(new String(dripped.body(), UTF_8)).isEqualTo(new String(reply.body(), UTF_8));
    assertThat(bytewise.usage()).isEqualTo(whole.usage());
    checkUsage(whole.usage());
    if (stream) {
      LegalOrder.check(codec(provider), body);
    }
    if (client == provider) {
      assertThat(new String(reply.body(), UTF_8)).isEqualTo(new String(body, UTF_8));
      return;
    }
    if (stream) {
      Oracles.stream(client, reply.body());
    } else {
      Oracles.answer(client, reply.body());
    }
    GoldenFile.check(
        file.resolveSibling(file.getFileName() + ".to-" + folder(client) + ".txt"),
        text(reply, stream, whole.usage()));
  }

  @Corner(7)
  @ParameterizedTest(name = "{0} to {2}")
  @MethodSource("broken")
  void turnsABrokenStreamIntoAnErrorEvent(Path file, Dialect provider, Dialect client) {
    byte[] body = GoldenFile.bytes(file);
    AttemptTranslation translation = asked(client, provider, true);
    Reply dripped = play(translation, true, body, 1);
    assertThat(dripped.head().status()).isEqualTo(200);
    LegalOrder.check(codec(provider), body);
    Oracles.brokenStream(client, dripped.body());
    GoldenFile.check(
        file.resolveSibling(file.getFileName() + ".to-" + folder(client) + ".txt"),
        text(dripped, true, translation.usage()));
  }

  @Corner(7)
  @ParameterizedTest(name = "{0} to {2}")
  @MethodSource("failing")
  void offersABrokenStreamForFallbackWhileNothingHasGoneOut(
      Path file, Dialect provider, Dialect client) {
    byte[] body = GoldenFile.bytes(file);
    AttemptTranslation translation = asked(client, provider, true);
    Reply reply = play(translation, true, body, body.length);
    assertThat(reply.head().status()).isGreaterThanOrEqualTo(500);
    assertThat(reply.head().set()).containsKey(ReplyHeaders.FALLBACK);
    assertThat(translation.fallback()).isNotNull();
    Oracles.error(client, reply.body());
  }

  private static void checkUsage(Usage usage) {
    assertThat(usage.cacheRead() + usage.cacheWrite()).isLessThanOrEqualTo(usage.input());
    assertThat(usage.reasoning()).isLessThanOrEqualTo(usage.output());
  }

  private static AttemptTranslation asked(Dialect client, Dialect provider, boolean stream) {
    AttemptTranslation translation =
        new AttemptTranslation(Attempts.asking(Attempts.attempt(client, type(provider)), stream));
    String request = Attempts.hello(client, stream);
    translation.request(request.getBytes(UTF_8));
    return translation;
  }

  private static ProviderCodec codec(Dialect provider) {
    return Dialects.provider(provider, type(provider));
  }

  private static String type(Dialect provider) {
    return switch (provider) {
      case OPENAI_CHAT -> "OpenAI";
      case OPENAI_RESPONSES -> "OpenAI" + Attempts.RESPONSES;
      case ANTHROPIC_MESSAGES -> "Anthropic";
      case COHERE -> "Cohere";
      default -> "GoogleAIStudio";
    };
  }

  private static Reply play(
      AttemptTranslation translation, boolean stream, byte[] body, int piece) {
    try (translation) {
      return Attempts.play(
          translation, 200, stream ? "text/event-stream" : "application/json", body, piece);
    }
  }

  private static String text(Reply reply, boolean stream, Usage usage) {
    StringBuilder text = new StringBuilder();
    text.append(reply.head().status()).append('\n');
    new TreeMap<>(reply.head().set())
        .forEach((name, value) -> text.append(name + ": " + value + '\n'));
    String body = new String(reply.body(), UTF_8);
    text.append('\n').append(stream ? body : GoldenFile.pretty(body));
    return text.append(usage).append('\n').toString();
  }
}
