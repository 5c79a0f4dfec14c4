package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.anthropic.errors.AnthropicException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.airoute.examples.client.AnthropicSdk;
import dev.airoute.examples.client.ChatClient;
import dev.airoute.examples.client.OpenAiSdk;
import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Ledger.Ending;
import dev.airoute.examples.provider.Script;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fakes against the vendors' SDKs, without a gateway: what the other tests rest upon. */
class FakeProviderTest {
  private static final String KEY = "sk-of-the-provider";

  static Stream<Arguments> vendorsAndModes() {
    return Stream.of(
        Arguments.of("openai", false),
        Arguments.of("openai", true),
        Arguments.of("anthropic", false),
        Arguments.of("anthropic", true));
  }

  private static FakeProvider provider(String vendor) {
    return vendor.equals("openai") ? FakeProvider.openAi(KEY) : FakeProvider.anthropic(KEY);
  }

  private static ChatClient client(String vendor, FakeProvider provider, String key) {
    return vendor.equals("openai")
        ? new OpenAiSdk(provider.url(), key)
        : new AnthropicSdk(provider.url(), key);
  }

  @ParameterizedTest
  @MethodSource("vendorsAndModes")
  void speaksItsVendorsDialect(String vendor, boolean streaming) {
    try (FakeProvider provider = provider(vendor);
        ChatClient client = client(vendor, provider, KEY)) {
      provider.on("m", Script.reply(Scenes.TEXT_AND_PARALLEL_CALLS));

      Turn turn = client.send(Prompt.of("m", "Weather?").tools(Scenes.WEATHER), streaming);

      Scenes.assertTextAndParallelCalls(turn);
      assertThat(turn.usage()).isEqualTo(new Turn.Usage(100, 40, 25));
      assertThat(provider.ledger().refusals()).isEmpty();
      assertThat(provider.ledger().only("m").json().path("messages")).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("vendorsAndModes")
  void takesToolResultsBack(String vendor, boolean streaming) {
    try (FakeProvider provider = provider(vendor);
        ChatClient client = client(vendor, provider, KEY)) {
      provider.on("m", Script.reply(Scenes.TEXT_AND_PARALLEL_CALLS), Script.text("Mild."));
      Prompt prompt = Prompt.of("m", "Weather?").tools(Scenes.WEATHER);
      Turn first = client.send(prompt, streaming);

      Turn second = client.send(prompt.then(Scenes.answered(first)), streaming);

      assertThat(second.text()).isEqualTo("Mild.");
      assertThat(provider.ledger().refusals()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("vendorsAndModes")
  void refusesAWrongKey(String vendor, boolean streaming) {
    try (FakeProvider provider = provider(vendor);
        ChatClient client = client(vendor, provider, "sk-other")) {
      assertThatThrownBy(() -> client.send(Prompt.of("m", "Hi"), streaming))
          .isInstanceOfAny(
              com.openai.errors.UnauthorizedException.class,
              com.anthropic.errors.UnauthorizedException.class);
      assertThat(provider.ledger().refusals()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("vendorsAndModes")
  void refusesAToolResultWithoutItsCall(String vendor, boolean streaming) {
    try (FakeProvider provider = provider(vendor);
        ChatClient client = client(vendor, provider, KEY)) {
      Prompt prompt = Prompt.of("m", "Hi")
          .then(new Prompt.Said.Results(List.of(new Prompt.Said.Result("call_x", "y"))));

      assertThatThrownBy(() -> client.send(prompt, streaming))
          .isInstanceOfAny(
              com.openai.errors.BadRequestException.class,
              com.anthropic.errors.BadRequestException.class);
      assertThat(provider.ledger().refusals()).singleElement().asString().contains("call_x");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":5,\"tok\":1}",
        "{\"model\":\"m\",\"messages\":[],\"max_tokens\":5}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"wizard\",\"content\":\"x\"}],\"max_tokens\":5}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":5}",
        "{\"model\":\"m\",\"model\":\"n\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":5}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"hologram\"}]}],\"max_tokens\":5}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":5",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":5}{}"
      })
  void refusesWhatBothVendorsRefuse(String body) throws Exception {
    for (String vendor : List.of("openai", "anthropic")) {
      try (FakeProvider provider = provider(vendor)) {
        assertThat(post(provider, vendor, body)).as(vendor).isEqualTo(400);
        assertThat(provider.ledger().refusals()).as(vendor).hasSize(1);
      }
    }
  }

  private static int post(FakeProvider provider, String vendor, String body)
      throws IOException, InterruptedException {
    String path = vendor.equals("openai") ? "/v1/chat/completions" : "/v1/messages";
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(provider.url() + path))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
    if (vendor.equals("openai")) {
      request.header("authorization", "Bearer " + KEY);
    } else {
      request.header("x-api-key", KEY).header("anthropic-version", "2023-06-01");
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic"})
  void breaksAsItsScriptSays(String vendor) {
    try (FakeProvider provider = provider(vendor);
        ChatClient client = client(vendor, provider, KEY)) {
      Answer answer = Answer.text("one ", "two ", "three");
      provider
          .on("reset", new Script.Reset(answer, 3))
          .on("refused", new Script.Reset(answer, 0))
          .on("error", new Script.StreamError(answer, 3, "overloaded"));

      for (String model : List.of("reset", "refused", "error")) {
        assertThatThrownBy(() -> client.stream(Prompt.of(model, "Hi")))
            .as(model)
            .isInstanceOfAny(OpenAIException.class, AnthropicException.class);
      }
      awaitEnding(provider, "reset", Ending.BROKEN);
    }
  }

  @Test
  void failsWithTheVendorsErrorAndHeaders() {
    try (FakeProvider provider = provider("openai");
        ChatClient client = client("openai", provider, KEY)) {
      provider.on("busy", Scenes.RATE_LIMITED);

      assertThatThrownBy(() -> client.ask(Prompt.of("busy", "Hi")))
          .isInstanceOfSatisfying(com.openai.errors.RateLimitException.class, error -> {
            assertThat(error.headers().values("retry-after")).containsExactly("7");
            assertThat(((OpenAIServiceException) error).type()).contains("rate_limit_error");
          });
    }
  }

  @Test
  void noticesThatTheCallerLeftEarly() {
    try (FakeProvider provider = provider("openai");
        OpenAiSdk client = new OpenAiSdk(provider.url(), KEY)) {
      provider.on("slow", Script.slowFrames(Duration.ofMillis(20), Scenes.longText(200)));

      try (var stream = client
          .sdk()
          .chat()
          .completions()
          .createStreaming(ChatCompletionCreateParams.builder()
              .model("slow")
              .addUserMessage("Hi")
              .build())) {
        assertThat(stream.stream().limit(3)).hasSize(3);
      }

      awaitEnding(provider, "slow", Ending.CALLER_LEFT);
    }
  }

  private static void awaitEnding(FakeProvider provider, String model, Ending ending) {
    await().until(() -> provider.ledger().of(model).getFirst().ending() == ending);
  }
}
