package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.completions.Completion;
import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.SharedFiles;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of legacy completions, with providers that have the same, and with chats. */
class CompletionsPairsTest {
  /** A vendor for each case: with completions for all models, for some, at another path, and for none. */
  private static final List<String> TYPES =
      List.of("VLLM", "OpenAI", "DeepSeek", "Mistral", "Anthropic", "GoogleAIStudio", "Cohere");

  private static final Map<String, String> FOLDERS = Map.of(
      "openai", "Mistral",
      "anthropic", "Anthropic",
      "gemini", "GoogleAIStudio",
      "cohere", "Cohere",
      "completions", "VLLM");

  static List<Arguments> requests() {
    List<Arguments> pairs = new ArrayList<>();
    for (Path file : GoldenFile.list("dialect/requests/completions", ".json")) {
      TYPES.forEach(type -> pairs.add(Arguments.of(file, type)));
    }
    return pairs;
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("requests")
  void asksInTheProvidersWords(Path file, String type) {
    byte[] body = GoldenFile.bytes(file);
    Attempt attempt = Attempts.asking(attempt(type), body);
    try (AttemptTranslation translation = new AttemptTranslation(attempt)) {
      Outbound.Forward forward = (Outbound.Forward) translation.request(body);
      String sent = new String(forward.body() == null ? body : forward.body(), UTF_8);
      StringBuilder text = new StringBuilder(forward.path()).append("\n\n");
      text.append(attempt.sameDialect() ? sent : GoldenFile.pretty(sent)).append('\n');
      for (Loss loss : translation.losses()) {
        text.append(loss.fate() + " " + loss.field() + ": " + loss.reason() + '\n');
      }
      String name = file.getFileName().toString().replace(".json", ".to-" + type + ".txt");
      GoldenFile.check(file.resolveSibling(name), text.toString());
    }
  }

  private static Attempt attempt(String type) {
    return Attempts.attempt(Dialect.OPENAI_COMPLETIONS, type);
  }

  static List<Arguments> answers() {
    return answers(false);
  }

  static List<Arguments> broken() {
    return answers(true);
  }

  private static List<Arguments> answers(boolean broken) {
    List<Arguments> pairs = new ArrayList<>();
    FOLDERS.forEach((folder, type) -> {
      for (String suffix : List.of(".json", ".sse")) {
        for (Path file : GoldenFile.list("dialect/answers/" + folder, suffix)) {
          String name = file.getFileName().toString();
          if (broken == (name.startsWith("error") || name.startsWith("truncated"))) {
            pairs.add(Arguments.of(file, type));
          }
        }
      }
    });
    return pairs;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  @Corner({17, 40})
  void givesTheClientCompletions(Path file, String type) {
    byte[] body = GoldenFile.bytes(file);
    boolean stream = file.toString().endsWith(".sse");
    AttemptTranslation whole = asked(type, stream);
    Reply reply = play(whole, stream, body, body.length);
    AttemptTranslation bytewise = asked(type, stream);
    Reply dripped = play(bytewise, stream, body, 1);

    assertThat(reply.head().status()).as(text(reply)).isEqualTo(200);
    assertThat(text(dripped)).isEqualTo(text(reply));
    assertThat(bytewise.usage()).isEqualTo(whole.usage());
    if (stream) {
      LegalOrder.check(Dialects.provider(attempt(type)), body);
      List<String> names = judged(text(reply));
      assertThat(names.getLast()).isEqualTo("[DONE]");
      assertThat(names).doesNotContain("error");
    } else {
      completion(text(reply));
    }
    if (attempt(type).sameDialect()) {
      assertThat(text(reply)).isEqualTo(new String(body, UTF_8));
      return;
    }
    check(file, reply, stream, whole.usage());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  @Corner(7)
  void endsBrokenStreamsWithAnError(Path file, String type) {
    byte[] body = GoldenFile.bytes(file);
    AttemptTranslation translation = asked(type, true);
    Reply reply = play(translation, true, body, 1);
    List<String> names = judged(text(reply));
    assertThat(names.getLast()).isEqualTo("error");
    assertThat(names).doesNotContain("[DONE]");
    check(file, reply, true, translation.usage());
  }

  @Test
  void passesRecordedAnswers() {
    for (Path file : SharedFiles.list("fixtures/openai/completions")) {
      boolean stream = !file.toString().endsWith(".json");
      String recorded = new String(SharedFiles.bytes(file), UTF_8);
      String sent = stream
          ? recorded
                  .lines()
                  .filter(line -> !line.isBlank())
                  .map(line -> "data: " + line + "\n\n")
                  .reduce("", String::concat)
              + "data: [DONE]\n\n"
          : recorded;
      AttemptTranslation translation = asked("VLLM", stream);
      Reply reply = play(translation, stream, sent.getBytes(UTF_8), 1);
      assertThat(text(reply)).isEqualTo(sent);
      assertThat(translation.usage().output()).isPositive();
      assertThat(translation.servedModel()).startsWith("gpt-3.5-turbo-instruct");
    }
  }

  @Test
  @Corner({10, 56})
  void hidesUsageThatOnlyTheGatewayAskedFor() {
    AttemptTranslation translation = new AttemptTranslation(Attempts.asking(attempt("VLLM"), true));
    translation.request("{\"model\":\"smart\",\"prompt\":\"x\",\"stream\":true}".getBytes(UTF_8));
    byte[] body =
        GoldenFile.bytes(Path.of("src/test/resources/dialect/answers/completions/two.sse"));
    Reply reply = play(translation, true, body, body.length);
    assertThat(text(reply)).doesNotContain("usage").endsWith("data: [DONE]\n\n");
    assertThat(translation.usage()).isEqualTo(new Usage(3, 0, 0, 2, 0));
  }

  @Test
  void repeatsThePromptIfAsked() {
    String request = "{\"model\":\"smart\",\"prompt\":[\"Tell me\"],\"echo\":true}";
    assertThat(answered(request, "cohere/logprobs.json"))
        .contains("\"text\":\"Tell meHello there\"", "\"text_offset\":[7,12]");
    assertThat(answered(request.replace("}", ",\"stream\":true}"), "cohere/citations.sse"))
        .contains("\"text\":\"Tell me\\ud83d\\udc27 The emp\"", "\"text\":\"eror\"");
  }

  private static String answered(String request, String file) {
    boolean stream = file.endsWith(".sse");
    AttemptTranslation translation =
        new AttemptTranslation(Attempts.asking(attempt("Cohere"), stream));
    translation.request(request.getBytes(UTF_8));
    byte[] body = GoldenFile.bytes(Path.of("src/test/resources/dialect/answers").resolve(file));
    return text(play(translation, stream, body, body.length));
  }

  @Test
  void streamsAWholeAnswerToWhoeverAskedForAStream() {
    byte[] body =
        GoldenFile.bytes(Path.of("src/test/resources/dialect/answers/completions/text.json"));
    AttemptTranslation translation = asked("VLLM", true);
    Reply reply = Attempts.play(translation, 200, "application/json", body, body.length);
    assertThat(judged(text(reply)).getLast()).isEqualTo("[DONE]");
    assertThat(text(reply))
        .contains("\"text\":\" there was\"", "\"tokens\":[\" there\",\" was\"]", "\"length\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {'model':'m'}                                  | prompt        | prompt is missing
      {'model':'m','prompt':null}                    | prompt        | prompt is missing
      {'model':'m','prompt':[]}                      | prompt        | a string, or a list of one
      {'model':'m','prompt':7}                       | prompt        | a string, or a list of one
      {'model':'m','prompt':{}}                      | prompt        | a string, or a list of one
      {'model':'m','prompt':[1,2,3]}                 | prompt        | token numbers
      {'model':'m','prompt':[[1,2],[3]]}             | prompt        | token numbers
      {'model':'m','prompt':['a','b']}               | prompt        | several texts
      {'prompt':'x'}                                 | model         | model is missing
      {'model':'m','prompt':'x','max_tokens':'7'}    | max_tokens    | a number
      {'model':'m','prompt':'x','stop':[7]}          | stop          | a list of strings
      {'model':'m','prompt':'x','echo':'yes'}        | echo          | true or false
      {'model':'m','prompt':'x','logprobs':true}     | logprobs      | a number
      {'model':'m','prompt':'x','stream_options':[]} | stream_options | an object
      []                                             | body          | a JSON object
      """)
  void refusesWhatNoChatCanBe(String body, String field, String message) {
    AttemptTranslation translation = new AttemptTranslation(attempt("Anthropic"));
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> translation.request(body.replace('\'', '"').getBytes(UTF_8)))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.error().param()).isEqualTo(field));
  }

  /** Where the provider has the same interface, they are its affair. */
  @Test
  void passesTokenNumbersToModelsWhoseTheyAre() {
    byte[] body = "{\"prompt\":[[1,2],[3]],\"model\":\"smart\",\"best_of\": 3}".getBytes(UTF_8);
    Outbound.Forward forward =
        (Outbound.Forward) new AttemptTranslation(attempt("VLLM")).request(body);
    assertThat(forward.path()).isEqualTo("/v1/completions");
    assertThat(forward.body())
        .asString(UTF_8)
        .isEqualTo("{\"prompt\":[[1,2],[3]],\"model\":\"gpt-5\",\"best_of\": 3}");
  }

  @ParameterizedTest
  @CsvSource({
    "OpenAI,gpt-3.5-turbo-instruct,true",
    "OpenAI,ft:davinci-002:acme::1,true",
    "OpenAI,gpt-5,false",
    "OpenAICompatible,any,true",
    "VLLM,any,true",
    "LlamaCpp,any,true",
    "Ollama,any,true",
    "Together,any,true",
    "Fireworks,any,true",
    "DeepSeek,deepseek-chat,true",
    "XAI,grok-4,true",
    "OpenRouter,any,true",
    "Groq,any,false",
    "Mistral,any,false",
    "AzureOpenAI,any,false"
  })
  void knowsWhoHasCompletions(String type, String model, boolean completes) {
    Call call = Call.chat(Dialect.OPENAI_COMPLETIONS, "m", false);
    assertThat(Dialects.spoken(call, Dialect.OPENAI_CHAT, type, model))
        .isEqualTo(completes ? Dialect.OPENAI_COMPLETIONS : Dialect.OPENAI_CHAT);
    Call chat = Call.chat(Dialect.OPENAI_CHAT, "m", false);
    assertThat(Dialects.spoken(chat, Dialect.OPENAI_CHAT, type, model))
        .isEqualTo(Dialect.OPENAI_CHAT);
    assertThat(Dialects.spoken(call, Dialect.ANTHROPIC_MESSAGES, type, model))
        .isEqualTo(Dialect.ANTHROPIC_MESSAGES);
  }

  private static AttemptTranslation asked(String type, boolean stream) {
    AttemptTranslation translation = new AttemptTranslation(Attempts.asking(attempt(type), stream));
    String usage = stream ? ",\"stream_options\":{\"include_usage\":true}" : "";
    translation.request("{\"model\":\"smart\",\"prompt\":\"x\",\"logprobs\":1,\"stream\":%s%s}"
        .formatted(stream, usage)
        .getBytes(UTF_8));
    return translation;
  }

  private static Reply play(
      AttemptTranslation translation, boolean stream, byte[] body, int piece) {
    try (translation) {
      return Attempts.play(
          translation, 200, stream ? "text/event-stream" : "application/json", body, piece);
    }
  }

  private static String text(Reply reply) {
    return new String(reply.body(), UTF_8);
  }

  private static void check(Path file, Reply reply, boolean stream, Usage usage) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(reply.head().set())
        .forEach((name, value) -> text.append(name + ": " + value + '\n'));
    text.append('\n').append(stream ? text(reply) : GoldenFile.pretty(text(reply)));
    text.append(usage).append('\n');
    GoldenFile.check(
        file.resolveSibling(file.getFileName() + ".to-completions.txt"), text.toString());
  }

  /** What each event is called, after the SDK has judged it. */
  private static List<String> judged(String stream) {
    SseReader reader = new SseReader();
    List<SseEvent> frames = new ArrayList<>(reader.read(stream.getBytes(UTF_8)));
    assertThat(reader.end()).as("events without their blank line").isEmpty();
    List<String> names = new ArrayList<>();
    for (SseEvent frame : frames) {
      boolean done = frame.dataIs("[DONE]");
      boolean error = !done && frame.json().get("error") != null;
      names.add(done ? "[DONE]" : error ? "error" : "chunk");
      if (error) {
        Oracles.error(Dialect.OPENAI_CHAT, frame.data().getBytes(UTF_8));
      } else if (!done) {
        chunk(frame.data());
      }
    }
    return names;
  }

  /** A chunk is a completion whose choices may still lack their reason to end. */
  private static void chunk(String data) {
    completion(data.replace("\"finish_reason\":null", "\"finish_reason\":\"stop\""));
  }

  private static void completion(String body) {
    try {
      ObjectMappers.jsonMapper().readValue(body, Completion.class).validate();
    } catch (JsonProcessingException | RuntimeException e) {
      fail("the SDK refuses " + body, e);
    }
  }
}
