package dev.airoute.examples;

import static dev.airoute.examples.Http.CHAT;
import static dev.airoute.examples.Http.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.anthropic.errors.AnthropicException;
import com.openai.errors.OpenAIException;
import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.Ledger.Ending;
import dev.airoute.examples.provider.Script;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider does wrong reaches the client as an error of its own dialect, never as a good answer. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class ProviderErrorTest {
  private static final Answer SAID = Answer.text("one ", "two ", "three ", "four");

  private final World world;

  ProviderErrorTest(World world) {
    this.world = world;
  }

  private static String path(Pair pair) {
    return pair.fromOpenAi() ? CHAT : MESSAGES;
  }

  private Http.Reply post(Pair pair, String scene, Script script) {
    pair.provider(world).on(pair.model(scene), script);
    return world.http.post(
        path(pair), Http.body(pair.model(scene), pair.streaming()), Http.bearer(World.ALICE_KEY));
  }

  static Stream<Arguments> statuses() {
    return Pair.all()
        .flatMap(pair -> Stream.of(
            Arguments.of(pair, 400, "invalid_request_error", "invalid_request_error"),
            Arguments.of(pair, 429, "rate_limit_error", "rate_limit_error"),
            Arguments.of(pair, 500, "server_error", "api_error"),
            Arguments.of(pair, 529, "server_error", "overloaded_error")));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void keepsStatusAndMessage(Pair pair, int status, String openAiType, String anthropicType) {
    Http.Reply reply = post(pair, "status-" + status, Script.failure(status, "the reason"));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(ErrorShape.of(path(pair), reply))
        .isEqualTo(pair.fromOpenAi() ? openAiType : anthropicType);
    assertThat(reply.body()).contains("the reason");
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void keepsRetryAfter(Pair pair) {
    Http.Reply reply = post(pair, "retry-after", Scenes.RATE_LIMITED);

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("retry-after")).contains("7");
  }

  /** The client's key is fine; the operator's is not. */
  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void doesNotBlameTheClientForTheProvidersCredentials(Pair pair) {
    Http.Reply reply = post(pair, "401", Script.failure(401, "Incorrect API key provided: sk-42"));

    assertThat(reply.status()).isIn(401, 502);
    ErrorShape.of(path(pair), reply);
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void makesAnErrorOfAnHtmlPage(Pair pair) {
    String page = "<html><body><h1>502 Bad Gateway</h1>nginx/1.2.3</body></html>";

    for (int status : new int[] {502, 200}) {
      Http.Reply reply = post(pair, "html-" + status, new Script.Raw(status, "text/html", page));

      assertThat(reply.status()).isEqualTo(502);
      ErrorShape.of(path(pair), reply);
      assertThat(reply.body()).doesNotContain("<html>");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void seesAnErrorInsideOfA200(Pair pair) {
    Http.Reply reply = post(pair, "inside", new Script.ErrorInside("no capacity left"));

    assertThat(reply.status()).isGreaterThanOrEqualTo(500);
    ErrorShape.of(path(pair), reply);
    assertThat(reply.body()).contains("no capacity left");
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#streamed")
  void turnsAStreamThatBeginsWithAnErrorIntoAStatus(Pair pair) {
    Http.Reply reply =
        post(pair, "error-first", new Script.StreamError(SAID, 0, "no capacity left"));

    assertThat(reply.status()).isGreaterThanOrEqualTo(500);
    ErrorShape.of(path(pair), reply);
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#streamed")
  void tellsAnErrorInTheMiddleOfAStream(Pair pair) {
    assertBreaks(pair, "error-late", new Script.StreamError(SAID, 4, "no capacity left"));
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#streamed")
  void neverEndsATruncatedStreamAsIfItWereWhole(Pair pair) {
    assertBreaks(pair, "truncated", new Script.Truncated(SAID, 4));
  }

  private void assertBreaks(Pair pair, String scene, Script script) {
    Http.Reply reply = post(pair, scene, script);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.events()).hasSizeGreaterThan(1).doesNotContain("[DONE]");
    assertThat(reply.body()).contains("one ").doesNotContain("message_stop");
    String last = reply.events().getLast();
    String type = pair.fromOpenAi() ? ErrorShape.openAi(last) : ErrorShape.anthropic(last);
    assertThat(type).isNotBlank();
    assertThatThrownBy(() -> pair.send(world, Prompt.of(pair.model(scene), "Hi")))
        .isInstanceOfAny(OpenAIException.class, AnthropicException.class);
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#streamed")
  void neverEndsABrokenStreamAsIfItWereWhole(Pair pair) {
    pair.provider(world).on(pair.model("reset"), new Script.Reset(SAID, 4));

    assertThatThrownBy(() -> pair.send(world, Prompt.of(pair.model("reset"), "Hi")))
        .isInstanceOfAny(OpenAIException.class, AnthropicException.class);
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void readsAZippedAnswerOrSaysThatItCannot(Pair pair) {
    if (pair.streaming()) {
      return;
    }
    Http.Reply reply = post(pair, "zipped", new Script.Zipped(SAID));

    if (reply.status() == 200) {
      assertThat(reply.body()).contains("one two three four");
    } else {
      assertThat(reply.status()).isEqualTo(502);
      ErrorShape.of(path(pair), reply);
    }
  }

  @Test
  void answers503WhenNobodyServesTheProvider() {
    for (String path : new String[] {CHAT, MESSAGES}) {
      Http.Reply reply =
          world.http.post(path, Http.body("gone", false), Http.bearer(World.ALICE_KEY));

      assertThat(reply.status()).as(reply.body()).isIn(502, 503);
      ErrorShape.of(path, reply);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#streamed")
  void leavesTheProviderWhenTheClientLeaves(Pair pair) throws Exception {
    String model = pair.model("leaving");
    pair.provider(world).on(model, Script.slowFrames(Duration.ofMillis(20), Scenes.longText(500)));

    readALittleAndLeave(path(pair), Http.body(model, true));

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() ->
            pair.provider(world).ledger().of(model).getFirst().ending() == Ending.CALLER_LEFT);
  }

  private void readALittleAndLeave(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(world.gateway.url() + path))
        .header("authorization", "Bearer " + World.ALICE_KEY)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      try (var in = response.body()) {
        assertThat(in.readNBytes(200)).hasSize(200);
      }
    }
  }

  /** 20 ms between frames: were the gateway to collect them, the first would come after ten seconds. */
  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#streamed")
  void passesEachPieceOnAsItComes(Pair pair) throws Exception {
    String model = pair.model("slow");
    pair.provider(world).on(model, Script.slowFrames(Duration.ofMillis(20), Scenes.longText(500)));
    long start = System.nanoTime();

    readALittleAndLeave(path(pair), Http.body(model, true));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
