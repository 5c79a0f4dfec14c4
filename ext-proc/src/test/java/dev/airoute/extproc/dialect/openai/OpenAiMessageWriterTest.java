package dev.airoute.extproc.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenAiMessageWriterTest {
  private static final Part TEXT = new Part.Text(Json.string("x"), null);
  private static final Part CALL = new Part.ToolCall("a", "f", Json.EMPTY_OBJECT, null);
  private static final Part SECRET = new Part.RedactedThinking(Json.string("secret"));
  private static final Part THOUGHT = new Part.Thinking(Json.string("secret"), null);

  @Test
  void leavesAwayWhatAUserCannotSayAndSaysSo() {
    Losses losses = new Losses();
    JsonWriter out = new JsonWriter();
    out.beginObject();
    new OpenAiMessageWriter(OpenAiQuirks.of("OpenAI"), Set.of(), out, losses)
        .write(List.of(
            new Message(Role.USER, List.of(TEXT, CALL, SECRET, THOUGHT)),
            new Message(
                Role.USER,
                List.of(new Part.ToolResult("a", List.of(TEXT, CALL, SECRET), false, null)))));
    out.endObject();

    assertThat(new String(out.toByteArray(), UTF_8))
        .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"x\"}]}");
    assertThat(losses.all())
        .containsExactly(new Loss(
            "messages[].content[]", Loss.Fate.DROPPED, "a user's message holds texts and media"));
  }
}
