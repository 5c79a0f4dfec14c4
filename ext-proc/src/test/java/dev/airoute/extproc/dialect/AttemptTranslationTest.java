package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.config.v1.Provider;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an attempt holds, commits, offers itself for fallback and ends. */
class AttemptTranslationTest {
  private static final String ROLE =
      "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-5-2025\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
  private static final String HI =
      "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-5-2025\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n";
  private static final String FINISH =
      "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-5-2025\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String USAGE =
      "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-5-2025\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";
  private static final String SSE = "text/event-stream";
  private static final String JSON = "application/json";

  private static AttemptTranslation stream(Dialect client) {
    return asked(Attempts.attempt(client, "OpenAI"), true);
  }

  private static AttemptTranslation whole(Dialect client) {
    return asked(Attempts.attempt(client, "OpenAI"), false);
  }

  private static AttemptTranslation asked(Attempt attempt, boolean stream) {
    AttemptTranslation translation = new AttemptTranslation(Attempts.asking(attempt, stream));
    translation.request(request(stream));
    return translation;
  }

  private static byte[] request(boolean stream) {
    return ("{\"model\":\"smart\",\"max_tokens\":9,\"stream\":%s,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
        .formatted(stream)
        .getBytes(UTF_8);
  }

  private static Step body(AttemptTranslation translation, String text, boolean end) {
    byte[] bytes = text.getBytes(UTF_8);
    return translation.responseBody(bytes, 0, bytes.length, end);
  }

  private static Step headers(AttemptTranslation translation, int status, String type) {
    return translation.responseHeaders(status, Map.of("content-type", type), false);
  }

  private static String sent(Outbound.Forward forward) {
    return text(Objects.requireNonNull(forward.body()));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Corner({2, 4})
  @ParameterizedTest
  @EnumSource(names = {"OPENAI_CHAT", "ANTHROPIC_MESSAGES"})
  void holdsUntilTheFirstContent(Dialect client) {
    AttemptTranslation translation = stream(client);
    assertThat(headers(translation, 200, SSE)).isEqualTo(new Step.Hold());
    assertThat(body(translation, ": processing\n\n", false)).isEqualTo(new Step.Hold());
    assertThat(body(translation, ROLE, false)).isEqualTo(new Step.Hold());
    Step.Commit commit = (Step.Commit) body(translation, HI, false);
    assertThat(commit.status()).isEqualTo(200);
    assertThat(commit.end()).isFalse();
    assertThat(text(commit.body())).contains("Hi");
    assertThat(commit.set())
        .containsEntry("content-type", SSE)
        .containsEntry("x-airoute-provider", "default/p")
        .containsEntry("x-airoute-model", "gpt-5-2025")
        .containsEntry("x-airoute-attempts", "1")
        .containsEntry("x-airoute-request-id", "0123456789abcdef")
        .doesNotContainKey("content-length");
    assertThat(commit.remove())
        .contains("content-length", "content-encoding", "x-airoute-fallback", "set-cookie");
    Step.Continue more = (Step.Continue) body(translation, FINISH + USAGE + DONE, false);
    assertThat(more.end()).isFalse();
    assertThat(body(translation, "", true)).isInstanceOf(Step.Continue.class);
    assertThat(translation.usage()).isEqualTo(new Usage(3, 0, 0, 2, 0));
    assertThat(translation.servedModel()).isEqualTo("gpt-5-2025");
    assertThat(translation.error()).isNull();
    assertThat(translation.fallback()).isNull();
  }

  @Test
  void passesAnswersOfTheSameDialectByteForByte() {
    String request =
        "{\"model\":\"smart\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}";
    AttemptTranslation translation = new AttemptTranslation(
        Attempts.asking(Attempts.attempt(Dialect.OPENAI_CHAT, "OpenAI"), true));
    translation.request(request.getBytes(UTF_8));
    String all = ": hello\r\n\r\n" + ROLE + HI + FINISH + USAGE + DONE;
    Attempts.Reply reply = Attempts.play(translation, 200, SSE, all.getBytes(UTF_8), 7);
    assertThat(text(reply.body())).isEqualTo(all);
  }

  @Corner({10, 56})
  @Test
  void keepsTheUsageToItselfThatOnlyItAskedFor() {
    AttemptTranslation translation = new AttemptTranslation(
        Attempts.asking(Attempts.attempt(Dialect.OPENAI_CHAT, "OpenAI"), true));
    Outbound.Forward forward = (Outbound.Forward) translation.request(request(true));
    assertThat(sent(forward)).contains("\"stream_options\":{\"include_usage\":true}");
    byte[] answer = (ROLE + HI + FINISH + USAGE + DONE).getBytes(UTF_8);
    Attempts.Reply reply = Attempts.play(translation, 200, SSE, answer, 5);
    assertThat(text(reply.body())).isEqualTo(ROLE + HI + FINISH + DONE);
    assertThat(translation.usage()).isEqualTo(new Usage(3, 0, 0, 2, 0));
  }

  @Corner({7, 53})
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          429 | {}                                                            | RATE_LIMITED
          429 | {"error":{"message":"m","type":"t","param":null,"code":"insufficient_quota"}} | RATE_LIMITED
          500 | {}                                                            | SERVER_ERROR
          502 | <html>                                                        | SERVER_ERROR
          503 | {}                                                            | OVERLOADED
          529 | {}                                                            | OVERLOADED
          504 | {}                                                            | TIMEOUT
          400 | {"error":{"message":"m","type":"t","param":null,"code":"context_length_exceeded"}} | CONTEXT_WINDOW_EXCEEDED
          400 | {"error":{"message":"m","type":"t","param":null,"code":"invalid_value"}} |
          401 | {"error":{"message":"m","type":"t","param":null,"code":"invalid_api_key"}} |
          403 | {}                                                            |
          404 | {"error":{"message":"m","type":"t","param":null,"code":"model_not_found"}} |
          200 | {"error":{"message":"m","code":429}}                          | RATE_LIMITED
          200 | {"error":{"message":"m","type":"server_error"}}               | SERVER_ERROR
          200 | {"choices":[]}                                                | SERVER_ERROR
          200 | {"choices":                                                   | SERVER_ERROR
          200 | <html>                                                        | SERVER_ERROR
          """)
  void offersFailuresForFallback(int status, String answer, FallbackCondition condition) {
    for (Dialect client : Set.of(Dialect.OPENAI_CHAT, Dialect.ANTHROPIC_MESSAGES)) {
      AttemptTranslation translation = whole(client);
      Attempts.Reply reply = Attempts.play(translation, status, JSON, answer.getBytes(UTF_8), 9);
      int shown = reply.head().status();
      assertThat(shown).isGreaterThanOrEqualTo(400);
      assertThat(status == 200 || shown == status).isTrue();
      Oracles.error(client, reply.body());
      assertThat(reply.head().set())
          .containsEntry("content-length", Integer.toString(reply.body().length))
          .containsEntry("content-type", JSON);
      assertThat(translation.fallback()).isEqualTo(condition);
      assertThat(translation.error()).isNotNull();
      if (condition == null) {
        assertThat(reply.head().set()).doesNotContainKey("x-airoute-fallback");
        assertThat(reply.head().remove()).contains("x-airoute-fallback");
      } else {
        assertThat(reply.head().set()).containsEntry("x-airoute-fallback", condition.name());
      }
    }
  }

  @Test
  void saysWhatItWasWithoutAskingForFallbackThatTheRuleDoesNotWant() {
    AttemptTranslation translation = asked(fallbackOn(Set.of(FallbackCondition.TIMEOUT)), false);
    Attempts.Reply reply = Attempts.play(translation, 500, JSON, "{}".getBytes(UTF_8), 9);
    assertThat(reply.head().set()).doesNotContainKey("x-airoute-fallback");
    assertThat(translation.fallback()).isEqualTo(FallbackCondition.SERVER_ERROR);
  }

  @Test
  void findsTheConditionThatTheRuleNamesAmongThoseThatHold() {
    AttemptTranslation translation =
        asked(fallbackOn(Set.of(FallbackCondition.SERVER_ERROR)), false);
    Attempts.Reply reply = Attempts.play(translation, 503, JSON, "{}".getBytes(UTF_8), 9);
    assertThat(reply.head().set()).containsEntry("x-airoute-fallback", "SERVER_ERROR");
  }

  private static Attempt fallbackOn(Set<FallbackCondition> conditions) {
    Attempt all = Attempts.attempt(Dialect.OPENAI_CHAT, "OpenAI");
    return new Attempt(
        all.requestId(),
        all.call(),
        all.provider(),
        all.dialect(),
        all.targetModel(),
        all.edits(),
        all.lossPolicy(),
        conditions,
        2,
        all.created());
  }

  @Corner(53)
  @Test
  void answersAnErrorWithoutABodyAtOnce() {
    AttemptTranslation translation = whole(Dialect.OPENAI_CHAT);
    Step.Commit commit =
        (Step.Commit) translation.responseHeaders(429, Map.of("retry-after", "12"), true);
    assertThat(commit.end()).isTrue();
    assertThat(commit.status()).isEqualTo(429);
    assertThat(commit.set()).containsEntry("retry-after", "12");
    Oracles.error(Dialect.OPENAI_CHAT, commit.body());
  }

  /** The hop says that nobody was there; another provider's 503 under the same conditions would not move on. */
  @Test
  void moveOnWhenTheProviderCannotBeReached() {
    AttemptTranslation translation =
        asked(fallbackOn(Set.of(FallbackCondition.CONNECT_FAILURE)), false);
    Map<String, String> headers =
        Map.of("content-type", "application/json", "x-airoute-connect-failure", "true");

    Step.Commit commit = (Step.Commit) translation.responseHeaders(503, headers, true);

    assertThat(commit.set()).containsEntry("x-airoute-fallback", "CONNECT_FAILURE");
    assertThat(commit.remove()).contains("x-airoute-connect-failure", "x-envoy-ratelimited");
  }

  @Corner(53)
  @Test
  void keepsADateToRetryAfter() {
    String date = "Wed, 21 Oct 2026 07:28:00 GMT";

    Step.Commit commit = (Step.Commit)
        whole(Dialect.OPENAI_CHAT).responseHeaders(429, Map.of("retry-after", date), true);

    assertThat(commit.set()).containsEntry("retry-after", date);
  }

  @Corner(53)
  @Test
  void answersAnEmptySuccessWithAnError() {
    AttemptTranslation translation = whole(Dialect.OPENAI_CHAT);
    Step.Commit commit =
        (Step.Commit) translation.responseHeaders(200, Map.of("content-length", "0"), true);
    assertThat(commit.status()).isEqualTo(502);
    assertThat(commit.set()).containsEntry("x-airoute-fallback", "SERVER_ERROR");
  }

  @Test
  void passesTheProvidersOwnErrorToItsDialect() {
    String error =
        "{\"error\": {\"message\":\"Bad\",\"type\":\"invalid_request_error\",\"param\":\"n\",\"code\":null,\"x\":1}}";
    AttemptTranslation translation = whole(Dialect.OPENAI_CHAT);
    Attempts.Reply reply = Attempts.play(translation, 400, JSON, error.getBytes(UTF_8), 99);
    assertThat(text(reply.body())).isEqualTo(error);
  }

  @Test
  void neverPassesWhatTheProviderSaysOfTheGatewaysKey() {
    String error =
        "{\"error\":{\"message\":\"Incorrect API key provided: sk-abc\",\"type\":\"x\",\"param\":null,\"code\":\"invalid_api_key\"}}";
    AttemptTranslation translation = whole(Dialect.OPENAI_CHAT);
    Attempts.Reply reply = Attempts.play(translation, 401, JSON, error.getBytes(UTF_8), 99);
    assertThat(reply.head().status()).isEqualTo(401);
    assertThat(text(reply.body())).doesNotContain("sk-abc");
  }

  @ParameterizedTest
  @CsvSource({"STREAM_ERROR,data: {", "STREAM_ERROR,''", "STREAM_ERROR,data: [DONE]"})
  void offersAStreamWithoutContentForFallback(FallbackCondition condition, String rest) {
    AttemptTranslation translation = stream(Dialect.ANTHROPIC_MESSAGES);
    headers(translation, 200, SSE);
    assertThat(body(translation, ROLE, false)).isEqualTo(new Step.Hold());
    Step.Commit commit = (Step.Commit) body(translation, rest, true);
    assertThat(commit.status()).isEqualTo(502);
    assertThat(commit.set()).containsEntry("x-airoute-fallback", condition.name());
    Oracles.error(Dialect.ANTHROPIC_MESSAGES, commit.body());
  }

  @Test
  void passesOnAProperAnswerWithoutAnyContent() {
    AttemptTranslation translation = stream(Dialect.OPENAI_CHAT);
    byte[] answer = (ROLE + FINISH + DONE).getBytes(UTF_8);
    Attempts.Reply reply = Attempts.play(translation, 200, SSE, answer, 4096);
    assertThat(reply.head().status()).isEqualTo(200);
    assertThat(text(reply.body())).isEqualTo(ROLE + FINISH + DONE);
  }

  @Corner({2, 7})
  @ParameterizedTest
  @EnumSource(names = {"OPENAI_CHAT", "ANTHROPIC_MESSAGES"})
  void endsACommittedStreamWithAnErrorEventWhenTheProviderDies(Dialect client) {
    AttemptTranslation translation = stream(client);
    headers(translation, 200, SSE);
    Step.Commit commit = (Step.Commit) body(translation, ROLE + HI + "data: {\"id\":", false);
    assertThat(text(commit.body())).doesNotContain("data: {\"id\":\n").endsWith("\n\n");
    Step.Continue last = (Step.Continue) body(translation, "", true);
    assertThat(last.end()).isTrue();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(commit.body());
    all.writeBytes(last.body());
    Oracles.brokenStream(client, all.toByteArray());
    assertThat(translation.error()).isNotNull();
    assertThat(translation.fallback()).isNull();
    assertThat(body(translation, HI, false)).isInstanceOfSatisfying(Step.Continue.class, more -> {
      assertThat(more.body()).isEmpty();
      assertThat(more.end()).isTrue();
    });
  }

  @Test
  void givesAStreamToAClientThatAskedForOneAlthoughTheAnswerIsWhole() {
    String answer =
        "{\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}";
    for (Dialect client : Set.of(Dialect.OPENAI_CHAT, Dialect.ANTHROPIC_MESSAGES)) {
      Attempts.Reply reply = Attempts.play(stream(client), 200, JSON, answer.getBytes(UTF_8), 4096);
      assertThat(reply.head().set()).containsEntry("content-type", SSE);
      Oracles.stream(client, reply.body());
    }
  }

  @Test
  void refusesAStreamThatNobodyAskedFor() {
    AttemptTranslation translation = whole(Dialect.OPENAI_CHAT);
    Step.Commit commit = (Step.Commit) headers(translation, 200, SSE + "; charset=utf-8");
    assertThat(commit.status()).isEqualTo(502);
    assertThat(commit.end()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          OpenAI    | {"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"custom","custom":{"name":"f","input":"x"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}
          OpenAI    | {"model":"m","choices":[{"index":0,"text":"x"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}
          Anthropic | {"type":"message","model":"m","content":[{"kind":"new"}],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":2}}
          """)
  void passesWhatTheModelCannotReadToItsOwnDialect(String type, String answer) {
    Dialect client = type.equals("OpenAI") ? Dialect.OPENAI_CHAT : Dialect.ANTHROPIC_MESSAGES;
    AttemptTranslation translation = asked(Attempts.attempt(client, type), false);
    Attempts.Reply reply = Attempts.play(translation, 200, JSON, answer.getBytes(UTF_8), 99);
    assertThat(reply.head().status()).isEqualTo(200);
    assertThat(text(reply.body())).isEqualTo(answer);
    assertThat(translation.usage()).isEqualTo(new Usage(3, 0, 0, 2, 0));
    assertThat(translation.servedModel()).isEqualTo("m");
    assertThat(translation.error()).isNull();
  }

  @Test
  void failsWhenTheProviderEndedAChoiceWithAnErrorAlsoInItsOwnDialect() {
    String answer = "{\"choices\":[{\"index\":0,\"text\":\"x\",\"finish_reason\":\"error\"}]}";
    AttemptTranslation translation = whole(Dialect.OPENAI_CHAT);
    Attempts.Reply reply = Attempts.play(translation, 200, JSON, answer.getBytes(UTF_8), 99);
    assertThat(reply.head().status()).isEqualTo(502);
  }

  private static String delta(String delta) {
    return HI.replace("{\"content\":\"Hi\"}", delta);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"audio\":{\"id\":\"a\",\"data\":\"AA==\"}}",
        "{\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}",
        "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"custom\",\"custom\":{\"name\":\"f\"}}]}",
        "{\"content\":\"\",\"images\":[{\"type\":\"image_url\"}]}",
      })
  void commitsToContentThatTheModelDoesNotKnow(String delta) {
    AttemptTranslation translation = stream(Dialect.OPENAI_CHAT);
    headers(translation, 200, SSE);
    String nothing = delta("{\"role\":\"assistant\",\"name\":\"x\",\"content\":\"\","
        + "\"refusal\":null,\"images\":[ ],\"audio\":{ }}");
    assertThat(body(translation, nothing, false)).isEqualTo(new Step.Hold());
    Step.Commit commit = (Step.Commit) body(translation, delta(delta), false);
    assertThat(text(commit.body())).isEqualTo(nothing + delta(delta));
  }

  @Test
  void commitsToAnthropicsBlocksThatTheModelDoesNotKnow() {
    AttemptTranslation translation =
        asked(Attempts.attempt(Dialect.ANTHROPIC_MESSAGES, "Anthropic"), true);
    headers(translation, 200, SSE);
    String start =
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"c\",\"usage\":{}}}\n\n";
    String text =
        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n";
    String stop =
        "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n";
    String search =
        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}}}\n\n";
    assertThat(body(translation, start + text + stop, false)).isEqualTo(new Step.Hold());
    Step.Commit commit = (Step.Commit) body(translation, search, false);
    assertThat(text(commit.body())).isEqualTo(start + text + stop + search);
  }

  @Test
  void commitsWhenMuchIsHeldThatIsMoreThanComments() {
    String comment = ":" + " ".repeat(1 << 16) + "\n\n";
    for (String first : List.of("", ROLE)) {
      AttemptTranslation translation = stream(Dialect.OPENAI_CHAT);
      headers(translation, 200, SSE);
      Step step = body(translation, first, false);
      StringBuilder held = new StringBuilder(first);
      while (step instanceof Step.Hold) {
        step = body(translation, comment, false);
        held.append(comment);
      }
      Step.Commit commit = (Step.Commit) step;
      assertThat(commit.status()).isEqualTo(first.isEmpty() ? 502 : 200);
      assertThat(first.isEmpty() || text(commit.body()).contentEquals(held)).isTrue();
    }
  }

  @Corner(3)
  @Test
  void decompressesWhatCameCompressed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write((ROLE + HI + FINISH + DONE).getBytes(UTF_8));
    }
    AttemptTranslation translation = stream(Dialect.OPENAI_CHAT);
    translation.responseHeaders(
        200, Map.of("content-type", SSE, "content-encoding", "gzip"), false);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte b : packed.toByteArray()) {
      switch (translation.responseBody(new byte[] {b}, 0, 1, false)) {
        case Step.Hold() -> {}
        case Step.Commit commit -> all.writeBytes(commit.body());
        case Step.Continue more -> all.writeBytes(more.body());
      }
    }
    assertThat(text(all.toByteArray())).isEqualTo(ROLE + HI + FINISH + DONE);
    assertThat(translation.responseBody(new byte[0], 0, 0, true)).isInstanceOf(Step.Continue.class);
    assertThat(translation.error()).isNull();
    translation.close();
  }

  @Test
  void refusesACompressionThatItDoesNotKnow() {
    AttemptTranslation translation = whole(Dialect.OPENAI_CHAT);
    Step.Commit commit = (Step.Commit) translation.responseHeaders(
        200, Map.of("content-type", JSON, "content-encoding", "br"), false);
    assertThat(commit.status()).isEqualTo(502);
    assertThat(text(commit.body())).contains("br");
    Step.Continue rest = (Step.Continue) body(translation, "whatever follows", false);
    assertThat(rest.body()).isEmpty();
    assertThat(rest.end()).isTrue();
  }

  @Test
  void refusesAnAnswerBeyondTheLimit() {
    AttemptTranslation translation = whole(Dialect.OPENAI_CHAT);
    headers(translation, 200, JSON);
    byte[] piece = new byte[1 << 20];
    Arrays.fill(piece, (byte) ' ');
    Step step = new Step.Hold();
    int pieces = 0;
    while (step instanceof Step.Hold) {
      step = translation.responseBody(piece, 0, piece.length, false);
      pieces++;
    }
    assertThat(pieces).isEqualTo(WholeAnswer.LIMIT / piece.length + 1);
    assertThat(((Step.Commit) step).status()).isEqualTo(502);
  }

  @Test
  void refusesWhatARouteDoesNotWantToLose() {
    AttemptTranslation translation = new AttemptTranslation(Attempts.attempt(
        Dialect.OPENAI_CHAT, "Anthropic", BodyEdits.getDefaultInstance(), LossPolicy.REJECT));
    byte[] request =
        "{\"model\":\"smart\",\"seed\":1,\"logit_bias\":{\"1\":2},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
            .getBytes(UTF_8);
    assertThatThrownBy(() -> translation.request(request))
        .isInstanceOfSatisfying(GatewayException.class, refused -> {
          assertThat(refused.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
          assertThat(refused.error().message()).contains("seed", "logit_bias", "default/p");
        });
  }

  @Test
  void letsApproximationsPassARouteThatRefusesLosses() {
    AttemptTranslation translation = new AttemptTranslation(Attempts.attempt(
        Dialect.OPENAI_CHAT, "Anthropic", BodyEdits.getDefaultInstance(), LossPolicy.REJECT));
    byte[] request =
        "{\"model\":\"smart\",\"max_tokens\":9000,\"reasoning_effort\":\"low\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
            .getBytes(UTF_8);
    assertThat(translation.request(request)).isInstanceOf(Outbound.Forward.class);
    assertThat(translation.losses()).isNotEmpty();
  }

  @Test
  void editsTheProvidersBody() {
    BodyEdits edits = BodyEdits.newBuilder()
        .putSet("max_tokens", "4096")
        .putDefaults("temperature", "0.2")
        .putDefaults("model", "\"ignored\"")
        .addRemove("stream")
        .build();
    for (Dialect client : Set.of(Dialect.OPENAI_CHAT, Dialect.ANTHROPIC_MESSAGES)) {
      AttemptTranslation translation =
          new AttemptTranslation(Attempts.attempt(client, "Anthropic", edits, LossPolicy.REPORT));
      String sent = sent((Outbound.Forward) translation.request(request(true)));
      assertThat(sent)
          .contains("\"max_tokens\":4096", "\"temperature\":0.2", "\"model\":\"claude-sonnet-4-5\"")
          .doesNotContain("stream", "\"max_tokens\":9");
    }
  }

  @Corner(56)
  @Test
  void sendsTheClientsBytesWhenNothingChanges() {
    byte[] request = "{\"model\":\"gpt-5\",\"messages\":[],\"x\":1}".getBytes(UTF_8);
    AttemptTranslation translation =
        new AttemptTranslation(Attempts.attempt(Dialect.OPENAI_CHAT, "OpenAI"));
    Outbound.Forward forward = (Outbound.Forward) translation.request(request);
    assertThat(forward.body()).isNull();
    assertThat(forward.set()).doesNotContainKey("content-length");
  }

  @Test
  void leavesTheVersionThatAnAnthropicClientChose() {
    AttemptTranslation translation =
        new AttemptTranslation(Attempts.attempt(Dialect.ANTHROPIC_MESSAGES, "Anthropic"));
    Outbound.Forward forward = (Outbound.Forward)
        translation.request(request(false), Map.of("anthropic-version", "2023-01-01"));
    assertThat(forward.set()).doesNotContainKey("anthropic-version");
    assertThat(forward.remove()).doesNotContain("anthropic-version", "anthropic-beta");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          {"model":"a","model":"b","messages":[{"role":"user","content":"x"}]} | twice
          {"model":"a","messages":[{"role":"user","content":"x"}]              | expected
          []                                                                   | OBJECT
          """)
  void refusesRequestsThatCannotBeRead(String body, String why) {
    AttemptTranslation translation =
        new AttemptTranslation(Attempts.attempt(Dialect.OPENAI_CHAT, "OpenAI"));
    assertThatThrownBy(() -> translation.request(body.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refused -> assertThat(refused.error().status()).isEqualTo(400))
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENAI_CHAT", "ANTHROPIC_MESSAGES"})
  void answersForTheEchoByItself(Dialect client) {
    Attempt attempt = new Attempt(
        "0123456789abcdef",
        Call.chat(client, "echo", false),
        Provider.newBuilder().setProviderName("default/echo").setType("Echo").build(),
        Dialect.ECHO,
        "echo",
        BodyEdits.getDefaultInstance(),
        LossPolicy.REPORT,
        Set.of(),
        1,
        1_700_000_000L);
    AttemptTranslation translation = new AttemptTranslation(attempt);
    Outbound.Answer whole = (Outbound.Answer) translation.request(request(false));
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.headers())
        .containsEntry("content-length", Integer.toString(whole.body().length))
        .containsEntry("x-airoute-provider", "default/echo");
    Oracles.answer(client, whole.body());
    assertThat(translation.usage().total()).isPositive();
    Outbound.Answer stream = (Outbound.Answer)
        new AttemptTranslation(Attempts.asking(attempt, true)).request(request(true));
    assertThat(stream.headers()).containsEntry("content-type", SSE);
    Oracles.stream(client, stream.body());
  }
}
