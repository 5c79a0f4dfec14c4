package dev.airoute.examples.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.gateway.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The play of {@code examples/clients}, without clients. */
class SessionTest {
  private static final String KEY = "sk-of-the-provider";
  private static final String SECRET = "ar-of-the-client";
  private static final Session COPY = Session.read(JsonMapper.shared().readTree("""
          {"turns": [[{"tool": "look", "arguments": {"file": "${DIR}/a"}}],
                     [{"tool": "look", "arguments": {"word": "${TOKEN}"}}]]}"""));

  private final List<String> journal = new CopyOnWriteArrayList<>();
  private FakeProvider provider = FakeProvider.keyless();

  /** What each vendor is asked, with the results of the calls so far. */
  enum Vendor {
    OPENAI("/v1/chat/completions", "authorization", "Bearer " + KEY, """
        {"model": "m", "tools": [{"type": "function", "function": {"name": "%s"}}],
         "messages": [{"role": "user", "content": "session:copy/1"}%s]}""", """
        , {"role": "assistant", "tool_calls": [{"id": "%1$s", "type": "function",
           "function": {"name": "look", "arguments": "{}"}}]},
          {"role": "tool", "tool_call_id": "%1$s", "content": "%2$s"}"""),
    ANTHROPIC("/v1/messages", "x-api-key", KEY, """
        {"model": "m", "max_tokens": 9, "tools": [{"name": "%s", "input_schema": {"type": "object"}}],
         "messages": [{"role": "user", "content": "session:copy/1"}%s]}""", """
        , {"role": "assistant", "content": [{"type": "tool_use", "id": "%1$s", "name": "look", "input": {}}]},
          {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "%1$s", "content": "%2$s"}]}"""),
    GEMINI("/v1beta/models/m:generateContent", "x-goog-api-key", KEY, """
        {"tools": [{"functionDeclarations": [{"name": "%s"}]}],
         "contents": [{"role": "user", "parts": [{"text": "session:copy/1"}]}%s]}""", """
        , {"role": "model", "parts": [{"functionCall": {"name": "look", "args": {"id": "%1$s"}}}]},
          {"role": "user", "parts": [{"functionResponse": {"name": "look", "response": {"a": "%2$s"}}}]}""");

    final String path;
    final String header;
    final String key;
    final String body;
    final String result;

    Vendor(String path, String header, String key, String body, String result) {
      this.path = path;
      this.header = header;
      this.key = key;
      this.body = body;
      this.result = result;
    }

    FakeProvider start() {
      return switch (this) {
        case OPENAI -> FakeProvider.openAi(KEY);
        case ANTHROPIC -> FakeProvider.anthropic(KEY);
        case GEMINI -> FakeProvider.gemini(KEY);
      };
    }
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private String ask(Vendor vendor, String tool, String... results)
      throws IOException, InterruptedException {
    return ask(
        new SessionDirector(Map.of("copy", COPY), Map.of("DIR", "/x"), true, SECRET, journal::add),
        vendor,
        tool,
        results);
  }

  private String ask(SessionDirector director, Vendor vendor, String tool, String... results)
      throws IOException, InterruptedException {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < results.length; i++) {
      said.append(vendor.result.formatted("id" + i, results[i]));
    }
    provider.close();
    provider = vendor.start().otherwise(director);
    HttpRequest request = HttpRequest.newBuilder(URI.create(provider.url() + vendor.path))
        .header("content-type", "application/json")
        .header("anthropic-version", "2023-06-01")
        .header(vendor.header, vendor.key)
        .POST(HttpRequest.BodyPublishers.ofString(vendor.body.formatted(tool, said)))
        .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsTurnByTurnAndQuotesWhatTheToolsSaid(Vendor vendor) throws Exception {
    assertThat(ask(vendor, "look")).contains("/x/a");
    assertThat(ask(vendor, "look", "it says token-1f")).contains("token-1f").contains("word");
    assertThat(ask(vendor, "look", "it says token-1f", "done"))
        .contains("The tools said: token-1f.");
    assertThat(journal)
        .containsExactly("copy/1 called look", "copy/1 called look", "copy/1 finished");
    assertThat(provider.ledger().refusals()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void refusesToCallWhatIsNotOffered(Vendor vendor) throws Exception {
    assertThat(ask(vendor, "other")).contains("tool look is not offered");
    assertThat(provider.ledger().refusals()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void refusesResultsThatLostTheirText(Vendor vendor) throws Exception {
    assertThat(ask(vendor, "look", "empty", "empty")).contains("no token in the results");
    assertThat(provider.ledger().refusals()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void failsFirstWhereTheScriptSaysSo(Vendor vendor) throws Exception {
    Session session = Session.read(JsonMapper.shared().readTree("""
            {"faults": ["RATE_LIMITED", "OVERLOADED"], "turns": [[{"tool": "look", "arguments": {}}]]}"""));
    SessionDirector director =
        new SessionDirector(Map.of("copy", session), Map.of(), true, SECRET, journal::add);

    for (int i = 0; i < 3; i++) {
      ask(director, vendor, "look");
    }

    assertThat(journal)
        .containsExactly("copy/1 met RATE_LIMITED", "copy/1 met OVERLOADED", "copy/1 called look");
  }

  @ParameterizedTest
  @EnumSource
  void refusesTheClientsKey(Vendor vendor) throws Exception {
    assertThat(ask(vendor, "look", SECRET)).contains("the client's key came through");
    assertThat(provider.ledger().refusals()).hasSize(1);
  }

  /** {@code examples/clients} starts it like this; what else these sources refer to would be missed there. */
  @Test
  void theProgramRunsOnTheControlPlanesLibraries(@TempDir Path folder) throws Exception {
    Process program = new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            Repository.file("control-plane/target/lib") + "/*",
            Repository.file(
                    "examples/src/test/java/dev/airoute/examples/provider/SessionServer.java")
                .toString(),
            Repository.file("examples/clients/sessions.json").toString(),
            folder.toString(),
            folder.toString(),
            KEY,
            SECRET)
        .redirectErrorStream(true)
        .start();
    try (BufferedReader said = program.inputReader()) {
      assertThat(said.readLine()).startsWith("openai at http://127.0.0.1:");
      assertThat(said.readLine()).startsWith("anthropic at http://127.0.0.1:");
      assertThat(said.readLine()).startsWith("gemini at http://127.0.0.1:");
      assertThat(said.readLine()).isEqualTo("ready");
    } finally {
      program.destroyForcibly().waitFor();
    }
  }

  @Test
  void wantsGeminisCallsAnsweredOneByOne() throws Exception {
    assertThat(ask(
            Vendor.GEMINI,
            "look",
            "x\"}}}, {\"functionResponse\": {\"name\": \"look\", \"response\": {\"a\": \"y"))
        .contains("function responses [look, look] for the calls [look]");
  }
}
