package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.config.v1.Provider;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.dialect.FieldTable.Translation;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Writes {@code DIALECTS.md}. A field of {@code dialect/fields} that makes no difference to what is sent, and is not
 * reported, would be lost silently: then the test fails.
 */
class DialectTablesTest {
  private static final Path FIELDS = Path.of("src/test/resources/dialect/fields");

  private record Client(String title, Dialect dialect, String file) {}

  private record Target(String title, Dialect dialect, String type, String model, String file) {}

  private static final List<Client> CLIENTS = List.of(
      new Client("OpenAI chat", Dialect.OPENAI_CHAT, "openai"),
      new Client("OpenAI legacy completions", Dialect.OPENAI_COMPLETIONS, "completions"),
      new Client("OpenAI Responses", Dialect.OPENAI_RESPONSES, "responses"),
      new Client("Anthropic", Dialect.ANTHROPIC_MESSAGES, "anthropic"),
      new Client("Gemini", Dialect.GEMINI, "gemini"));

  private static final List<Target> TARGETS = List.of(
      new Target("OpenAI chat", Dialect.OPENAI_CHAT, "OpenAI", "gpt-5", "openai"),
      new Target("OpenAI Responses", Dialect.OPENAI_RESPONSES, "OpenAI", "gpt-5", "responses"),
      new Target(
          "Anthropic", Dialect.ANTHROPIC_MESSAGES, "Anthropic", "claude-sonnet-4-5", "anthropic"),
      new Target(
          "Bedrock",
          Dialect.BEDROCK_CONVERSE,
          "AWSBedrock",
          "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
          "bedrock"),
      new Target("Gemini", Dialect.GEMINI, "GoogleAIStudio", "gemini-2.5-flash", "gemini"),
      new Target("Cohere", Dialect.COHERE, "Cohere", "command-a-reasoning-08-2025", "cohere"));

  @Test
  void theTablesSayWhatTheCodeDoes() {
    StringBuilder page = new StringBuilder(GoldenFile.text(FIELDS.resolve("introduction.md")));
    List<String> silent = new ArrayList<>();
    for (Client client : CLIENTS) {
      page.append("\n## Requests from ").append(client.title()).append(" clients\n");
      Map<String, Translation> columns = new LinkedHashMap<>();
      TARGETS.stream()
          .filter(target -> target.dialect() != client.dialect())
          .forEach(target -> columns.put(
              target.title(), (request, losses) -> request(client, target, request, losses)));
      append(
          new FieldTable(FIELDS.resolve("requests/" + client.file() + ".json"), columns),
          page,
          silent);
    }
    for (Target target : TARGETS) {
      page.append("\n## Answers from ").append(target.title()).append(" providers\n");
      Map<String, Translation> columns = new LinkedHashMap<>();
      CLIENTS.stream()
          .filter(client -> client.dialect() != target.dialect())
          .forEach(client -> columns.put(
              client.title(), (answer, losses) -> answer(client, target, answer, losses)));
      append(
          new FieldTable(FIELDS.resolve("answers/" + target.file() + ".json"), columns),
          page,
          silent);
    }
    assertThat(silent).as("fields that are lost without a word").isEmpty();
    GoldenFile.check(Path.of("DIALECTS.md"), page.toString());
  }

  private static void append(FieldTable table, StringBuilder page, List<String> silent) {
    page.append(table.write());
    silent.addAll(table.silent());
  }

  /** The provider's body, with the path in it, as some dialects say things there. */
  private static String request(Client client, Target target, String request, List<Loss> losses) {
    boolean stream = request.contains("\"stream\":true");
    try (AttemptTranslation translation = new AttemptTranslation(attempt(client, target, stream))) {
      Outbound.Forward forward = (Outbound.Forward) translation.request(request.getBytes(UTF_8));
      losses.addAll(translation.losses());
      byte[] body = forward.body();
      assertThat(body).isNotNull();
      return new String(body, UTF_8).replaceFirst("\\{", "{\":path\":\"" + forward.path() + "\",");
    }
  }

  private static String answer(Client client, Target target, String answer, List<Loss> losses) {
    ChatCodec codec = Dialects.client(client.dialect());
    Losses lost = new Losses(codec::field);
    ChatResponse response =
        Dialects.provider(attempt(client, target, false)).readResponse(Json.parse(answer), lost);
    JsonWriter out = new JsonWriter();
    ReplyContext context =
        new ReplyContext("0123456789abcdef", response.model(), 1_700_000_000L, false, null, lost);
    codec.writeResponse(response, context, out);
    losses.addAll(lost.all());
    return new String(out.toByteArray(), UTF_8);
  }

  private static Attempt attempt(Client client, Target target, boolean stream) {
    Provider provider = Provider.newBuilder()
        .setProviderName("default/p")
        .setType(target.type())
        .setDialect(target.dialect())
        .setAuthority("api.example.com")
        .build();
    return new Attempt(
        "0123456789abcdef",
        new Call(client.dialect(), Operation.CHAT, "smart", stream, StreamForm.SSE),
        provider,
        target.dialect(),
        target.model(),
        BodyEdits.getDefaultInstance(),
        LossPolicy.REPORT,
        Attempts.EVERY,
        1,
        1_700_000_000L);
  }
}
