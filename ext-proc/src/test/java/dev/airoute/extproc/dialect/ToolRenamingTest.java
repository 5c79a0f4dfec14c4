package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.Attempts.Reply;
import org.junit.jupiter.api.Test;

/** A tool whose name the provider does not take is called by the name that its client knows. */
@Corner(21)
class ToolRenamingTest {
  private static final String LONG =
      "mcp__a_server_with_a_rather_long_name__and_a_tool_whose_name_is_no_shorter";
  private static final String SENT =
      "mcp__a_server_with_a_rather_long_name__and_a_tool_whose_bdf0f26e";

  private static AttemptTranslation asked(boolean stream) {
    AttemptTranslation translation = new AttemptTranslation(Attempts.asking(
        CloudAttempts.attempt(Dialect.ANTHROPIC_MESSAGES, CloudAttempts.CONVERSE), stream));
    Outbound.Forward forward =
        (Outbound.Forward) translation.request("""
        {"model":"m","max_tokens":9,"stream":%s,"messages":[{"role":"user","content":"x"}],
         "tools":[{"name":"%s","input_schema":{"type":"object"}},{"name":"short","input_schema":{"type":"object"}}],
         "tool_choice":{"type":"tool","name":"%s"}}""".formatted(stream, LONG, LONG).getBytes(UTF_8));
    String body = new String(forward.body(), UTF_8);
    assertThat(body)
        .contains("\"toolSpec\":{\"name\":\"" + SENT + '"', "\"tool\":{\"name\":\"" + SENT + '"')
        .doesNotContain(LONG);
    assertThat(translation.losses()).extracting(loss -> loss.field()).contains("tools[].name");
    return translation;
  }

  @Test
  void inStreams() {
    try (AttemptTranslation translation = asked(true)) {
      byte[] stream = AwsStreams.ofLines("""
          {"messageStart":{"role":"assistant"}}
          {"contentBlockStart":{"contentBlockIndex":0,"start":{"toolUse":{"toolUseId":"t1","name":"%s"}}}}
          {"contentBlockStop":{"contentBlockIndex":0}}
          {"contentBlockStart":{"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"t2","name":"short"}}}}
          {"contentBlockStop":{"contentBlockIndex":1}}
          {"messageStop":{"stopReason":"tool_use"}}""".formatted(SENT));
      Reply reply =
          Attempts.play(translation, 200, "application/vnd.amazon.eventstream", stream, 9);
      assertThat(new String(reply.body(), UTF_8))
          .contains('"' + LONG + '"', "\"short\"")
          .doesNotContain(SENT);
    }
  }

  @Test
  void inWholeAnswers() {
    try (AttemptTranslation translation = asked(false)) {
      byte[] answer = """
          {"output":{"message":{"role":"assistant","content":[
           {"toolUse":{"toolUseId":"t1","name":"%s","input":{}}},{"toolUse":{"toolUseId":"t2","name":"short","input":{}}}]}},
           "stopReason":"tool_use","usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2}}""".formatted(SENT).getBytes(UTF_8);
      Reply reply = Attempts.play(translation, 200, "application/json", answer, 9);
      assertThat(new String(reply.body(), UTF_8))
          .contains('"' + LONG + '"', "\"short\"")
          .doesNotContain(SENT);
    }
  }
}
