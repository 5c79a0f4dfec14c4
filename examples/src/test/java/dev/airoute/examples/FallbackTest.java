package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Script;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The next provider takes over before the first byte, whatever dialects meet. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class FallbackTest {
  private static final Answer UNSAID = Answer.text("never ", "to ", "be ", "seen");

  private final World world;

  FallbackTest(World world) {
    this.world = world;
  }

  /** Name of the scene, and what the first provider does. */
  private static final Map<String, Script> FAILURES = Map.of(
      "429", new Script.Failure(429, "Slow down", Map.of("retry-after", "7")),
      "500", Script.failure(500, "Oops"),
      "503", new Script.Raw(503, "text/html", "<html>Service Unavailable</html>"),
      "529", Script.failure(529, "Overloaded"),
      "inside", new Script.ErrorInside("no capacity"),
      "reset", new Script.Reset(UNSAID, 0));

  /** Only in a stream: a whole answer may take as long as the request may. */
  private static final Map<String, Script> STREAM_FAILURES = Map.of(
      "error-first",
      new Script.StreamError(UNSAID, 0, "no capacity"),
      "cut-first",
      new Script.Truncated(UNSAID, 0),
      "reset-first",
      new Script.Reset(UNSAID, 1),
      "silent",
      new Script.Silent());

  static Stream<Arguments> failures() {
    return Stream.of(World.OPENAI_CLIENT, World.ANTHROPIC_CLIENT)
        .flatMap(client -> Stream.of("openai", "anthropic")
            .flatMap(provider -> Stream.concat(
                scenes(client, provider, false, FAILURES),
                Stream.concat(
                    scenes(client, provider, true, FAILURES),
                    scenes(client, provider, true, STREAM_FAILURES)))));
  }

  private static Stream<Arguments> scenes(
      String client, String provider, boolean streaming, Map<String, Script> scripts) {
    return scripts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(scene -> Arguments.of(client, provider, streaming, scene.getKey(), scene.getValue()));
  }

  @ParameterizedTest(name = "{0} client, {1} provider first, streaming {2}: {3}")
  @MethodSource("failures")
  void isCaughtByTheNextProvider(
      String client, String provider, boolean streaming, String scene, Script script) {
    FakeProvider first = provider.equals("openai") ? world.openAi : world.anthropic;
    String model = "fall-%s-%s-%s-%s".formatted(provider, scene, client, streaming);
    first.on(model, script);

    Turn turn = world.client(client).send(Prompt.of(model, "Hi"), streaming);

    assertThat(turn.text())
        .isEqualTo(
            provider.equals("openai") ? "Hello from claude-caught." : "Hello from gpt-caught.");
    assertThat(first.ledger().of(model)).isNotEmpty();
  }

  @Test
  void catchesAProviderThatNobodyServes() {
    Turn turn = world.client(World.ANTHROPIC_CLIENT).stream(Prompt.of("fall-gone", "Hi"));

    assertThat(turn.text()).isEqualTo("Hello from gpt-caught-gone.");
  }

  @Test
  void tellsWhoAnsweredAndAfterHowManyAttempts() {
    world.openAi.on("fall-openai-headers", Script.failure(500, "Oops"));

    Http.Reply reply = world.http.post(
        Http.CHAT, Http.body("fall-openai-headers", false), Http.bearer(World.ALICE_KEY));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("x-airoute-provider")).contains("default/anthropic");
    assertThat(reply.header("x-airoute-model")).contains("claude-caught");
    assertThat(reply.header("x-airoute-attempts")).contains("2");
    assertThat(reply.header("x-airoute-request-id")).isPresent();
    assertThat(reply.header("x-airoute-fallback")).isEmpty();
  }

  @Test
  void givesTheLastProvidersErrorWhenAllFail() {
    world.openAi.on("gpt-busy", Script.failure(500, "Oops"));
    world.anthropic.on("claude-busy", Scenes.RATE_LIMITED);

    Http.Reply reply =
        world.http.post(Http.CHAT, Http.body("fall-nowhere", false), Http.bearer(World.ALICE_KEY));

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("retry-after")).contains("7");
    assertThat(ErrorShape.openAi(reply.body())).isEqualTo("rate_limit_error");
  }

  @Test
  void doesNotAskAnotherForTheClientsOwnMistake() {
    world.openAi.on("fall-openai-mistake", Script.failure(400, "messages: too funny"));
    int before = world.anthropic.ledger().entries().size();

    Http.Reply reply = world.http.post(
        Http.CHAT, Http.body("fall-openai-mistake", false), Http.bearer(World.ALICE_KEY));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("too funny");
    assertThat(world.anthropic.ledger().entries()).hasSize(before);
  }

  @Test
  void doesNotStartAgainAfterTheFirstByte() {
    world.openAi.on("fall-openai-late", new Script.StreamError(UNSAID, 3, "too late"));
    int before = world.anthropic.ledger().entries().size();

    Http.Reply reply = world.http.post(
        Http.CHAT, Http.body("fall-openai-late", true), Http.bearer(World.ALICE_KEY));

    assertThat(reply.events()).isNotEmpty().doesNotContain("[DONE]");
    assertThat(world.anthropic.ledger().entries()).hasSize(before);
  }

  /** 400 draws at 75 %: the standard deviation is 8.7; ±50 is beyond five of them. */
  @Test
  void sharesByWeight() {
    List<String> models = IntStream.range(0, 400)
        .parallel()
        .mapToObj(_ ->
            world.client(World.OPENAI_CLIENT).ask(Prompt.of("weighted", "Hi")).text())
        .toList();

    long first = models.stream().filter(text -> text.contains("weighted-a")).count();
    long second = models.stream().filter(text -> text.contains("weighted-b")).count();
    assertThat(first + second).isEqualTo(400);
    assertThat(first).isBetween(250L, 350L);
  }
}
