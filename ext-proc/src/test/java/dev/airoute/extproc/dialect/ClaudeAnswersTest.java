package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.SharedFiles;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.dialect.CloudAttempts.Cloud;
import dev.airoute.extproc.frame.AwsFrames;
import dev.airoute.extproc.frame.FrameException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Claude's answers from the clouds that serve it, which are Anthropic's own in other wrappings. */
class ClaudeAnswersTest {
  private static final Path THINKING =
      Path.of("src/test/resources/dialect/answers/anthropic/thinking-tools.sse");
  private static final String STREAM = "application/vnd.amazon.eventstream";

  static List<Path> streams() {
    return GoldenFile.list("dialect/answers/anthropic", ".sse").stream()
        .filter(file -> !file.getFileName().toString().startsWith("error"))
        .filter(file -> !file.getFileName().toString().startsWith("truncated"))
        .toList();
  }

  /** Byte for byte, but for the frames; as if Anthropic had sent it. */
  @Corner(52)
  @ParameterizedTest
  @MethodSource("streams")
  void unwrapsBedrocksChunks(Path file) {
    String anthropics = new String(GoldenFile.bytes(file), UTF_8);
    byte[] chunks = AwsStreams.chunks(anthropics);
    for (Dialect client : List.of(Dialect.ANTHROPIC_MESSAGES, Dialect.OPENAI_CHAT)) {
      String expected = translated(client, anthropics);
      for (int piece : new int[] {1, 100, chunks.length}) {
        Reply reply = play(asked(client, CloudAttempts.INVOKE_MODEL), STREAM, chunks, piece);
        assertThat(new String(reply.body(), UTF_8)).isEqualTo(expected);
        assertThat(reply.head().set()).containsEntry("content-type", "text/event-stream");
      }
    }
  }

  private static String translated(Dialect client, String sse) {
    AttemptTranslation translation = asked(Attempts.attempt(client, "Anthropic"), client);
    Reply reply = play(translation, "text/event-stream", sse.getBytes(UTF_8), sse.length());
    String body = new String(reply.body(), UTF_8);
    return client == Dialect.ANTHROPIC_MESSAGES ? canonical(body) : body;
  }

  /** Frames as they are written, without what stood around the events. */
  private static String canonical(String sse) {
    StringBuilder text = new StringBuilder();
    for (String line : sse.split("\r?\n")) {
      if (line.startsWith("event:") || line.startsWith("data:")) {
        text.append(line).append(line.startsWith("data:") ? "\n\n" : "\n");
      }
    }
    return text.toString();
  }

  @Corner(52)
  @Test
  void passesEventsAndMembersThatNobodyKnows() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    List<String> events = List.of(
        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_bdrk_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}",
        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"x\",\"input\":{}}}",
        "{\"type\":\"content_block_stop\",\"index\":0}",
        "{\"type\":\"brand_new\", \"n\": 1.0}",
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":5}}",
        "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":9,\"outputTokenCount\":5,\"invocationLatency\":900,\"firstByteLatency\":300}}");
    events.forEach(event -> stream.writeBytes(AwsStreams.chunk(event)));
    StringBuilder expected = new StringBuilder();
    events.forEach(event -> expected
        .append("event: ")
        .append(event.replaceFirst("(?s)^.*?\"type\":\"(\\w+)\".*", "$1"))
        .append("\ndata: ")
        .append(event)
        .append("\n\n"));
    AttemptTranslation translation = asked(Dialect.ANTHROPIC_MESSAGES, CloudAttempts.INVOKE_MODEL);
    Reply reply = play(translation, STREAM, stream.toByteArray(), 50);
    assertThat(new String(reply.body(), UTF_8)).isEqualTo(expected.toString());
    assertThat(translation.usage().input()).isEqualTo(9);
    assertThat(translation.usage().output()).isEqualTo(5);
  }

  /** A name is a line of its own; the data is not. */
  @Test
  void letsNoEventNameBreakTheFrames() {
    byte[] stream = AwsStreams.chunk("{\"type\":\"x\\ndata: {}\\n\\nevent: y\"}");
    byte[] rest = AwsStreams.chunks(new String(GoldenFile.bytes(THINKING), UTF_8));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(stream);
    all.writeBytes(rest);
    Reply reply = play(
        asked(Dialect.ANTHROPIC_MESSAGES, CloudAttempts.INVOKE_MODEL),
        STREAM,
        all.toByteArray(),
        64);
    assertThat(new String(reply.body(), UTF_8))
        .startsWith("data: {\"type\":\"x\\ndata: {}\\n\\nevent: y\"}\n\nevent: message_start\n");
  }

  @Corner({5, 53})
  @ParameterizedTest
  @CsvSource({
    "throttlingException, 429, RATE_LIMITED, rate_limit_error",
    "modelTimeoutException, 504, TIMEOUT, timeout_error",
    "serviceUnavailableException, 503, OVERLOADED, api_error",
    "internalServerException, 502, STREAM_ERROR, api_error",
    "modelStreamErrorException, 502, STREAM_ERROR, api_error",
    "aNewException, 502, STREAM_ERROR, api_error",
  })
  void turnsExceptionsIntoErrors(String type, int status, String fallback, String error) {
    byte[] exception = AwsStreams.frame("exception:" + type, "{\"message\":\"because\"}");
    AttemptTranslation first = asked(Dialect.ANTHROPIC_MESSAGES, CloudAttempts.INVOKE_MODEL);
    Reply reply = play(first, STREAM, exception, exception.length);
    assertThat(reply.head().status()).isEqualTo(status);
    assertThat(String.valueOf(first.fallback())).isEqualTo(fallback);
    Oracles.error(Dialect.ANTHROPIC_MESSAGES, reply.body());
    assertThat(new String(reply.body(), UTF_8)).contains('"' + error + '"', "because");

    byte[] begun = AwsStreams.chunks(new String(GoldenFile.bytes(THINKING), UTF_8));
    int half = begun.length / 2;
    while (!endsAFrame(begun, half)) {
      half--;
    }
    ByteArrayOutputStream broken = new ByteArrayOutputStream();
    broken.write(begun, 0, half);
    broken.writeBytes(exception);
    for (Dialect client : List.of(Dialect.ANTHROPIC_MESSAGES, Dialect.OPENAI_CHAT)) {
      AttemptTranslation second = asked(client, CloudAttempts.INVOKE_MODEL);
      Reply late = play(second, STREAM, broken.toByteArray(), 1);
      assertThat(late.head().status()).isEqualTo(200);
      Oracles.brokenStream(client, late.body());
    }
  }

  private static boolean endsAFrame(byte[] stream, int length) {
    AwsFrames frames = new AwsFrames();
    frames.read(Arrays.copyOf(stream, length), 0, length);
    try {
      return frames.end().isEmpty();
    } catch (FrameException _) {
      return false;
    }
  }

  @Corner(5)
  @ParameterizedTest
  @CsvSource({
    "'{}'",
    "'{\"bytes\":1}'",
    "'{\"bytes\":\"?\"}'",
    "'{\"bytes\":\"e30\"}'",
    "'not json'"
  })
  void refusesChunksWithoutAnEvent(String payload) {
    AttemptTranslation translation = asked(Dialect.ANTHROPIC_MESSAGES, CloudAttempts.INVOKE_MODEL);
    byte[] frame = AwsStreams.frame("chunk", payload);
    Reply reply = play(translation, STREAM, frame, frame.length);
    assertThat(reply.head().status()).isEqualTo(502);
    assertThat(translation.fallback()).isNotNull();
  }

  /** Recorded streams of Anthropic's own, wrapped as Bedrock wraps them. */
  @TestFactory
  List<DynamicTest> unwrapsRecordedStreams() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : SharedFiles.list("fixtures/anthropic/messages")) {
      String name = file.getFileName().toString();
      String recorded = new String(SharedFiles.bytes(file), UTF_8);
      if (!name.endsWith(".chunks.txt")
          || !recorded.contains("\"message_start\"")
          || name.startsWith("spliced")) {
        continue;
      }
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      StringBuilder expected = new StringBuilder();
      recorded.lines().filter(line -> !line.isBlank()).forEach(line -> {
        stream.writeBytes(AwsStreams.chunk(line));
        expected
            .append("event: ")
            .append(line.replaceFirst("(?s)^.*?\"type\":\"(\\w+)\".*", "$1"))
            .append("\ndata: ")
            .append(line)
            .append("\n\n");
      });
      tests.add(DynamicTest.dynamicTest(name, () -> {
        Reply reply = play(
            asked(Dialect.ANTHROPIC_MESSAGES, CloudAttempts.INVOKE_MODEL),
            STREAM,
            stream.toByteArray(),
            777);
        assertThat(new String(reply.body(), UTF_8)).isEqualTo(expected.toString());
      }));
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  @Corner(53)
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "RAW_PREDICT; 429; {\"error\":{\"code\":429,\"message\":\"Quota exceeded\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"3.2s\"}]}}; rate_limit_error; Quota exceeded; 4",
        "RAW_PREDICT; 404; [{\"error\":{\"code\":404,\"message\":\"Publisher Model was not found\",\"status\":\"NOT_FOUND\"}}]; not_found_error; was not found; ``",
        "INVOKE_MODEL; 403; {\"Message\":\"You don't have access to the model\"}; permission_error; access to the model; ``",
        "INVOKE_MODEL; 400; {\"message\":\"Input is too long for requested model.\"}; invalid_request_error; too long; ``",
        "INVOKE_MODEL; 503; upstream connect error; api_error; status 503; ``",
      })
  void writesErrorsInAnthropicsEnvelope(
      String cloud, int status, String body, String type, String message, String retryAfter) {
    Cloud target =
        cloud.equals("RAW_PREDICT") ? CloudAttempts.RAW_PREDICT : CloudAttempts.INVOKE_MODEL;
    try (AttemptTranslation translation = asked(Dialect.ANTHROPIC_MESSAGES, target)) {
      byte[] bytes = body.getBytes(UTF_8);
      Reply reply = Attempts.play(translation, status, "application/json", bytes, 5);
      assertThat(reply.head().status()).isEqualTo(status);
      Oracles.error(Dialect.ANTHROPIC_MESSAGES, reply.body());
      assertThat(new String(reply.body(), UTF_8)).contains('"' + type + '"', message);
      assertThat(reply.head().set().getOrDefault("retry-after", "")).isEqualTo(retryAfter);
    }
  }

  /** What the model itself says is Anthropic's already. */
  @Corner(53)
  @Test
  void passesAnthropicsOwnErrorsFromVertex() {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},\"request_id\":\"req_vrtx_1\"}";
    AttemptTranslation translation = asked(Dialect.ANTHROPIC_MESSAGES, CloudAttempts.RAW_PREDICT);
    try (translation) {
      Reply reply = Attempts.play(translation, 529, "application/json", body.getBytes(UTF_8), 9);
      assertThat(new String(reply.body(), UTF_8)).isEqualTo(body);
      assertThat(String.valueOf(translation.fallback())).isEqualTo("OVERLOADED");
    }
  }

  @Test
  void passesVertexsStreamsAsTheyAre() {
    String sse = new String(GoldenFile.bytes(streams().getFirst()), UTF_8);
    Reply reply = play(
        asked(Dialect.ANTHROPIC_MESSAGES, CloudAttempts.RAW_PREDICT),
        "text/event-stream; charset=utf-8",
        sse.getBytes(UTF_8),
        3);
    assertThat(new String(reply.body(), UTF_8)).isEqualTo(sse);
  }

  private static AttemptTranslation asked(Dialect client, Cloud cloud) {
    return asked(CloudAttempts.attempt(client, cloud), client);
  }

  private static AttemptTranslation asked(Attempt attempt, Dialect client) {
    AttemptTranslation translation = new AttemptTranslation(Attempts.asking(attempt, true));
    String usage =
        client == Dialect.OPENAI_CHAT ? ",\"stream_options\":{\"include_usage\":true}" : "";
    translation.request(
        "{\"model\":\"smart\",\"max_tokens\":9,\"stream\":true%s,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
            .formatted(usage)
            .getBytes(UTF_8),
        Map.of());
    return translation;
  }

  private static Reply play(AttemptTranslation translation, String type, byte[] body, int piece) {
    try (translation) {
      return Attempts.play(translation, 200, type, body, piece);
    }
  }
}
