package dev.airoute.extproc.dialect.bedrock;

import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.CLAUDE;
import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.LLAMA;
import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.MISTRAL;
import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.NOVA;
import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.anthropic;
import static dev.airoute.extproc.dialect.bedrock.BedrockRequests.openAi;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Family;
import dev.airoute.extproc.dialect.bedrock.BedrockRequests.Written;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Usage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Bedrock and the models behind it insist on, one thing at a time. */
final class BedrockCornersTest {
  private static String asked(String fields) {
    return "{\"model\":\"m\"," + fields + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-haiku-20240307-v1:0, CLAUDE",
    "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0, CLAUDE",
    "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-opus-4-8, CLAUDE",
    "my-claude-alias, CLAUDE",
    "global.amazon.nova-2-lite-v1:0, NOVA",
    "mistral.mistral-large-2407-v1:0, MISTRAL",
    "us.meta.llama3-3-70b-instruct-v1:0, LLAMA",
    "qwen.qwen3-32b-v1:0, QWEN",
    "zai.glm-4.7, GLM_OR_KIMI",
    "deepseek.v3-v1:0, OTHER",
    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123, UNKNOWN",
    "arn:aws:bedrock:us-east-1:123456789012:imported-model/abc123, UNKNOWN",
  })
  void tellsTheFamilyByTheId(String id, Family family) {
    assertThat(BedrockModel.of(id).family()).isEqualTo(family);
  }

  @Corner(20)
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "anthropic.claude-3-haiku-20240307-v1:0; [a-zA-Z0-9_-]{1,64}",
        "amazon.nova-lite-v1:0; [a-zA-Z0-9_.:-]{1,64}",
        "mistral.mistral-large-2407-v1:0; [a-zA-Z0-9]{9}",
      })
  void givesCallsAndResultsTheSameFitId(String model, String pattern) {
    Random random = new Random(20);
    Set<String> fits = new HashSet<>();
    for (int round = 0; round < 200; round++) {
      StringBuilder id = new StringBuilder();
      for (int i = random.nextInt(90); i >= 0; i--) {
        id.appendCodePoint(" !$.:-_aZ09ü€😀".codePointAt(random.nextInt(14)));
      }
      BedrockToolIds ids = new BedrockToolIds(BedrockModel.of(model));
      String call = ids.ofCall(id.toString());
      assertThat(call).matches(pattern);
      assertThat(ids.ofResult(id.toString())).isEqualTo(call);
      assertThat(new BedrockToolIds(BedrockModel.of(model)).ofCall(id.toString()))
          .isEqualTo(call);
      fits.add(call);
    }
    assertThat(fits).hasSizeGreaterThan(195);
  }

  @Corner(20)
  @Test
  void pairsEmptyIdsByTheirOrder() {
    BedrockToolIds ids = new BedrockToolIds(BedrockModel.of(CLAUDE));
    String first = ids.ofCall("");
    String second = ids.ofCall("");
    assertThat(first).isNotEqualTo(second);
    assertThat(List.of(ids.ofResult(""), ids.ofResult(""))).containsExactly(first, second);
  }

  @Corner(20)
  @Test
  void keepsTheIdsThatKimiNeeds() {
    assertThat(new BedrockToolIds(BedrockModel.of("moonshotai.kimi-k2.5")).ofCall("functions.f:0"))
        .isEqualTo("functions.f:0");
  }

  @Corner(21)
  @ParameterizedTest
  @ValueSource(strings = {"$READFILE", "", "a.b", "größe", "x y"})
  void makesNamesFit(String name) {
    String fit = BedrockToolIds.name(name);
    assertThat(fit).matches("[a-zA-Z0-9_-]{1,64}");
    assertThat(BedrockToolIds.name(name)).isEqualTo(fit);
    assertThat(BedrockToolIds.name(fit)).isEqualTo(fit);
    assertThat(BedrockToolIds.name(name + "2")).isNotEqualTo(fit);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "Report.pdf, pdf, Report",
        "Report.PDF, pdf, Report",
        "a  b\tc, txt, a b c",
        "v1.2/final?, txt, v1-2-final",
        "文書, txt, document",
        "--, txt, document",
        "[x] (y), md, [x] (y)",
      })
  void namesDocuments(String title, String format, String name) {
    assertThat(new BedrockDocumentNames(new Losses()).name(Json.string(title), format))
        .isEqualTo(name);
  }

  @Test
  void namesNoDocumentTwice() {
    BedrockDocumentNames names = new BedrockDocumentNames(new Losses());
    assertThat(List.of(
            names.name(null, "txt"),
            names.name(null, "txt"),
            names.name(Json.string("document (2)"), "txt"),
            names.name(Json.string("é"), "txt"),
            names.name(Json.string("x".repeat(300)), "txt"),
            names.name(Json.string("x".repeat(301)), "txt")))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-zA-Z0-9 ()\\[\\]-]{1,200}"));
  }

  @Corner(15)
  @Test
  void putsParallelResultsIntoOneMessage() {
    String body = openAi("""
        {"model":"m","messages":[{"role":"user","content":"x"},
         {"role":"assistant","content":null,"tool_calls":[
          {"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
          {"id":"b","type":"function","function":{"name":"f","arguments":"{}"}}]},
         {"role":"tool","tool_call_id":"b","content":"2"},{"role":"tool","tool_call_id":"a","content":"1"},
         {"role":"user","content":"go"}],
         "tools":[{"type":"function","function":{"name":"f"}}]}""", NOVA).body();
    assertThat(body)
        .contains(
            "{\"role\":\"user\",\"content\":[{\"toolResult\":{\"toolUseId\":\"b\",\"content\":[{\"text\":\"2\"}]}},"
                + "{\"toolResult\":{\"toolUseId\":\"a\",\"content\":[{\"text\":\"1\"}]}},{\"text\":\"go\"}]}");
  }

  @Corner(19)
  @Test
  void bringsTheToolsOfAConversationThatCalledSome() {
    String history = """
        {"model":"m","messages":[{"role":"user","content":"x"},
         {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]},
         {"role":"tool","tool_call_id":"a","content":"1"}]}""";
    for (String model : List.of(CLAUDE, NOVA, MISTRAL)) {
      Written written = openAi(history, model);
      assertThat(written.body())
          .contains(
              "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"f\",\"inputSchema\":{\"json\":{\"type\":\"object\"}}}}]}");
      assertThat(written.lost()).contains("APPROXIMATED tools");
      boolean inWords = written.body().contains("Answer without calling any tool.");
      boolean inItsOwn = written.body().contains("\"tool_choice\":{\"type\":\"none\"}");
      assertThat(inWords).isEqualTo(!model.equals(CLAUDE)).isNotEqualTo(inItsOwn);
    }
    assertThat(openAi(asked(""), CLAUDE).body()).doesNotContain("tool");
  }

  /** Within the result where the family takes that, beside it or behind a turn between where not; never lost. */
  @Corner(26)
  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-haiku-20240307-v1:0, true, false",
    "amazon.nova-lite-v1:0, true, false",
    "meta.llama4-maverick-17b-instruct-v1:0, true, true",
    "qwen.qwen3-vl-235b, false, false",
    "mistral.pixtral-large-2502-v1:0, false, true",
    "moonshotai.kimi-k2.5, false, true",
  })
  void putsPicturesOfResultsWhereTheFamilyTakesThem(String model, boolean within, boolean apart) {
    String body = anthropic("""
        {"model":"m","max_tokens":9,"tools":[{"name":"f","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"x"},
         {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[
          {"type":"image","source":{"type":"base64","media_type":"image/png","data":"eA=="}}]},
          {"type":"image","source":{"type":"base64","media_type":"image/gif","data":"eA=="}}]}]}""", model).body();
    String picture = "{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"eA==\"}}}";
    assertThat(body).containsOnlyOnce(picture).containsOnlyOnce("\"gif\"");
    assertThat(body.contains("\"content\":[" + picture + "]}}")).isEqualTo(within);
    assertThat(body.contains("{\"role\":\"assistant\",\"content\":[{\"text\":\".\"}]}"))
        .isEqualTo(apart);
  }

  @Corner({28, 29})
  @Test
  void movesSystemMessagesAndLeavesEmptyTurnsAway() {
    String body = openAi("""
        {"model":"m","messages":[{"role":"system","content":"a"},{"role":"user","content":"x"},
         {"role":"assistant","content":""},{"role":"system","content":" "},{"role":"developer","content":"b"},
         {"role":"user","content":[{"type":"text","text":""},{"type":"text","text":"y"}]},
         {"role":"assistant","content":null,"reasoning_content":"unsigned"}]}""", CLAUDE).body();
    assertThat(body)
        .isEqualTo(
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"},{\"text\":\"y\"}]}],"
                + "\"system\":[{\"text\":\"a\"},{\"text\":\"b\"}]}");
  }

  @Corner(31)
  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-haiku-20240307-v1:0, false",
    "qwen.qwen3-32b-v1:0, false",
    "amazon.nova-lite-v1:0, true",
    "meta.llama3-3-70b-instruct-v1:0, true",
    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc, true",
  })
  void letsTheUserBeginWhereTheModelInsists(String model, boolean inserted) {
    Written written = openAi(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":\"hi\"},{\"role\":\"user\",\"content\":\"x\"}]}",
        model);
    assertThat(written
            .body()
            .startsWith("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\".\"}]},"))
        .isEqualTo(inserted);
    assertThat(written.lost().contains("APPROXIMATED messages[]")).isEqualTo(inserted);
  }

  @Corner({37, 30})
  @Test
  void sendsReasoningBackToItsMakerOnly() {
    String conversation = """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[
         {"type":"thinking","thinking":"own","signature":"c2ln"},{"type":"text","text":""},
         {"type":"thinking","thinking":"gemini's","signature":"gemini:0:c2ln"},
         {"type":"thinking","thinking":"openai's","signature":"openai:rs_1:c2ln"},
         {"type":"thinking","thinking":"nobody's","signature":""},
         {"type":"redacted_thinking","data":"EmwK"},
         {"type":"redacted_thinking","data":"bedrock:!"},
         {"type":"redacted_thinking","data":"bedrock:cnNu"},
         {"type":"text","text":"so"}]},{"role":"user","content":"y"}]}""";
    Written claude = anthropic(conversation, CLAUDE);
    assertThat(claude.body())
        .contains("{\"role\":\"assistant\",\"content\":["
            + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"own\",\"signature\":\"c2ln\"}}},"
            + "{\"text\":\"\"},"
            + "{\"reasoningContent\":{\"redactedContent\":\"cnNu\"}},{\"text\":\"so\"}]}");
    assertThat(claude.lost()).contains("DROPPED messages[].content[].reasoning");
    assertThat(anthropic(conversation, LLAMA).body()).doesNotContain("reasoningText");
  }

  @Corner(55)
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "anthropic.claude-3-haiku-20240307-v1:0; \"additionalModelRequestFields\":{\"top_k\":0}",
        "amazon.nova-lite-v1:0; \"additionalModelRequestFields\":{\"inferenceConfig\":{\"topK\":0}}",
        "cohere.command-r-plus-v1:0; \"additionalModelRequestFields\":{\"k\":0}",
        "mistral.mistral-large-2407-v1:0; \"additionalModelRequestFields\":{\"top_k\":0}",
        "meta.llama3-3-70b-instruct-v1:0; \"temperature\":0",
      })
  void putsTopKWhereTheModelLooksForItAndKeepsZeros(String model, String expected) {
    Written written = openAi(asked("\"temperature\":0,\"top_k\":0,"), model);
    assertThat(written.body()).contains(expected, "\"inferenceConfig\":{\"temperature\":0}");
    assertThat(written.lost().contains("DROPPED top_k")).isEqualTo(model.startsWith("meta"));
  }

  @Corner(41)
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        // model; fields; in the body; not in it; losses
        "anthropic.claude-sonnet-4-20250514-v1:0; \"reasoning_effort\":\"low\",\"temperature\":0.2,\"max_tokens\":4000,; \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}; temperature; APPROXIMATED reasoning,DROPPED temperature",
        "anthropic.claude-sonnet-4-20250514-v1:0; \"reasoning_effort\":\"low\",; \"maxTokens\":5120; -; APPROXIMATED reasoning",
        "anthropic.claude-sonnet-4-20250514-v1:0; \"reasoning_effort\":\"none\",; \"thinking\":{\"type\":\"disabled\"}; maxTokens; ",
        "anthropic.claude-opus-4-8; \"reasoning_effort\":\"xhigh\",\"temperature\":0.2,; \"outputConfig\":{\"effort\":\"xhigh\"}; temperature; DROPPED temperature",
        "anthropic.claude-opus-4-8; \"reasoning_effort\":\"minimal\",; \"effort\":\"low\"; maxTokens; APPROXIMATED reasoning",
        "anthropic.claude-sonnet-4-5-20250929-v1:0; \"temperature\":0.2,\"top_p\":0.5,; \"temperature\":0.2; topP; DROPPED top_p",
        "amazon.nova-2-lite-v1:0; \"reasoning_effort\":\"medium\",\"max_tokens\":9,; {\"reasoningConfig\":{\"type\":\"enabled\",\"maxReasoningEffort\":\"medium\"}}; -; ",
        "amazon.nova-2-lite-v1:0; \"reasoning_effort\":\"max\",\"max_tokens\":9,\"temperature\":1,\"stop\":\"E\",; \"maxReasoningEffort\":\"high\"; maxTokens; APPROXIMATED reasoning,DROPPED max_tokens,DROPPED temperature",
        "amazon.nova-2-lite-v1:0; \"reasoning_effort\":\"none\",; \"reasoningConfig\":{\"type\":\"disabled\"}; -; ",
        "amazon.nova-pro-v1:0; \"reasoning_effort\":\"high\",; messages; reasoning; DROPPED reasoning",
        "openai.gpt-oss-120b-1:0; \"reasoning_effort\":\"minimal\",; \"reasoning_effort\":\"low\"; -; APPROXIMATED reasoning",
        "openai.gpt-5.6-sol; \"reasoning_effort\":\"none\",; \"reasoning_effort\":\"none\"; -; ",
        "meta.llama3-3-70b-instruct-v1:0; \"reasoning_effort\":\"none\",; messages; reasoning; ",
        "meta.llama3-3-70b-instruct-v1:0; \"reasoning_effort\":\"high\",; messages; reasoning; DROPPED reasoning",
      })
  void thinksInTheWordsOfTheModelsMaker(
      String model, String fields, String in, @Nullable String out, @Nullable String lost) {
    Written written = openAi(asked(fields), model);
    assertThat(written.body()).contains(in);
    if (out != null) {
      assertThat(written.body()).doesNotContain(out);
    }
    assertThat(String.join(",", written.lost())).isEqualTo(lost == null ? "" : lost);
  }

  @Corner(22)
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "CLAUDE; \"tool_choice\":\"required\",; \"toolChoice\":{\"any\":{}}; -; ",
        "CLAUDE; \"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}},; \"toolChoice\":{\"tool\":{\"name\":\"f\"}}; -; ",
        "CLAUDE; \"tool_choice\":\"none\",; \"tool_choice\":{\"type\":\"none\"}; toolChoice; ",
        "CLAUDE; \"parallel_tool_calls\":false,; \"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}; toolChoice; ",
        "CLAUDE; \"parallel_tool_calls\":false,\"tool_choice\":\"required\",; \"tool_choice\":{\"type\":\"any\",\"disable_parallel_tool_use\":true}; toolChoice; ",
        "CLAUDE; \"parallel_tool_calls\":true,; toolConfig; tool_choice; ",
        "NOVA; \"parallel_tool_calls\":false,; toolConfig; tool_choice; DROPPED parallel_tool_calls",
        "NOVA; \"tool_choice\":\"none\",; messages; toolConfig; APPROXIMATED tool_choice",
        "LLAMA; \"tool_choice\":\"required\",; toolConfig; toolChoice; DROPPED tool_choice",
        "LLAMA; \"tool_choice\":\"auto\",; \"toolChoice\":{\"auto\":{}}; -; ",
      })
  void choosesAmongTools(
      String family, String fields, String in, @Nullable String out, @Nullable String lost) {
    String model = family.equals("CLAUDE") ? CLAUDE : family.equals("NOVA") ? NOVA : LLAMA;
    Written written = openAi(
        asked(fields + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"),
        model);
    assertThat(written.body()).contains(in);
    if (out != null) {
      assertThat(written.body()).doesNotContain('"' + out + '"');
    }
    assertThat(String.join(",", written.lost())).isEqualTo(lost == null ? "" : lost);
  }

  @Corner(22)
  @Test
  void saysNothingOfParallelCallsWithoutTools() {
    Written written = openAi(asked("\"parallel_tool_calls\":false,"), CLAUDE);
    assertThat(written.body()).doesNotContain("tool");
    assertThat(written.lost()).isEmpty();
  }

  /** A marker is a block behind what it marks, wherever that is, and never within a result. */
  @Corner(48)
  @Test
  void putsCachePointsBehindWhatTheyMark() {
    String body = anthropic("""
        {"model":"m","max_tokens":9,"system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}],
         "tools":[{"name":"f","input_schema":{"type":"object"},"cache_control":{"type":"ephemeral","ttl":"1h"}},{"name":"g","input_schema":{"type":"object"}}],
         "messages":[{"role":"user","content":[
          {"type":"image","source":{"type":"base64","media_type":"image/png","data":"eA=="},"cache_control":{"type":"ephemeral"}},
          {"type":"document","source":{"type":"text","media_type":"text/plain","data":"d"},"cache_control":{"type":"ephemeral"}},
          {"type":"text","text":"x"}]},
          {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{},"cache_control":{"type":"ephemeral"}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"r","cache_control":{"type":"ephemeral"}}]}]}""", CLAUDE).body();
    Matcher points = Pattern.compile(
            "(.{12}),\\{\"cachePoint\":\\{\"type\":\"default\"(,\"ttl\":\"1h\")?}}")
        .matcher(body);
    assertThat(points.results().count()).isEqualTo(6);
    assertThat(body)
        .contains(
            "\"system\":[{\"text\":\"s\"},{\"cachePoint\":{\"type\":\"default\"}}]",
            "{\"toolSpec\":{\"name\":\"f\",\"inputSchema\":{\"json\":{\"type\":\"object\"}}}},{\"cachePoint\":{\"type\":\"default\",\"ttl\":\"1h\"}},{\"toolSpec\":{\"name\":\"g\"",
            "\"content\":[{\"text\":\"r\"}]}},{\"cachePoint\":{\"type\":\"default\"}}]");
  }

  @Corner(48)
  @Test
  void saysSoWhereNothingIsCached() {
    Written written = anthropic("""
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":[
         {"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]}]}""", MISTRAL);
    assertThat(written.body()).doesNotContain("cachePoint");
    assertThat(written.lost()).containsExactly("DROPPED cache_control");
  }

  @Corner({24, 43})
  @Test
  void keepsTheBytesOfSchemasAndNumbers() {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"z\":{\"maximum\":1e400},\"a\":{\"const\":12345678901234567890}},\"$defs\":{}}";
    String body = openAi(
            asked("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
                + schema + "}}],"),
            NOVA)
        .body();
    assertThat(body).contains("\"inputSchema\":{\"json\":" + schema + "}");
  }

  @Corner(44)
  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-sonnet-4-5-20250929-v1:0, true",
    "anthropic.claude-sonnet-4-6, true",
    "anthropic.claude-opus-4-6-v1, true",
    "anthropic.claude-opus-4-7, false",
    "us.anthropic.claude-opus-4-8, false",
    "anthropic.claude-opus-5, false",
    "anthropic.claude-sonnet-5, false",
    "zai.glm-4.7, true",
  })
  void asksForJsonInWordsWhereBedrockKnowsNoSchemas(String model, boolean knows) {
    Written written = openAi(
        asked(
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\",\"maxItems\":1}}},\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":true}}],"),
        model);
    String text = "{\\\"type\\\":\\\"object\\\",\\\"maxItems\\\":1}";
    assertThat(written
            .body()
            .contains(
                "\"outputConfig\":{\"textFormat\":{\"type\":\"json_schema\",\"structure\":{\"jsonSchema\":{\"schema\":\""
                    + text + "\",\"name\":\"n\"}}}}"))
        .isEqualTo(knows);
    assertThat(written.body().contains("JSON Schema: " + text)).isEqualTo(!knows);
    assertThat(written.body().contains("\"strict\":true")).isEqualTo(knows);
    assertThat(written.lost().isEmpty()).isEqualTo(knows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "99999999999"})
  void refusesWhatIsNoCap(String cap) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> openAi(asked("\"max_tokens\":" + cap + ","), NOVA))
        .matches(e -> "max_tokens".equals(e.error().param()));
  }

  @Corner(27)
  @Test
  void leavesResultsAsTheTextsThatTheyAre() {
    String body = openAi("""
        {"model":"m","messages":[{"role":"user","content":"x"},
         {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]},
         {"role":"tool","tool_call_id":"a","content":"{\\"$ref\\":\\"#/$defs/x\\"}"}],
         "tools":[{"type":"function","function":{"name":"f"}}]}""", CLAUDE).body();
    assertThat(body).contains("\"content\":[{\"text\":\"{\\\"$ref\\\":\\\"#/$defs/x\\\"}\"}]");
  }

  @Corner({45, 46})
  @Test
  void countsTheCacheAsInput() {
    Random random = new Random(45);
    for (int round = 0; round < 500; round++) {
      long input = random.nextInt(100_000);
      long read = random.nextInt(100_000);
      long write = random.nextInt(100_000);
      long output = random.nextInt(100_000);
      Usage usage = BedrockUsage.read(Json.parse(
          "{\"inputTokens\":%d,\"outputTokens\":%d,\"totalTokens\":1,\"cacheReadInputTokens\":%d,\"cacheWriteInputTokens\":%d}"
              .formatted(input, output, read, write)));
      assertThat(usage.input()).isEqualTo(input + read + write);
      assertThat(usage.cacheRead()).isEqualTo(read);
      assertThat(usage.cacheWrite()).isEqualTo(write);
      assertThat(usage.total()).isEqualTo(input + read + write + output);
    }
    assertThat(
            BedrockUsage.read(
                Json.parse(
                    "{\"inputTokens\":7,\"cacheReadInputTokens\":null,\"outputTokens\":-1,\"cacheWriteInputTokens\":\"x\"}")))
        .isEqualTo(new Usage(7, 0, 0, 0, 0));
    assertThat(BedrockUsage.read(null)).isEqualTo(Usage.ZERO);
  }

  @Corner(53)
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "400; ValidationException; bad; INVALID_REQUEST; 400",
        "400; ValidationException:http://x; Input is too long for requested model; CONTEXT_WINDOW_EXCEEDED; 400",
        "400; ServiceQuotaExceededException; full; RATE_LIMITED; 429",
        "403; AccessDeniedException; no access; PERMISSION; 403",
        "403; AccessDeniedException; Authentication failed: Please make sure your API Key is valid.; AUTHENTICATION; 401",
        "403; UnrecognizedClientException; The security token is invalid; AUTHENTICATION; 401",
        "404; ResourceNotFoundException; no model; NOT_FOUND; 404",
        "408; ModelTimeoutException; slow; TIMEOUT; 504",
        "424; ModelErrorException; broke; BAD_GATEWAY; 502",
        "429; ThrottlingException; slow down; RATE_LIMITED; 429",
        "429; ModelNotReadyException; warming up; UNAVAILABLE; 503",
        "500; InternalServerException; oops; BAD_GATEWAY; 500",
        "503; ServiceUnavailableException; busy; UNAVAILABLE; 503",
        "418; -; teapot; INVALID_REQUEST; 418",
        "200; com.amazon.coral.service#UnknownOperationException; -; BAD_GATEWAY; 502",
      })
  void readsErrors(
      int status, @Nullable String type, @Nullable String message, ErrorKind kind, int shown) {
    String body = message == null ? "{}" : "{\"Message\":\"" + message + "\"}";
    GatewayError error = BedrockErrors.read(
        status, type == null ? Map.of() : Map.of("x-amzn-errortype", type), body.getBytes(UTF_8));
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.status()).isEqualTo(shown);
    if (message != null && kind != ErrorKind.AUTHENTICATION) {
      assertThat(error.message()).isEqualTo(message);
    }
  }

  @Corner(54)
  @ParameterizedTest
  @CsvSource({
    "end_turn, STOP, ",
    "end_turn, TOOL_CALLS, called",
    "tool_use, TOOL_CALLS, called",
    "max_tokens, LENGTH, called",
    "stop_sequence, STOP_SEQUENCE, ",
    "guardrail_intervened, CONTENT_FILTER, ",
    "content_filtered, CONTENT_FILTER, ",
    "model_context_window_exceeded, CONTEXT_WINDOW, ",
    "brand_new, OTHER, ",
  })
  void readsStopReasonsByAClosedTable(String word, String reason, @Nullable String called) {
    assertThat(BedrockFinishReasons.read(word, called != null).reason()).hasToString(reason);
    assertThat(BedrockFinishReasons.failure(word)).isNull();
  }
}
