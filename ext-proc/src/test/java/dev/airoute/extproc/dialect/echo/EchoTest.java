package dev.airoute.extproc.dialect.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Sampling;
import dev.airoute.extproc.model.Usage;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EchoTest {
  private static Echo echo(Message... messages) {
    Sampling sampling =
        new Sampling(null, null, null, null, List.of(), null, null, null, null, null, null);
    ChatRequest request = new ChatRequest(
        "echo",
        false,
        false,
        List.of(messages),
        List.of(),
        null,
        null,
        sampling,
        null,
        null,
        null,
        List.of());
    return Echo.of(request, "echo", "r1", 7);
  }

  private static Message message(Role role, String... texts) {
    return new Message(
        role,
        List.of(texts).stream()
            .map(text -> (Part) new Part.Text(Json.string(text), null))
            .toList());
  }

  @Test
  void answersWithTheLastTextOfTheUser() {
    ChatResponse response = echo(
            message(Role.SYSTEM, "12345"),
            message(Role.USER, "first"),
            message(Role.ASSISTANT, "answer"),
            message(Role.USER, "Hel", "lo \"\u00fc\""),
            message(Role.USER))
        .response();
    assertThat(response.choices().getFirst().parts())
        .containsExactly(new Part.Text(Json.string("Hello \"\u00fc\""), null));
    assertThat(response.choices().getFirst().finish()).isEqualTo(FinishReason.STOP);
    assertThat(response.usage()).isEqualTo(new Usage(2 + 2 + 2 + 3, 0, 0, 3, 0));
    assertThat(response.id()).isEqualTo("echo-r1");
    assertThat(response.created()).isEqualTo(7);
  }

  @Test
  void saysSoWhenThereIsNoText() {
    assertThat(echo(message(Role.ASSISTANT, "x")).text()).hasToString("\"(no text to echo)\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "hi there", "a b c d e f g h ", "  ", "\uD83D\uDE00", "\u4e2d\u6587"})
  void streamsTheSameAnswer(String text) {
    checkStream(text);
  }

  @Test
  void streamsLongTextsInFewPieces() {
    int words = checkStream("a few words ".repeat(10_000));
    assertThat(words).isBetween(16, 40);
    int emoji = checkStream("\uD83D\uDE00".repeat(10_000) + "x");
    assertThat(emoji).isBetween(2, 40);
    assertThat(checkStream("two words")).isEqualTo(2);
  }

  private static int checkStream(String text) {
    Echo echo = echo(message(Role.USER, text));
    List<ChatEvent> events = echo.events();
    assertThat(events.getFirst()).isInstanceOf(ChatEvent.Started.class);
    assertThat(events.getLast()).isEqualTo(new ChatEvent.Ended());
    assertThat(events)
        .contains(
            new ChatEvent.Used(echo.usage()),
            new ChatEvent.Finished(0, FinishReason.STOP, null, null));
    List<Json> deltas = events.stream()
        .filter(ChatEvent.Delta.class::isInstance)
        .map(event -> ((ChatEvent.Delta) event).text())
        .toList();
    assertThat(deltas).noneMatch(delta -> delta.toString().contains("\\u"));
    assertThat(deltas.stream().map(Json::text).collect(Collectors.joining())).isEqualTo(text);
    return deltas.size();
  }
}
