package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.SharedFiles;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.model.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded answers of many vendors, for clients of both dialects, whole and byte by byte; judged by the SDKs. Skipped where
 * the recordings do not lie beside the project.
 */
class SharedAnswersTest {
  private static final Map<String, String> FOLDERS = Map.ofEntries(
      Map.entry("openai/chat", "OpenAI"),
      Map.entry("azure/chat", "AzureOpenAI"),
      Map.entry("openai-compatible/chat", "OpenAICompatible"),
      Map.entry("alibaba/chat", "OpenAICompatible"),
      Map.entry("moonshotai/chat", "OpenAICompatible"),
      Map.entry("perplexity/chat", "OpenAICompatible"),
      Map.entry("z/chat", "OpenAICompatible"),
      Map.entry("deepseek/chat", "DeepSeek"),
      Map.entry("groq/chat", "Groq"),
      Map.entry("mistral/chat", "Mistral"),
      Map.entry("openrouter/chat", "OpenRouter"),
      Map.entry("xai/chat", "XAI"),
      Map.entry("openai/responses", "OpenAI-Responses"),
      Map.entry("azure/responses", "AzureOpenAI-Responses"),
      Map.entry("xai/responses", "XAI-Responses"),
      Map.entry("open-responses/responses", "OpenAICompatible-Responses"),
      Map.entry("anthropic/messages", "Anthropic"),
      Map.entry("cohere/chat", "Cohere"),
      Map.entry("gemini/generateContent", "GoogleAIStudio"));

  /** Errors, two answers in one stream, broken JSON. */
  private static final Map<String, Integer> BROKEN = Map.of(
      "anthropic/messages/spliced-message-start.chunks.txt", 502,
      "openai/responses/openai-error.1.chunks.txt", 402,
      "openai/responses/parallel-tool-call-wrapper.1.chunks.txt", 502,
      "openai/responses/stream-rate-limited-1.sse", 429,
      "openai/responses/stream-unknown-error-responses-1.sse", 502);

  private static final List<Dialect> CLIENTS = List.of(
      Dialect.OPENAI_CHAT, Dialect.OPENAI_RESPONSES, Dialect.ANTHROPIC_MESSAGES, Dialect.GEMINI);

  @TestFactory
  List<DynamicTest> translatesRecordedAnswers() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, String> folder : FOLDERS.entrySet()) {
      for (Path file : SharedFiles.list("fixtures/" + folder.getKey())) {
        String name = folder.getKey() + "/" + file.getFileName();
        byte[] body = framed(file, folder.getValue());
        for (Dialect client : CLIENTS) {
          if (isAnswer(folder.getValue(), name, body)) {
            tests.add(DynamicTest.dynamicTest(
                name + " to " + client, () -> check(name, folder.getValue(), body, client)));
          }
        }
      }
    }
    return tests;
  }

  private static boolean streamed(String name) {
    return !name.endsWith(".json");
  }

  /** Some recordings in these folders are of other interfaces, e.g. transcription or Responses. */
  private static boolean isAnswer(String type, String name, byte[] body) {
    String text = new String(body, UTF_8);
    if (type.endsWith(Attempts.RESPONSES)) {
      return text.contains("\"response\"");
    }
    if (type.equals("GoogleAIStudio")) {
      return text.contains("\"candidates\"");
    }
    if (type.equals("Cohere")) {
      return text.contains("\"finish_reason\"");
    }
    return type.equals("Anthropic")
        ? text.contains("\"type\":\"message") || text.contains("\"type\": \"message")
        : text.contains("\"choices\"");
  }

  /** Puts back what recorders took away: the frames in {@code .chunks.txt}, blank lines elsewhere. */
  private static byte[] framed(Path file, String type) {
    byte[] bytes = SharedFiles.bytes(file);
    String recorded = new String(bytes, UTF_8);
    if (file.toString().endsWith(".sse") && recorded.lines().noneMatch(String::isEmpty)) {
      return recorded.replace("\n", "\n\n").getBytes(UTF_8);
    }
    if (!file.toString().endsWith(".chunks.txt")) {
      return bytes;
    }
    StringBuilder stream = new StringBuilder();
    for (String line : recorded.split("\n")) {
      if (!line.isBlank()) {
        if (type.equals("Anthropic")
            || type.equals("Cohere")
            || type.endsWith(Attempts.RESPONSES)) {
          stream
              .append("event: ")
              .append(line.replaceFirst("(?s)^.*?\"type\":\"([\\w.-]+)\".*", "$1"));
          stream.append('\n');
        }
        stream.append("data: ").append(line).append("\n\n");
      }
    }
    return stream
        .append(
            type.equals("Anthropic")
                    || type.equals("GoogleAIStudio")
                    || type.endsWith(Attempts.RESPONSES)
                ? ""
                : "data: [DONE]\n\n")
        .toString()
        .getBytes(UTF_8);
  }

  private static void check(String name, String type, byte[] body, Dialect client) {
    boolean stream = streamed(name);
    Attempt attempt = Attempts.attempt(client, type);
    AttemptTranslation whole = asked(attempt, stream);
    Reply reply = play(whole, stream, body, body.length);
    AttemptTranslation dripped = asked(attempt, stream);
    Reply drops = play(dripped, stream, body, 1);

    Integer error = BROKEN.get(name);
    if (error != null) {
      assertThat(reply.head().status()).isEqualTo(error);
      Oracles.error(client, reply.body());
      return;
    }
    assertThat(reply.head().status()).as(new String(reply.body(), UTF_8)).isEqualTo(200);
    assertThat(new String(drops.body(), UTF_8)).isEqualTo(new String(reply.body(), UTF_8));
    assertThat(dripped.usage()).isEqualTo(whole.usage());
    Usage usage = whole.usage();
    assertThat(usage.cacheRead() + usage.cacheWrite()).isLessThanOrEqualTo(usage.input());
    assertThat(usage.reasoning()).isLessThanOrEqualTo(usage.output());
    if (client == attempt.dialect()) {
      assertThat(new String(reply.body(), UTF_8)).isEqualTo(new String(body, UTF_8));
    } else if (stream) {
      LegalOrder.check(Dialects.provider(attempt), body);
      Oracles.stream(client, reply.body());
    } else {
      Oracles.answer(client, reply.body());
    }
  }

  private static AttemptTranslation asked(Attempt attempt, boolean stream) {
    AttemptTranslation translation = new AttemptTranslation(Attempts.asking(attempt, stream));
    String request = Attempts.hello(attempt.client(), stream);
    translation.request(request.getBytes(UTF_8));
    return translation;
  }

  private static Reply play(
      AttemptTranslation translation, boolean stream, byte[] body, int piece) {
    try (translation) {
      return Attempts.play(
          translation, 200, stream ? "text/event-stream" : "application/json", body, piece);
    }
  }
}
