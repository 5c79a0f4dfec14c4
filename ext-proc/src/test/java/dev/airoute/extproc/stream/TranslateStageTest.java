package dev.airoute.extproc.stream;

import static dev.airoute.extproc.stream.FakeTranslations.commit;
import static dev.airoute.extproc.stream.FakeTranslations.more;
import static dev.airoute.extproc.stream.TestingServices.chat;
import static dev.airoute.extproc.stream.TestingServices.headers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.dialect.Attempt;
import dev.airoute.extproc.dialect.Outbound;
import dev.airoute.extproc.dialect.Step;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Usage;
import io.envoyproxy.envoy.service.ext_proc.v3.ImmediateResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TranslateStageTest {
  private static final Path GOLDEN = Path.of("src/test/resources/stream/translate");
  private static final Usage USAGE = new Usage(10, 4, 2, 5, 1);
  private static final Step HOLD = new Step.Hold();

  private final TestingServices services = new TestingServices();
  private final FakeTranslations translations = services.translations;
  private final Deque<Runnable> pool = new ArrayDeque<>();
  private ScriptedEnvoy envoy;
  private String id;

  @BeforeEach
  void decide() throws IOException {
    envoy = new ScriptedEnvoy(services.processor(pool::add));
    ScriptedEnvoy.Stream route = envoy.route();
    ProcessingResponse first =
        route.requestHeaders(headers("POST", "/v1/messages", "open.test")).next();
    route.requestBody("{\"model\":\"free\",\"stream\":true}").all();
    id = first
        .getRequestHeaders()
        .getResponse()
        .getHeaderMutation()
        .getSetHeaders(0)
        .getHeader()
        .getRawValue()
        .toStringUtf8();
  }

  @AfterEach
  void close() {
    envoy.close();
  }

  @Corner({2, 4})
  @Test
  void carriesAStreamThere() {
    translations.usage = USAGE;
    translations.then(
        HOLD,
        HOLD,
        commit(200, "first", false),
        more("", false),
        more("more", false),
        more("last", true));

    List<ProcessingResponse> said = new ArrayList<>();
    ScriptedEnvoy.Stream hop = request(1, "default/p@1", said);
    hop.responseHeaders(Map.of(":status", "200", "content-type", "text/event-stream"));
    hop.responseBody("a", false);
    assertThat(hop.silent()).as("nothing before the commit").isTrue();
    hop.responseBody("b", false)
        .responseBody("c", false)
        .responseBody("d", false)
        .responseBody("", true);
    said.addAll(hop.all());

    GoldenFile.check(GOLDEN.resolve("stream.reply"), Transcript.of(said));
    assertThat(translations.heard)
        .containsExactly(
            "request body", "headers 200", "body a", "body b", "body c", "body d", "body  end");
    AttemptRecord.Result result = result();
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.complete()).isTrue();
    assertThat(result.usage()).isEqualTo(USAGE);
    assertThat(result.servedModel()).isEqualTo("served");
    assertThat(translations.closed).isEqualTo(1);
  }

  @Test
  void carriesAWholeAnswerWithItsOwnStatus() {
    translations.then(HOLD, HOLD, commit(503, "{\"error\":1}", true));
    translations.fallback = FallbackCondition.RATE_LIMITED;

    List<ProcessingResponse> said = new ArrayList<>();
    ScriptedEnvoy.Stream hop = request(1, "default/p@1", said);
    hop.responseHeaders(Map.of(":status", "429"))
        .responseBody("slow", false)
        .responseBody("down", true);
    said.addAll(hop.all());

    GoldenFile.check(GOLDEN.resolve("whole.reply"), Transcript.of(said));
    assertThat(result().status()).as("what the provider said").isEqualTo(429);
    assertThat(result().fallback()).isEqualTo(FallbackCondition.RATE_LIMITED);
  }

  @Test
  void tellsTheTranslationWhatTheAttemptIs() {
    request(2, "default/q@2", new ArrayList<>());

    Attempt attempt = translations.attempts.getFirst();
    assertThat(attempt.requestId()).isEqualTo(id);
    assertThat(attempt.client()).isEqualTo(Dialect.ANTHROPIC_MESSAGES);
    assertThat(attempt.provider().getName()).isEqualTo("default/q@2");
    assertThat(attempt.dialect()).isEqualTo(Dialect.ANTHROPIC_MESSAGES);
    assertThat(attempt.call().model()).isEqualTo("free");
    assertThat(attempt.targetModel()).isEqualTo("claude");
    assertThat(attempt.number()).isEqualTo(2);
    assertThat(attempt.created()).isEqualTo(1_760_000_000);
  }

  @Test
  void staysOnTheLastCandidatePastTheEndOfTheList() {
    request(3, "default/q@2", new ArrayList<>());

    assertThat(translations.attempts.getFirst().provider().getName()).isEqualTo("default/q@2");
    assertThat(translations.attempts.getFirst().number()).isEqualTo(3);
  }

  @Test
  void refusesAProviderWhoseTurnItIsNot() {
    assertRefused(hop(1, "default/q@2"), 503, "airoute_provider_mismatch");
    assertRefused(hop(2, "default/p@1"), 503, "airoute_provider_mismatch");
    assertThat(translations.attempts).isEmpty();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    ScriptedEnvoy.Stream unknown = envoy.translate("default/p@1");
    unknown.requestHeaders(chat("open.test", "x-airoute-request-id", "0123456789abcdef"));
    List<ProcessingResponse> said = unknown.all();

    GoldenFile.check(GOLDEN.resolve("unknown-exchange.reply"), Transcript.of(said));
    assertRefused(
        envoy.translate("default/p@1").requestHeaders(chat("open.test")),
        503,
        "airoute_exchange_unknown");
  }

  @Test
  void refusesExchangesThatAreNotDecided() {
    ScriptedEnvoy.Stream route = envoy.route();
    String undecided = route
        .requestHeaders(chat("open.test"))
        .next()
        .getRequestHeaders()
        .getResponse()
        .getHeaderMutation()
        .getSetHeaders(0)
        .getHeader()
        .getRawValue()
        .toStringUtf8();

    assertRefused(
        envoy
            .translate("default/p@1")
            .requestHeaders(chat("open.test", "x-airoute-request-id", undecided)),
        503,
        "airoute_exchange_unknown");
  }

  @Test
  void leavesABodyThatNeedsNoChange() {
    translations.outbound = new Outbound.Forward("/v1/x", "api.test", Map.of(), List.of(), null);

    List<ProcessingResponse> said = new ArrayList<>();
    request(1, "default/p@1", said);

    GoldenFile.check(GOLDEN.resolve("unchanged-request.reply"), Transcript.of(said));
  }

  @Corner(53)
  @Test
  void answersByItselfWhereTheTranslationDoes() {
    translations.usage = USAGE;
    translations.outbound = new Outbound.Answer(
        200,
        Map.of("content-type", "application/json", "content-length", "2"),
        FakeTranslations.bytes("{}"));

    List<ProcessingResponse> said = new ArrayList<>();
    ScriptedEnvoy.Stream hop = request(1, "default/p@1", said);

    GoldenFile.check(GOLDEN.resolve("own-answer.reply"), Transcript.of(said));
    assertThat(hop.end()).isEqualTo(Status.OK);
    assertThat(result().status()).isEqualTo(200);
    assertThat(result().usage()).isEqualTo(USAGE);
  }

  @Test
  void refusesARequestThatCannotBeTranslatedInTheCallersDialect() {
    translations.failure = new GatewayException(
        GatewayError.of(ErrorKind.INVALID_REQUEST, "No audio there.", "unsupported_field"));

    List<ProcessingResponse> said = new ArrayList<>();
    ScriptedEnvoy.Stream hop = request(1, "default/p@1", said);

    GoldenFile.check(GOLDEN.resolve("refused-request.reply"), Transcript.of(said));
    assertThat(hop.end()).isEqualTo(Status.OK);
    assertThat(result().status()).isZero();
    assertThat(translations.closed).isEqualTo(1);
  }

  @Test
  void answers500WhenItFailsBeforeTheCommit() {
    translations.then(HOLD, new IllegalStateException("a bug"));

    ScriptedEnvoy.Stream hop = request(1, "default/p@1", new ArrayList<>());
    hop.responseHeaders(Map.of(":status", "200")).responseBody("a", false);

    assertRefused(hop, 500, "airoute_internal_error");
    assertThat(services.statistics.failedTotal()).isEqualTo(1);
    assertThat(result().complete()).isFalse();
  }

  @Test
  void cutsTheAnswerWhenItFailsAfterTheCommit() {
    translations.then(HOLD, commit(200, "first", false), new IllegalStateException("a bug"));

    ScriptedEnvoy.Stream hop = request(1, "default/p@1", new ArrayList<>());
    hop.responseHeaders(Map.of(":status", "200")).responseBody("a", false);
    hop.next();
    hop.next();
    hop.responseBody("b", false);

    assertThat(hop.end().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(result().complete()).isFalse();
  }

  @Test
  void answersHeadersWithoutABodyAtOnce() {
    translations.then(commit(204, "", true));

    ScriptedEnvoy.Stream hop = request(1, "default/p@1", new ArrayList<>());
    hop.responseHeadersOnly(Map.of(":status", "204"));

    GoldenFile.check(GOLDEN.resolve("headers-only.reply"), Transcript.of(hop.all()));
    assertThat(result().complete()).isTrue();
  }

  @Test
  void putsItsOwnAnswerInThePlaceOfHeadersThatCanHaveNoBody() {
    translations.then(commit(502, "{\"error\":\"empty\"}", true));

    ScriptedEnvoy.Stream hop = request(1, "default/p@1", new ArrayList<>());
    hop.responseHeadersOnly(Map.of(":status", "200"));

    GoldenFile.check(GOLDEN.resolve("headers-only-replaced.reply"), Transcript.of(hop.all()));
  }

  @Test
  void endsWithTheTrailersWhereThereAreSome() {
    translations.then(HOLD, commit(200, "first", false), more("last", true));

    ScriptedEnvoy.Stream hop = request(1, "default/p@1", new ArrayList<>());
    hop.responseHeaders(Map.of(":status", "200")).responseBody("a", false).responseTrailers();

    GoldenFile.check(GOLDEN.resolve("trailers.reply"), Transcript.of(hop.all()));
  }

  @Test
  void commitsAtTheTrailersIfItMust() {
    translations.then(HOLD, HOLD, commit(200, "all", true));

    ScriptedEnvoy.Stream hop = request(1, "default/p@1", new ArrayList<>());
    hop.responseHeaders(Map.of(":status", "200")).responseBody("a", false).responseTrailers();

    GoldenFile.check(GOLDEN.resolve("trailers-after-hold.reply"), Transcript.of(hop.all()));
  }

  @Test
  void waitsForTheProviderWhenItIsAheadOfIt() {
    translations.then(HOLD, commit(200, "all", true));

    ScriptedEnvoy.Stream hop = request(1, "default/p@1", new ArrayList<>());
    hop.responseHeaders(Map.of(":status", "200")).responseBody("a", false);
    hop.next();
    assertThat(hop.next()
            .getResponseBody()
            .getResponse()
            .getBodyMutation()
            .getStreamedResponse()
            .getEndOfStream())
        .isTrue();
    assertThat(result().complete()).isTrue();
    hop.responseBody("ignored", false);
    assertThat(hop.silent()).as("leaving now would let the rest pass").isTrue();
    hop.responseBody("", true);

    assertThat(hop.end()).isEqualTo(Status.OK);
    assertThat(translations.heard).doesNotContain("body ignored");
  }

  @Test
  void endsCleanlyWhenEnvoyResetsAProviderThatItIsAheadOf() {
    translations.then(HOLD, commit(200, "all", true));
    ScriptedEnvoy.Stream hop = request(1, "default/p@1", new ArrayList<>());
    hop.responseHeaders(Map.of(":status", "200")).responseBody("a", false);
    hop.next();
    hop.next();

    hop.halfClose();

    assertThat(hop.end()).isEqualTo(Status.OK);
    assertThat(result().complete()).isTrue();
  }

  @Test
  void refusesTranslationsThatLoseTheEnd() {
    translations.then(HOLD, HOLD);
    ScriptedEnvoy.Stream held = request(1, "default/p@1", new ArrayList<>());
    held.responseHeaders(Map.of(":status", "200")).responseBody("a", true);
    assertRefused(held, 500, "airoute_internal_error");

    translations.then(HOLD, commit(200, "a", false));
    ScriptedEnvoy.Stream open = request(2, "default/q@2", new ArrayList<>());
    open.responseHeaders(Map.of(":status", "200")).responseBody("a", true);
    assertThat(open.end().getCode()).isEqualTo(Status.Code.INTERNAL);
  }

  @Test
  void recordsAttemptsThatEnvoyAbandonsAtAnyPoint() {
    translations.then(HOLD, HOLD, commit(200, "first", false));
    ScriptedEnvoy.Stream beforeAnything = envoy.translate("default/p@1");
    beforeAnything.cancel();
    hop(1, "default/p@1").cancel();
    request(1, "default/p@1", new ArrayList<>()).cancel();
    ScriptedEnvoy.Stream held = request(1, "default/p@1", new ArrayList<>());
    services.nanos.addAndGet(7_000_000);
    held.responseHeaders(Map.of(":status", "200")).halfClose();
    ScriptedEnvoy.Stream committed = request(1, "default/p@1", new ArrayList<>());
    committed.responseHeaders(Map.of(":status", "200")).responseBody("a", false).cancel();

    List<AttemptRecord> attempts = exchange().attempts();
    assertThat(attempts).hasSize(4);
    assertThat(attempts).allSatisfy(attempt -> assertThat(attempt.result()).isNotNull());
    assertThat(attempts)
        .extracting(attempt -> Objects.requireNonNull(attempt.result()).status())
        .containsExactly(0, 0, 200, 200);
    assertThat(attempts)
        .noneMatch(attempt -> Objects.requireNonNull(attempt.result()).complete());
    assertThat(Objects.requireNonNull(attempts.get(2).result()).duration())
        .isEqualTo(Duration.ofMillis(7));
    assertThat(held.end()).isEqualTo(Status.OK);
    assertThat(translations.closed).isEqualTo(4);
    assertThat(services.statistics.open()).isZero();
    assertThat(services.statistics.failedTotal()).isZero();
  }

  @Test
  void ignoresASecondEnd() {
    translations.then(HOLD, commit(200, "all", true));
    ScriptedEnvoy.Stream hop = request(1, "default/p@1", new ArrayList<>());
    hop.responseHeaders(Map.of(":status", "200")).responseBody("a", true);
    hop.all();

    hop.responseBody("", true).responseTrailers();
    hop.halfClose();
    hop.cancel();

    assertThat(services.statistics.failedTotal()).isZero();
    assertThat(services.statistics.open()).isZero();
  }

  @Test
  void endsAtMessagesOutOfOrder() {
    assertOutOfOrder(envoy.translate("default/p@1").requestBody("x"));
    assertOutOfOrder(envoy.translate("default/p@1").responseHeaders(Map.of(":status", "200")));
    ScriptedEnvoy.Stream early = hop(1, "default/p@1");
    early.next();
    assertOutOfOrder(early.responseHeaders(Map.of(":status", "413")));
    assertOutOfOrder(request(1, "default/p@1", new ArrayList<>()).responseBody("x", true));
    assertOutOfOrder(request(1, "default/p@1", new ArrayList<>()).responseTrailers());
    assertOutOfOrder(request(1, "default/p@1", new ArrayList<>()).requestBody("again"));
    translations.then(HOLD);
    ScriptedEnvoy.Stream twice = request(1, "default/p@1", new ArrayList<>());
    assertOutOfOrder(
        twice.responseHeaders(Map.of(":status", "200")).responseHeaders(Map.of(":status", "200")));
    assertThat(exchange().attempts())
        .allSatisfy(attempt -> assertThat(attempt.result()).isNotNull());
  }

  @Test
  void translatesLargeRequestsAndWholeAnswersOnThePool() {
    String large = "x".repeat(Services.HEAVY_BYTES + 1);
    ScriptedEnvoy.Stream hop = hop(1, "default/p@1");
    hop.next();
    hop.requestBody(large);
    assertThat(hop.silent()).isTrue();
    pool.remove().run();
    assertThat(hop.next().hasRequestBody()).isTrue();
    translations.then(HOLD, HOLD, commit(200, "all", true));
    hop.responseHeaders(Map.of(":status", "200")).responseBody(large, false).responseBody("", true);
    assertThat(hop.silent()).isTrue();

    pool.remove().run();

    assertThat(hop.all()).hasSize(2);
  }

  @Test
  void shedsLargeRequestsWhenThePoolIsFull() throws IOException {
    envoy.close();
    envoy = new ScriptedEnvoy(services.processor(task -> {
      throw new RejectedExecutionException("full");
    }));
    ScriptedEnvoy.Stream hop = hop(1, "default/p@1");
    hop.next();

    hop.requestBody("x".repeat(Services.HEAVY_BYTES + 1));

    assertRefused(hop, 503, "airoute_gateway_overloaded");
  }

  private ScriptedEnvoy.Stream hop(int attempt, String provider) {
    return envoy
        .translate(provider)
        .requestHeaders(headers(
            "POST",
            "/v1/messages",
            "open.test",
            "x-airoute-request-id",
            id,
            "x-envoy-attempt-count",
            Integer.toString(attempt)));
  }

  /** A hop whose request has gone through, with what was said to it. */
  private ScriptedEnvoy.Stream request(
      int attempt, String provider, List<ProcessingResponse> said) {
    ScriptedEnvoy.Stream hop = hop(attempt, provider);
    said.add(hop.next());
    said.add(hop.requestBody("body").next());
    return hop;
  }

  private Exchange exchange() {
    return Objects.requireNonNull(services.exchanges.find(id));
  }

  private AttemptRecord.Result result() {
    return Objects.requireNonNull(exchange().attempts().getFirst().result());
  }

  private static void assertRefused(ScriptedEnvoy.Stream stream, int status, String details) {
    ProcessingResponse response = stream.next();
    while (!response.hasImmediateResponse()) {
      response = stream.next();
    }
    ImmediateResponse answer = response.getImmediateResponse();
    assertThat(answer.getStatus().getCodeValue()).isEqualTo(status);
    assertThat(answer.getDetails()).isEqualTo(details);
    assertThat(stream.end()).isEqualTo(Status.OK);
  }

  private static void assertOutOfOrder(ScriptedEnvoy.Stream stream) {
    Status end = stream.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(end.getDescription()).startsWith("translate got ");
  }
}
