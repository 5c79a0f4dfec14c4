package dev.airoute.extproc.dialect.anthropic;

import static dev.airoute.extproc.dialect.anthropic.Requests.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.anthropic.Requests.Written;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of other dialects ask for, said in Anthropic's words. */
final class AnthropicRequestWriterTest {
  private static final String MODEL = "claude-sonnet-4-5";

  @Test
  void fillsInMaxTokensWithoutCallingItALoss() {
    Written written = Requests.to(MODEL).written();
    assertThat(written.at("max_tokens")).isEqualTo("4096");
    assertThat(written.at("model")).isEqualTo("\"claude-sonnet-4-5\"");
    assertThat(written.losses()).isEmpty();
  }

  @Corner(28)
  @Test
  void hoistsSystemMessagesAndReportsOnlyTheLaterOnes() {
    Written early = Requests.to(MODEL)
        .message(Role.SYSTEM, text("a"))
        .message(Role.DEVELOPER, text("b"), text("\n"))
        .message(Role.USER, text("x"))
        .written();
    assertThat(early.at("system"))
        .isEqualTo("[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]");
    assertThat(early.losses()).isEmpty();

    Written late = Requests.to(MODEL)
        .message(Role.USER, text("x"))
        .message(Role.SYSTEM, text("a"))
        .message(Role.USER, text("y"))
        .written();
    assertThat(late.at("system")).isEqualTo("\"a\"");
    assertThat(late.at("messages"))
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"},{\"type\":\"text\",\"text\":\"y\"}]}]");
    assertThat(late.lossFields()).containsExactly("APPROXIMATED messages[]");
  }

  @Corner(31)
  @Test
  void sendsASystemPromptAloneAsTheUsers() {
    Written written = Requests.to(MODEL).message(Role.SYSTEM, text("Do it.")).written();
    assertThat(written.at("system")).isEqualTo("-");
    assertThat(written.at("messages")).isEqualTo("[{\"role\":\"user\",\"content\":\"Do it.\"}]");
    assertThat(written.lossFields()).containsExactly("APPROXIMATED messages[]");
  }

  @Corner({14, 18})
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1.0}             | {\"a\":1.0}",
        "\"{\\\"a\\\":1.0}\"     | {\"a\":1.0}",
        "\" {} \\n\"             | {}",
        "\"\"                    | {}",
        "\" \"                   | {}",
        "\"{\\\"a\\\": \\\"cu\"  | {\"invalid_arguments\":\"{\\\"a\\\": \\\"cu\"}",
        "\"[1]\"                 | {\"invalid_arguments\":\"[1]\"}",
        "\"null\"                | {\"invalid_arguments\":\"null\"}",
        "[1]                     | {\"invalid_arguments\":\"[1]\"}",
      })
  void alwaysGivesArgumentsAsAnObject(String arguments, String input) {
    Written written = Requests.to(MODEL)
        .message(Role.USER, text("x"))
        .message(Role.ASSISTANT, new Part.ToolCall("id", "f", Json.parse(arguments), null))
        .message(Role.USER, new Part.ToolResult("id", List.of(text("r")), false, null))
        .written();
    assertThat(written.at("messages")).contains("\"input\":" + input + "}");
  }

  @Corner({20, 21})
  @Test
  void pairsIdsThatAnthropicWouldNotTake() {
    String odd = "call:1/ü";
    String tooLong = "x".repeat(65);
    Part call = new Part.ToolCall(odd, "f", Json.EMPTY_OBJECT, null);
    Part longCall = new Part.ToolCall(tooLong, "bad name!", Json.EMPTY_OBJECT, null);
    Part unnamed = new Part.ToolCall("", "f", Json.EMPTY_OBJECT, null);
    Written written = Requests.to(MODEL)
        .message(Role.USER, text("x"))
        .message(Role.ASSISTANT, call, longCall, unnamed, unnamed)
        .message(
            Role.USER,
            new Part.ToolResult(odd, List.of(), false, null),
            new Part.ToolResult(tooLong, List.of(), false, null),
            new Part.ToolResult("", List.of(), false, null),
            new Part.ToolResult("", List.of(), false, null))
        .written();
    String messages = written.at("messages");
    List<String> calls = matches("\"id\":\"([^\"]*)\"", messages);
    List<String> results = matches("\"tool_use_id\":\"([^\"]*)\"", messages);
    assertThat(results).isEqualTo(calls).hasSize(4).doesNotHaveDuplicates();
    assertThat(calls).allMatch(id -> id.matches("[a-zA-Z0-9_-]{1,64}"));
    assertThat(AnthropicToolIds.fit(odd)).isEqualTo(calls.getFirst());
    assertThat(AnthropicToolIds.fit("toolu_01A-b")).isEqualTo("toolu_01A-b");
    assertThat(messages).contains("\"name\":\"bad_name_\"");
  }

  private static List<String> matches(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Corner(15)
  @Test
  void mergesParallelResultsIntoOneTurnAndPutsThemFirst() {
    Written written = Requests.to(MODEL)
        .message(Role.USER, text("x"))
        .message(
            Role.ASSISTANT,
            new Part.ToolCall("a", "f", Json.EMPTY_OBJECT, null),
            new Part.ToolCall("b", "f", Json.EMPTY_OBJECT, null))
        .message(Role.USER, new Part.ToolResult("a", List.of(text("1")), false, null))
        .message(Role.USER, text("and then"))
        .message(Role.USER, new Part.ToolResult("b", List.of(text("2")), true, null))
        .written();
    assertThat(written.at("messages"))
        .endsWith("{\"role\":\"user\",\"content\":["
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":\"1\"},"
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"b\",\"content\":\"2\",\"is_error\":true},"
            + "{\"type\":\"text\",\"text\":\"and then\"}]}]");
  }

  @Corner({29, 34, 37})
  @Test
  void leavesAwayWhatAnthropicDoesNotTakeAndSaysSo() {
    Json data = Json.string("AAAA");
    Written written = Requests.to(MODEL)
        .message(
            Role.USER,
            text("x"),
            new Part.Audio("wav", data, null),
            new Part.Image(new Media.FileId(data), null, null),
            new Part.Document(new Media.FileId(data), null, null),
            new Part.Document(new Media.Base64("application/zip", data), null, null),
            new Part.Document(new Media.Base64("text/csv", Json.string("%")), null, null),
            new Part.Image(new Media.Url(Json.string("https://e.com")), Json.string("low"), null))
        .message(Role.ASSISTANT, new Part.Thinking(text("t").text(), null))
        .message(
            Role.ASSISTANT,
            new Part.Image(new Media.Url(data), null, null),
            new Part.Refusal(Json.string("no")))
        .written();
    assertThat(written.at("messages"))
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"},{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://e.com\"}}]},"
                + "{\"role\":\"assistant\",\"content\":\"no\"}]");
    assertThat(written.lossFields())
        .containsExactly(
            "DROPPED messages[].content[].audio",
            "DROPPED messages[].content[].image",
            "DROPPED messages[].content[].file",
            "DROPPED messages[].content[].image_url.detail",
            "DROPPED messages[].content[].reasoning",
            "APPROXIMATED messages[].content[].refusal");
  }

  @Test
  void leavesAwayWhatTheOtherSideSays() {
    Part call = new Part.ToolCall("a", "f", Json.EMPTY_OBJECT, null);
    Part secret = new Part.RedactedThinking(Json.string("secret"));
    Part result = new Part.ToolResult("a", List.of(), false, null);
    Written written = Requests.to(MODEL)
        .message(
            Role.USER,
            text("x"),
            call,
            secret,
            new Part.Thinking(text("t").text(), Json.string("signed")))
        .message(Role.ASSISTANT, text("y"), result)
        .message(
            Role.USER,
            new Part.ToolResult("a", List.of(text("z"), call, secret, result), false, null))
        .written();
    assertThat(written.at("messages"))
        .isEqualTo("[{\"role\":\"user\",\"content\":\"x\"},"
            + "{\"role\":\"assistant\",\"content\":\"y\"},"
            + "{\"role\":\"user\",\"content\":["
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":\"z\"}]}]");
    assertThat(written.lossFields())
        .containsExactly(
            "DROPPED messages[].content[].tool_use",
            "DROPPED messages[].content[].redacted_thinking",
            "DROPPED messages[].content[].thinking",
            "DROPPED messages[].content[].tool_result");
  }

  @Test
  void givesFilesTheFormThatAnthropicHasForThem() {
    String csv = Base64.getEncoder().encodeToString("a,ü\n".getBytes(UTF_8));
    Written written = Requests.to(MODEL)
        .message(
            Role.USER,
            new Part.Document(
                new Media.Base64("text/csv", Json.string(csv)), Json.string("t.csv"), null),
            new Part.Document(new Media.Base64("image/png", Json.string("AA")), null, null),
            new Part.Image(
                new Media.Base64("image/jpg", Json.string("AA")), Json.string("auto"), null))
        .written();
    assertThat(written.at("messages"))
        .contains(
            "{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"a,ü\\n\"},\"title\":\"t.csv\"}",
            "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AA\"}}",
            "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/jpeg\",\"data\":\"AA\"}}");
    assertThat(written.losses()).isEmpty();
  }

  @Corner({43, 44})
  @Test
  void completesSchemasWithoutTouchingTheirOrder() {
    Written written = Requests.to(MODEL)
        .tool(new Tool("a", Json.string("d"), Json.parse("{\"z\":1, \"b\":{}}"), true, null))
        .tool(new Tool("b", null, null, false, null))
        .written();
    assertThat(written.at("tools"))
        .isEqualTo(
            "[{\"name\":\"a\",\"description\":\"d\",\"input_schema\":{\"z\":1, \"b\":{},\"type\":\"object\"},\"strict\":true},"
                + "{\"name\":\"b\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}]");
    assertThat(written.at("tool_choice")).isEqualTo("-");
  }

  @Corner(22)
  @Test
  void keepsTheWishForOneCallAtATimeWithoutAChoice() {
    Written written = Requests.to(MODEL).tool("f").parallel(false).written();
    assertThat(written.at("tool_choice"))
        .isEqualTo("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}");
    assertThat(Requests.to(MODEL).tool("f").parallel(true).written().at("tool_choice"))
        .isEqualTo("-");
    assertThat(Requests.to(MODEL)
            .tool("f")
            .parallel(false)
            .choice(new ToolChoice.None())
            .written()
            .at("tool_choice"))
        .isEqualTo("{\"type\":\"none\"}");
  }

  @Test
  void showsOnlyTheAllowedTools() {
    Written written = Requests.to(MODEL)
        .tool("f")
        .tool("g")
        .choice(new ToolChoice.Allowed(true, List.of("g", "h")))
        .written();
    assertThat(written.at("tools")).contains("\"g\"").doesNotContain("\"f\"");
    assertThat(written.at("tool_choice")).isEqualTo("{\"type\":\"any\"}");
    assertThat(written.lossFields()).containsExactly("APPROXIMATED tool_choice");
  }

  @Test
  void sendsNoChoiceWithoutTools() {
    Written written = Requests.to(MODEL).choice(new ToolChoice.Required()).written();
    assertThat(written.at("tool_choice")).isEqualTo("-");
  }

  @Test
  void asksForJsonInTheSystemPrompt() {
    Written written = Requests.to(MODEL)
        .message(Role.SYSTEM, text("s"))
        .message(Role.USER, text("x"))
        .format(new OutputFormat.JsonObject())
        .written();
    assertThat(written.at("system")).contains("\"s\"", "one JSON object");
    assertThat(written.lossFields()).containsExactly("APPROXIMATED response_format");
  }

  @Corner(43)
  @Test
  void sendsSchemasAsTheyAre() {
    Json schema = Json.parse("{\"type\":\"object\", \"z\":1.0}");
    Written written = Requests.to(MODEL)
        .format(new OutputFormat.JsonSchema("n", null, schema, null))
        .written();
    assertThat(written.at("output_config.format.schema")).isEqualTo(schema.toString());
    assertThat(written.losses()).isEmpty();
  }

  @Test
  void refusesACapThatIsNoWholeNumber() {
    Requests request = Requests.to(MODEL).number("max_tokens", "1.5");
    assertThatThrownBy(request::written)
        .isInstanceOf(GatewayException.class)
        .hasMessage("max_tokens must be a whole number");
    assertThat(Requests.to(MODEL).number("max_tokens", "1e3").written().at("max_tokens"))
        .isEqualTo("1000");
  }

  @Test
  void refusesASchemaThatSaysATypeTwice() {
    Json schema = Json.parse("{\"type\":\"object\",\"type\":\"string\"}");
    Requests request = Requests.to(MODEL).tool(new Tool("f", null, schema, null, null));
    assertThatThrownBy(request::written).isInstanceOf(GatewayException.class);
  }
}
