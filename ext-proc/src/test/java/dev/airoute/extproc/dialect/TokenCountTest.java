package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageTokensCount;
import com.openai.models.responses.inputtokens.InputTokenCountResponse;
import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.config.v1.Provider;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.dialect.anthropic.AnthropicCodec;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Operation;
import dev.airoute.extproc.model.Usage;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many tokens a chat would have: counted by the provider where it does so, and estimated elsewhere. */
class TokenCountTest {
  private static final String CHAT = """
      {"model":"smart","system":"Be brief.","messages":[{"role":"user","content":"Hello there, friend"}],
       "tools":[{"name":"f","description":"does","input_schema":{"type":"object"}}]}""";

  private static Attempt counting(Attempt chat) {
    Call call = new Call(chat.client(), Operation.COUNT_TOKENS, "smart", false, StreamForm.SSE);
    return new Attempt(
        chat.requestId(),
        call,
        chat.provider(),
        chat.dialect(),
        chat.targetModel(),
        chat.edits(),
        chat.lossPolicy(),
        chat.fallbackOn(),
        chat.number(),
        chat.created());
  }

  private static AttemptTranslation counting(String type) {
    return new AttemptTranslation(counting(Attempts.attempt(Dialect.ANTHROPIC_MESSAGES, type)));
  }

  private static Outbound.Forward sent(AttemptTranslation translation, String body) {
    return (Outbound.Forward) translation.request(body.getBytes(UTF_8));
  }

  /** What was sent, which is never what the client wrote. */
  private static Json body(Outbound.Forward forward) {
    byte[] body = forward.body();
    if (body == null) {
      throw new AssertionError("the client's bytes as they are");
    }
    return Json.parse(body);
  }

  private static Reply answered(AttemptTranslation translation, int status, String body) {
    return Attempts.play(translation, status, "application/json", body.getBytes(UTF_8), 3);
  }

  private static String text(Reply reply) {
    return new String(reply.body(), UTF_8);
  }

  @Test
  void letsAnthropicCountWhatIsItsOwn() throws IOException {
    AttemptTranslation translation = counting("Anthropic");
    Outbound.Forward forward =
        sent(translation, CHAT.replace("\"system\"", "\"x_new\": 1,\"system\""));
    assertThat(forward.path()).isEqualTo("/v1/messages/count_tokens");
    assertThat(forward.set())
        .containsEntry("anthropic-version", "2023-06-01")
        .containsEntry("accept", "application/json");
    assertThat(forward.body())
        .asString(UTF_8)
        .isEqualTo(CHAT.replace("\"smart\"", "\"claude-sonnet-4-5\"")
            .replace("\"system\"", "\"x_new\": 1,\"system\""));
    ObjectMappers.jsonMapper()
        .readValue(forward.body(), MessageCountTokensParams.Body.class)
        .validate();

    String counted = "{ \"input_tokens\": 14, \"context_management\": null }";
    Reply reply = answered(translation, 200, counted);
    assertThat(text(reply)).isEqualTo(counted);
    assertThat(reply.head().set()).doesNotContainKey(ReplyHeaders.ESTIMATED);
    assertThat(translation.usage()).isEqualTo(Usage.ZERO);
  }

  /** What the route sets for chats has no place in a count. */
  @Test
  void leavesAwayWhatHasNoSayInThePrompt() {
    BodyEdits edits = BodyEdits.newBuilder()
        .putSet("max_tokens", "100")
        .putSet("system", "\"From the route\"")
        .putDefaults("temperature", "0.5")
        .build();
    Attempt attempt = counting(Attempts.attempt(
        Dialect.ANTHROPIC_MESSAGES, "Anthropic", edits, dev.airoute.config.v1.LossPolicy.REJECT));
    assertThat(sent(new AttemptTranslation(attempt), CHAT).body())
        .asString(UTF_8)
        .contains("From the route")
        .doesNotContain("max_tokens", "temperature");
  }

  @Test
  void letsGeminiCountForOthers() throws IOException {
    AttemptTranslation translation = counting("GoogleAIStudio");
    Outbound.Forward forward = sent(translation, CHAT);
    assertThat(forward.path()).isEqualTo("/v1beta/models/gemini-2.5-flash:countTokens");
    assertThat(body(forward))
        .asString()
        .startsWith("{\"generateContentRequest\":{")
        .contains("\"model\":\"models/gemini-2.5-flash\"", "Hello there, friend");

    Reply reply =
        answered(translation, 200, "{\"totalTokens\":\"31\",\"totalBillableCharacters\":9}");
    assertThat(text(reply)).isEqualTo("{\"input_tokens\":31}");
    ObjectMappers.jsonMapper().readValue(text(reply), MessageTokensCount.class).validate();
    assertThat(translation.usage()).isEqualTo(Usage.ZERO);
  }

  /** A count asked of a provider of one type that speaks the schema of another. */
  private static AttemptTranslation of(
      Dialect client, String type, Dialect dialect, String prefix, String model) {
    Attempt some = Attempts.attempt(client, "OpenAI");
    Provider provider = Provider.newBuilder(some.provider())
        .setType(type)
        .setDialect(dialect)
        .setPathPrefix(prefix)
        .build();
    return new AttemptTranslation(counting(new Attempt(
        some.requestId(),
        some.call(),
        provider,
        dialect,
        model,
        some.edits(),
        some.lossPolicy(),
        some.fallbackOn(),
        some.number(),
        some.created())));
  }

  @Test
  void asksVertexWithoutAWrapping() {
    Outbound.Forward forward = sent(
        of(Dialect.ANTHROPIC_MESSAGES, "GoogleVertexAI", Dialect.GEMINI, "/v1", "gemini-2.5-flash"),
        CHAT);
    assertThat(forward.path()).endsWith("/models/gemini-2.5-flash:countTokens");
    assertThat(body(forward).get("contents")).isNotNull();
  }

  @Test
  void asksVertexForClaudesTokens() {
    Outbound.Forward forward = sent(
        of(
            Dialect.OPENAI_RESPONSES,
            "GoogleVertexAI",
            Dialect.ANTHROPIC_MESSAGES,
            "/v1/projects/p/locations/l",
            "claude-sonnet-4-5@20250929"),
        "{\"model\":\"smart\",\"input\":\"Hello\",\"instructions\":\"Be brief.\"}");
    assertThat(forward.path())
        .isEqualTo(
            "/v1/projects/p/locations/l/publishers/anthropic/models/count-tokens:rawPredict");
    assertThat(body(forward))
        .asString()
        .contains(
            "\"anthropic_version\":\"vertex-2023-10-16\"",
            "\"model\":\"claude-sonnet-4-5@20250929\"",
            "Be brief.")
        .doesNotContain("max_tokens");
  }

  @Test
  void asksBedrockByTheModelsOwnName() {
    AttemptTranslation translation = of(
        Dialect.ANTHROPIC_MESSAGES,
        "AWSBedrock",
        Dialect.BEDROCK_CONVERSE,
        "",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0");
    Outbound.Forward forward = sent(translation, CHAT);
    assertThat(forward.path())
        .isEqualTo("/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens");
    assertThat(body(forward))
        .asString()
        .startsWith("{\"input\":{\"converse\":{\"messages\":[")
        .contains("\"toolConfig\"", "\"system\"")
        .doesNotContain("inferenceConfig");
    assertThat(text(answered(translation, 200, "{\"inputTokens\":21}")))
        .isEqualTo("{\"input_tokens\":21}");
  }

  @Test
  void asksBedrockInClaudesOwnSchema() {
    Outbound.Forward forward = sent(
        of(
            Dialect.ANTHROPIC_MESSAGES,
            "AWSBedrock",
            Dialect.ANTHROPIC_MESSAGES,
            "",
            "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        CHAT.replace("\"system\"", "\"max_tokens\":1,\"system\""));
    assertThat(forward.path())
        .isEqualTo("/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens");
    String asked = body(forward).toString();
    String packed =
        asked.replaceAll("^\\{\"input\":\\{\"invokeModel\":\\{\"body\":\"([^\"]+)\"}}}$", "$1");
    assertThat(new String(Base64.getDecoder().decode(packed), UTF_8))
        .contains("\"anthropic_version\":\"bedrock-2023-05-31\"", "Hello there, friend")
        .doesNotContain("\"model\"");
  }

  @Test
  void estimatesForModelsThatBedrockDoesNotCount() {
    AttemptTranslation translation = of(
        Dialect.ANTHROPIC_MESSAGES,
        "AWSBedrock",
        Dialect.BEDROCK_CONVERSE,
        "",
        "amazon.nova-pro-v1:0");
    assertThat(((Outbound.Answer) translation.request(CHAT.getBytes(UTF_8))).headers())
        .containsEntry("x-airoute-estimated", "true");
  }

  @Test
  void letsOpenAiCountForResponses() {
    String asked = "{\"model\":\"smart\",\"input\":\"Hello\",\"store\":true}";
    AttemptTranslation translation =
        of(Dialect.OPENAI_RESPONSES, "OpenAI", Dialect.OPENAI_RESPONSES, "/v1", "gpt-5");
    Outbound.Forward forward = sent(translation, asked);
    assertThat(forward.path()).isEqualTo("/v1/responses/input_tokens");
    assertThat(body(forward)).hasToString("{\"model\":\"gpt-5\",\"input\":\"Hello\"}");
    String counted = "{\"object\":\"response.input_tokens\",\"input_tokens\":11}";
    assertThat(text(answered(translation, 200, counted))).isEqualTo(counted);
  }

  /** A client of Gemini's names no model in the body, or its own inside the chat that it wraps. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'contents':[{'role':'user','parts':[{'text':'Hello'}]}]}",
        "{'generateContentRequest':{'model':'models/smart','contents':[{'role':'user','parts':[{'text':'Hello'}]}]}}"
      })
  void tellsClientsOfGemini(String asked) {
    String request = asked.replace('\'', '"');
    AttemptTranslation own =
        of(Dialect.GEMINI, "GoogleAIStudio", Dialect.GEMINI, "/v1beta", "gemini-2.5-flash");
    Outbound.Forward forward = sent(own, request);
    assertThat(forward.path()).isEqualTo("/v1beta/models/gemini-2.5-flash:countTokens");
    assertThat(body(forward))
        .asString()
        .startsWith("{\"generateContentRequest\":{")
        .contains("\"model\":\"models/gemini-2.5-flash\"", "Hello")
        .doesNotContain("smart");
    AttemptTranslation counted =
        of(Dialect.GEMINI, "Anthropic", Dialect.ANTHROPIC_MESSAGES, "", "claude-x");
    assertThat(sent(counted, request).path()).isEqualTo("/v1/messages/count_tokens");
    assertThat(text(answered(counted, 200, "{\"input_tokens\":9}")))
        .isEqualTo("{\"totalTokens\":9}");
    AttemptTranslation estimated =
        of(Dialect.GEMINI, "OpenAI", Dialect.OPENAI_CHAT, "/v1", "gpt-5");
    assertThat(((Outbound.Answer) estimated.request(request.getBytes(UTF_8))).body())
        .asString(UTF_8)
        .isEqualTo("{\"totalTokens\":6}");
  }

  @Test
  void tellsClientsOfResponsesWhatOthersCount() throws IOException {
    String asked = "{\"model\":\"smart\",\"input\":\"Hello\"}";
    AttemptTranslation counted =
        of(Dialect.OPENAI_RESPONSES, "Anthropic", Dialect.ANTHROPIC_MESSAGES, "", "claude-x");
    sent(counted, asked);
    assertThat(text(answered(counted, 200, "{\"input_tokens\":9}")))
        .isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":9}");
    AttemptTranslation estimated =
        of(Dialect.OPENAI_RESPONSES, "VLLM", Dialect.OPENAI_RESPONSES, "/v1", "qwen");
    Outbound.Answer answer = (Outbound.Answer) estimated.request(asked.getBytes(UTF_8));
    assertThat(answer.headers()).containsEntry("x-airoute-estimated", "true");
    com.openai.core.ObjectMappers.jsonMapper()
        .readValue(answer.body(), InputTokenCountResponse.class)
        .validate();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages,/v1/messages/count_tokens",
    "/publishers/anthropic/models/claude-x@1:rawPredict,/publishers/anthropic/models/count-tokens:rawPredict"
  })
  void findsWhereClaudeIsCounted(String chat, String path) {
    assertThat(new AnthropicCodec().counter("Anthropic", "claude-x"))
        .isNotNull()
        .satisfies(counter -> assertThat(counter.path(chat)).isEqualTo(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OpenAI", "Mistral", "Cohere"})
  void estimatesWhereNobodyCounts(String type) throws IOException {
    Outbound.Answer answer = (Outbound.Answer) counting(type).request(CHAT.getBytes(UTF_8));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("x-airoute-estimated", "true")
        .containsEntry("content-type", "application/json")
        .containsEntry("x-airoute-provider", "default/p")
        .doesNotContainKey("x-airoute-losses");
    // Two messages, one tool, and 9 + 19 + 1 + 4 + 17 bytes.
    assertThat(answer.body()).asString(UTF_8).isEqualTo("{\"input_tokens\":37}");
    ObjectMappers.jsonMapper()
        .readValue(answer.body(), MessageTokensCount.class)
        .validate();
  }

  @Test
  void estimatesForEcho() {
    Attempt openAi = counting(Attempts.attempt(Dialect.ANTHROPIC_MESSAGES, "OpenAI"));
    Attempt echo = new Attempt(
        openAi.requestId(),
        openAi.call(),
        openAi.provider(),
        Dialect.ECHO,
        "echo",
        openAi.edits(),
        openAi.lossPolicy(),
        openAi.fallbackOn(),
        1,
        0);
    AttemptTranslation translation = new AttemptTranslation(echo);
    assertThat(((Outbound.Answer) translation.request(CHAT.getBytes(UTF_8))).headers())
        .containsEntry("x-airoute-estimated", "true");
    assertThat(translation.usage()).isEqualTo(Usage.ZERO);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      'abcd'                                                                              | 5
      'abcde'                                                                             | 6
      ''                                                                                  | 4
      'h\\u00e9llo'                                                                       | 6
      [{'type':'text','text':'ab'},{'type':'text','text':'cd'}]                           | 5
      [{'type':'image','source':{'type':'url','url':'https://x.example/y.png'}}]          | 1004
      [{'type':'document','source':{'type':'text','media_type':'text/plain','data':'abcdefgh'}}]      | 6
      [{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'AAAA'}}]   | 5
      [{'type':'document','source':{'type':'url','url':'https://x.example/y.pdf'}}]       | 2004
      [{'type':'tool_result','tool_use_id':'t','content':'abcd'}]                         | 9
      """)
  void countsFourBytesToAToken(String content, int tokens) {
    String body = "{'model':'m','messages':[{'role':'user','content':" + content + "}]}";
    Json chat = Json.parse(body.replace('\'', '"'));
    assertThat(TokenEstimate.of(new AnthropicCodec().readRequest(chat, new Losses())))
        .isEqualTo(tokens);
  }

  @Test
  void countsWhatTheModelSaid() {
    Json chat = Json.parse("""
        {"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":[
         {"type":"thinking","thinking":"abcd","signature":"s"},
         {"type":"redacted_thinking","data":"abcd"},
         {"type":"tool_use","id":"t","name":"fn","input":{"a":1}}]}]}""");
    // Two messages, and 1 + 4 + 4 + 2 + 7 bytes.
    assertThat(TokenEstimate.of(new AnthropicCodec().readRequest(chat, new Losses())))
        .isEqualTo(8 + 5);
  }

  @Test
  void offersAFailedCountForFallback() {
    AttemptTranslation translation = counting("Anthropic");
    sent(translation, CHAT);
    Reply reply = answered(
        translation,
        529,
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Busy\"}}");
    assertThat(reply.head().status()).isEqualTo(529);
    assertThat(reply.head().set()).containsKey(ReplyHeaders.FALLBACK);
    assertThat(translation.fallback()).isEqualTo(FallbackCondition.OVERLOADED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "7", "<html>", "{\"input_tokens\":\"x\"}", "{\"input_tokens\":1.5}"
      })
  void refusesWhatIsNoCount(String body) {
    AttemptTranslation translation = counting("Anthropic");
    sent(translation, CHAT);
    Reply reply = answered(translation, 200, body);
    assertThat(reply.head().status()).isEqualTo(502);
    assertThat(translation.fallback()).isEqualTo(FallbackCondition.SERVER_ERROR);
    Oracles.error(Dialect.ANTHROPIC_MESSAGES, reply.body());
  }

  @Test
  void refusesACountThatIsAnError() {
    AttemptTranslation translation = counting("GoogleAIStudio");
    sent(translation, CHAT);
    Reply reply = answered(
        translation,
        200,
        "{\"error\":{\"code\":429,\"message\":\"Slow\",\"status\":\"RESOURCE_EXHAUSTED\"}}");
    assertThat(reply.head().status()).isEqualTo(429);
    Oracles.error(Dialect.ANTHROPIC_MESSAGES, reply.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Anthropic", "GoogleAIStudio", "OpenAI"})
  void refusesBrokenRequestsInTheCallersDialect(String type) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> counting(type).request("{\"model\":".getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.error().code()).isEqualTo("invalid_json"));
  }
}
