package dev.airoute.extproc.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of clients: read, printed, and written again for a provider. */
final class AnthropicRequestTest {
  private final AnthropicCodec codec = new AnthropicCodec();

  static List<Cases> cases() {
    return Cases.in("request");
  }

  @Corner({22, 23, 30, 44, 48})
  @ParameterizedTest
  @MethodSource("cases")
  void readsAndWrites(Cases test) {
    Losses reading = new Losses();
    ChatRequest request = codec.readRequest(Json.parse(test.bytes()), reading);
    Losses writing = new Losses();
    String written = written(request, writing);
    test.check(NeutralText.of(request)
        + "\nlost while reading:\n"
        + NeutralText.of(reading.all())
        + "\nwritten:\n"
        + Cases.pretty(written)
        + "\nlost while writing:\n"
        + NeutralText.of(writing.all()));
    Sdk.validateRequest(written);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writingWhatWasWrittenChangesNothing(Cases test) {
    String once = written(codec.readRequest(Json.parse(test.bytes()), new Losses()), new Losses());
    Losses losses = new Losses();
    String twice = written(codec.readRequest(Json.parse(once), losses), losses);
    assertThat(twice).isEqualTo(once);
    assertThat(losses.all()).isEmpty();
  }

  private String written(ChatRequest request, Losses losses) {
    JsonWriter out = new JsonWriter();
    codec.writeRequest(request, request.model(), out, losses);
    return new String(out.toByteArray(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | body | body must be a JSON object",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} | model | model is missing",
        "{\"model\":\"m\"} | messages | messages must be a list of at least one message",
        "{\"model\":\"m\",\"messages\":[]} | messages | messages must be a list of at least one message",
        "{\"model\":7} | model | model must be a string",
        "{\"model\":\"m\",\"stream\":\"yes\"} | stream | stream must be true or false",
        "{\"messages\":{}} | messages | messages must be an array",
        "{\"messages\":[1]} | messages[] | messages[] must be an object",
        "{\"messages\":[{\"content\":\"x\"}]} | messages[].role | messages[].role is missing",
        "{\"messages\":[{\"role\":\"user\"}]} | messages[].content | messages[].content is missing",
        "{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]} | messages[].role | messages[].role must be user, assistant or system",
        "{\"messages\":[{\"role\":\"user\",\"content\":7}]} | messages[].content | messages[].content must be a string or an array of blocks",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{}]}]} | messages[].content[].type | messages[].content[].type is missing",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]} | messages[].content[].text | messages[].content[].text is missing",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"ftp\"}}]}]} | messages[].content[].source.type | messages[].content[].source.type must be base64, url or file",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"search_result\",\"content\":[{\"type\":\"search_result\",\"content\":[]}]}]}]} | messages[].content[].content[].type | messages[].content[].content[].type must be text",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"content\",\"content\":[{\"type\":\"document\"}]}}]}]} | messages[].content[].source.content[].type | messages[].content[].source.content[].type must be text or image",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":[{\"type\":\"tool_result\"}]}]}]} | messages[].content[].content[].type | messages[].content[].content[].type must be text, image, document or search_result",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":[{\"type\":\"tool_use\"}]}]}]} | messages[].content[].content[].type | messages[].content[].content[].type must be text, image, document or search_result",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":[{\"type\":\"redacted_thinking\"}]}]}]} | messages[].content[].content[].type | messages[].content[].content[].type must be text, image, document or search_result",
        "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\"}],\"role\":\"user\"}]} | messages[].content[].type | messages[].content[].type must be something else: only an assistant turn holds tool_use",
        "{\"messages\":[{\"content\":[{\"type\":\"thinking\",\"thinking\":\"x\"}],\"role\":\"user\"}]} | messages[].content[].type | messages[].content[].type must be something else: only an assistant turn holds thinking",
        "{\"messages\":[{\"content\":[{\"type\":\"redacted_thinking\",\"data\":\"x\"}],\"role\":\"user\"}]} | messages[].content[].type | messages[].content[].type must be something else: only an assistant turn holds redacted_thinking",
        "{\"messages\":[{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\"}],\"role\":\"assistant\"}]} | messages[].content[].type | messages[].content[].type must be something else: only a user turn holds tool_result",
        "{\"system\":{}} | system | system must be a string or an array of blocks",
        "{\"tools\":{}} | tools | tools must be an array",
        "{\"tools\":[{\"input_schema\":{}}]} | tools[].name | tools[].name is missing",
        "{\"tool_choice\":{\"type\":\"function\"}} | tool_choice.type | tool_choice.type must be auto, any, tool or none",
        "{\"tool_choice\":\"auto\"} | tool_choice | tool_choice must be an object",
        "{\"thinking\":{\"type\":\"enabled\"}} | thinking.budget_tokens | thinking.budget_tokens is missing",
        "{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1.5}} | thinking.budget_tokens | thinking.budget_tokens must be a whole number",
        "{\"output_config\":{\"effort\":\"extreme\"}} | output_config.effort | output_config.effort must be low, medium, high, xhigh or max",
        "{\"output_config\":{\"format\":{\"type\":\"xml\"}}} | output_config.format.type | output_config.format.type must be json_schema",
        "{\"max_tokens\":\"many\"} | max_tokens | max_tokens must be a number",
        "{\"stop_sequences\":[1]} | stop_sequences[] | stop_sequences[] must be a string",
      })
  void saysWhatIsWrongWithARequest(String body, String param, String message) {
    assertThatThrownBy(() -> codec.readRequest(Json.parse(body), new Losses()))
        .isInstanceOfSatisfying(GatewayException.class, e -> {
          assertThat(e.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
          assertThat(e.error().param()).isEqualTo(param);
          assertThat(e.error().message()).isEqualTo(message);
          assertThat(e.error().status()).isEqualTo(400);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"a\",\"model\":\"b\",\"messages\":[]}",
        "{\"model\":\"a\",\"mod\\u0065l\":\"b\"}",
        "{\"messages\":[{\"role\":\"user\",\"role\":\"assistant\",\"content\":\"x\"}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"text\":\"b\"}]}]}",
      })
  void refusesMembersSaidTwice(String body) {
    assertThatThrownBy(() -> codec.readRequest(Json.parse(body), new Losses()))
        .isInstanceOf(GatewayException.class)
        .hasMessageContaining("occurs twice");
  }
}
