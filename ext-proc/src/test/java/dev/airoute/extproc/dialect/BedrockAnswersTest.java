package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.SharedFiles;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.model.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Converse's answers for clients of each dialect, whole and one byte at a time. */
class BedrockAnswersTest {
  private static final List<Dialect> CLIENTS =
      List.of(Dialect.OPENAI_CHAT, Dialect.ANTHROPIC_MESSAGES);

  static List<Arguments> whole() {
    return pairs(name -> !name.startsWith("error") && !name.startsWith("truncated"));
  }

  static List<Arguments> truncated() {
    return pairs(name -> name.startsWith("truncated"));
  }

  static List<Arguments> failing() {
    return pairs(name -> name.startsWith("error"));
  }

  private static List<Arguments> pairs(Predicate<String> wanted) {
    List<Arguments> pairs = new ArrayList<>();
    for (String suffix : List.of(".json", ".events")) {
      for (Path file : GoldenFile.list("dialect/answers/bedrock", suffix)) {
        if (wanted.test(file.getFileName().toString())) {
          CLIENTS.forEach(client -> pairs.add(Arguments.of(file, client)));
        }
      }
    }
    return pairs;
  }

  @Corner({14, 16, 17, 18, 24, 30, 36, 38, 45, 54})
  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("whole")
  void givesTheClientItsDialect(Path file, Dialect client) {
    AttemptTranslation whole = asked(client, streamed(file));
    Reply reply = play(whole, streamed(file), body(file), Integer.MAX_VALUE);
    check(reply, whole, streamed(file), body(file), client);
    GoldenFile.check(golden(file, client), text(reply, streamed(file), whole.usage()));
  }

  @Corner({5, 7})
  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("truncated")
  void turnsABrokenStreamIntoAnErrorEvent(Path file, Dialect client) {
    AttemptTranslation translation = asked(client, true);
    Reply dripped = play(translation, true, body(file), 1);
    assertThat(dripped.head().status()).isEqualTo(200);
    Oracles.brokenStream(client, dripped.body());
    GoldenFile.check(golden(file, client), text(dripped, true, translation.usage()));
  }

  @Corner({5, 53})
  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("failing")
  void offersAFailureForFallbackWhileNothingHasGoneOut(Path file, Dialect client) {
    AttemptTranslation translation = asked(client, true);
    Reply reply = play(translation, true, body(file), 1);
    assertThat(translation.fallback()).isNotNull();
    Oracles.error(client, reply.body());
    GoldenFile.check(golden(file, client), text(reply, false, translation.usage()));
  }

  @Corner(5)
  @ParameterizedTest
  @CsvSource({"0, 200", "1, 200", "40, 200", "200, 200"})
  void reportsAStreamCutWithinItsLastFrame(int missing, int status) {
    byte[] stream = body(Path.of("src/test/resources/dialect/answers/bedrock/text.events"));
    byte[] cut = Arrays.copyOf(stream, stream.length - missing);
    for (int piece : new int[] {1, 33, stream.length}) {
      AttemptTranslation translation = asked(Dialect.OPENAI_CHAT, true);
      Reply reply = play(translation, true, cut, piece);
      if (missing == 0) {
        Oracles.stream(Dialect.OPENAI_CHAT, reply.body());
      } else if (reply.head().status() == status) {
        Oracles.brokenStream(Dialect.OPENAI_CHAT, reply.body());
      } else {
        // In one piece nothing had gone out yet.
        assertThat(reply.head().status()).isEqualTo(502);
        assertThat(translation.fallback()).isNotNull();
      }
    }
  }

  /** Recorded answers, framed again. */
  @TestFactory
  List<DynamicTest> translatesRecordedAnswers() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : SharedFiles.list("fixtures/bedrock/converse")) {
      boolean stream = file.toString().endsWith(".chunks.txt");
      byte[] recorded = SharedFiles.bytes(file);
      byte[] body = stream ? AwsStreams.ofLines(new String(recorded, UTF_8)) : recorded;
      for (Dialect client : CLIENTS) {
        tests.add(DynamicTest.dynamicTest(file.getFileName() + " to " + client, () -> {
          AttemptTranslation whole = asked(client, stream);
          check(play(whole, stream, body, Integer.MAX_VALUE), whole, stream, body, client);
        }));
      }
    }
    return tests;
  }

  private static void check(
      Reply reply, AttemptTranslation whole, boolean stream, byte[] body, Dialect client) {
    assertThat(reply.head().status()).as(new String(reply.body(), UTF_8)).isEqualTo(200);
    AttemptTranslation bytewise = asked(client, stream);
    Reply dripped = play(bytewise, stream, body, 1);
    assertThat(new String(dripped.body(), UTF_8)).isEqualTo(new String(reply.body(), UTF_8));
    Usage usage = whole.usage();
    assertThat(bytewise.usage()).isEqualTo(usage);
    assertThat(usage.cacheRead() + usage.cacheWrite()).isLessThanOrEqualTo(usage.input());
    if (stream) {
      LegalOrder.check(Dialects.provider(attempt(client, true)), body);
      Oracles.stream(client, reply.body());
    } else {
      Oracles.answer(client, reply.body());
    }
  }

  /** A JSON answer to a request for a stream is an error, or the stream that it would have been. */
  @Corner(53)
  @Test
  void takesWhatAwsSaysOfUnknownOperationsForAnError() {
    byte[] coral =
        "{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},\"Version\":\"1.0\"}"
            .getBytes(UTF_8);
    for (boolean stream : new boolean[] {true, false}) {
      AttemptTranslation translation = asked(Dialect.OPENAI_CHAT, stream);
      Reply reply = play(translation, false, coral, 7);
      assertThat(reply.head().status()).isEqualTo(502);
      assertThat(new String(reply.body(), UTF_8)).contains("not of Bedrock's runtime");
      assertThat(translation.fallback()).isNotNull();
    }
  }

  @Corner({7, 53})
  @ParameterizedTest
  @CsvSource({"{}", "[]", "{\"output\":null}", "{\"output\":{\"message\":{\"content\":[]}}}", "1"})
  void refusesASuccessWithoutAnAnswer(String body) {
    AttemptTranslation translation = asked(Dialect.ANTHROPIC_MESSAGES, false);
    Reply reply = play(translation, false, body.getBytes(UTF_8), 1);
    assertThat(reply.head().status()).isEqualTo(502);
    Oracles.error(Dialect.ANTHROPIC_MESSAGES, reply.body());
  }

  @Corner(53)
  @Test
  void writesErrorsInTheClientsEnvelope() {
    for (Dialect client : CLIENTS) {
      AttemptTranslation translation = asked(client, true);
      try (translation) {
        Step.Hold _ = (Step.Hold) translation.responseHeaders(
            429,
            Map.of(
                "content-type", "application/json",
                "x-amzn-errortype", "ThrottlingException:http://internal.amazon.com/coral/",
                "retry-after", "3"),
            false);
        byte[] body = "{\"message\":\"Too many tokens\"}".getBytes(UTF_8);
        Step.Commit commit = (Step.Commit) translation.responseBody(body, 0, body.length, true);
        assertThat(commit.status()).isEqualTo(429);
        assertThat(commit.set()).containsEntry("retry-after", "3");
        Oracles.error(client, commit.body());
        assertThat(new String(commit.body(), UTF_8)).contains("Too many tokens");
      }
    }
  }

  private static boolean streamed(Path file) {
    return file.toString().endsWith(".events");
  }

  private static byte[] body(Path file) {
    byte[] bytes = GoldenFile.bytes(file);
    return streamed(file) ? AwsStreams.ofLines(new String(bytes, UTF_8)) : bytes;
  }

  private static Path golden(Path file, Dialect client) {
    String name = client == Dialect.OPENAI_CHAT ? "openai" : "anthropic";
    return file.resolveSibling(file.getFileName() + ".to-" + name + ".txt");
  }

  private static Attempt attempt(Dialect client, boolean stream) {
    return Attempts.asking(CloudAttempts.attempt(client, CloudAttempts.CONVERSE), stream);
  }

  private static AttemptTranslation asked(Dialect client, boolean stream) {
    AttemptTranslation translation = new AttemptTranslation(attempt(client, stream));
    String usage = client == Dialect.OPENAI_CHAT && stream
        ? ",\"stream_options\":{\"include_usage\":true}"
        : "";
    String request =
        "{\"model\":\"smart\",\"max_tokens\":9,\"stream\":%s%s,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
            .formatted(stream, usage);
    translation.request(request.getBytes(UTF_8));
    return translation;
  }

  private static Reply play(
      AttemptTranslation translation, boolean stream, byte[] body, int piece) {
    try (translation) {
      return Attempts.play(
          translation,
          200,
          stream ? "application/vnd.amazon.eventstream" : "application/json",
          body,
          Math.min(piece, body.length));
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
