package dev.airoute.extproc.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.SharedFiles;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole answers of providers: read, printed, and written again for a client. */
final class AnthropicResponseTest {
  private final AnthropicCodec codec = new AnthropicCodec();

  static List<Cases> cases() {
    return Cases.in("response");
  }

  @Corner({36, 54})
  @ParameterizedTest
  @MethodSource("cases")
  void readsAndWrites(Cases test) {
    ChatResponse response = codec.readResponse(Json.parse(test.bytes()), new Losses());
    String written = written(response);
    test.check(NeutralText.of(response) + "\nwritten:\n" + Cases.pretty(written));
    Sdk.validateResponse(written);
  }

  @Test
  void recordedAnswersRoundTrip() {
    int answers = 0;
    for (Path file : SharedFiles.list("fixtures/anthropic/messages")) {
      if (file.toString().endsWith(".json")) {
        ChatResponse response =
            codec.readResponse(Json.parse(SharedFiles.bytes(file)), new Losses());
        String written = written(response);
        Sdk.validateResponse(written);
        assertThat(codec.readResponse(Json.parse(written), new Losses()))
            .as("%s", file)
            .isEqualTo(uncited(response));
        answers++;
      }
    }
    assertThat(answers).isGreaterThan(60);
  }

  /** Citations are read, but only Anthropic can write them. */
  private static ChatResponse uncited(ChatResponse response) {
    ChatResponse.Choice choice = response.choices().getFirst();
    List<Part> parts = choice.parts().stream()
        .map(part -> part instanceof Part.Text text ? new Part.Text(text.text(), null) : part)
        .toList();
    return new ChatResponse(
        response.id(),
        response.model(),
        response.created(),
        List.of(new ChatResponse.Choice(
            choice.index(),
            parts,
            choice.finish(),
            choice.nativeFinish(),
            choice.stopSequence(),
            choice.logprobs())),
        response.usage());
  }

  private String written(ChatResponse response) {
    JsonWriter out = new JsonWriter();
    codec.writeResponse(response, new ReplyContext("req-1", response.model(), 7, true), out);
    return new String(out.toByteArray(), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"content\":[]}",
        "{\"content\":{},\"stop_reason\":\"end_turn\"}",
        "{\"content\":[1],\"stop_reason\":\"end_turn\"}",
        "{\"content\":[{}],\"stop_reason\":\"end_turn\"}",
        "{\"content\":[{\"type\":\"text\"}],\"stop_reason\":\"end_turn\"}",
        "{\"content\":[],\"stop_reason\":7}",
        "{\"content\":[],\"content\":[],\"stop_reason\":\"end_turn\"}",
        "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"x\"}}",
      })
  void refusesWhatIsNoAnswer(String body) {
    assertThatThrownBy(() -> codec.readResponse(Json.parse(body), new Losses()))
        .isInstanceOfSatisfying(GatewayException.class, e -> {
          assertThat(e.error().kind()).isEqualTo(ErrorKind.BAD_GATEWAY);
          assertThat(e.error().status()).isEqualTo(502);
        });
  }
}
