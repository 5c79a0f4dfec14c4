package dev.airoute.extproc.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.anthropic.Requests.Written;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import dev.airoute.extproc.model.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thinking, the cap and sampling, which depend on each other and on the model. */
final class AnthropicSamplingTest {
  @Corner(41)
  @ParameterizedTest
  @CsvSource({
    // model, effort, cap, thinking type, budget, effort sent, cap sent, loss
    "claude-opus-4-6, HIGH, 8000, adaptive, -, high, 8000, ",
    "claude-opus-5, MINIMAL, 8000, adaptive, -, low, 8000, APPROXIMATED reasoning",
    "claude-sonnet-4-6, NONE, 8000, disabled, -, -, 8000, ",
    "some-new-model, MAX, , adaptive, -, max, 4096, ",
    "claude-sonnet-4-5, LOW, , enabled, 1024, -, 5120, APPROXIMATED reasoning",
    "claude-sonnet-4-5, MEDIUM, , enabled, 4096, -, 8192, APPROXIMATED reasoning",
    "claude-sonnet-4-5, HIGH, , enabled, 16384, -, 20480, APPROXIMATED reasoning",
    "claude-sonnet-4-5, XHIGH, , enabled, 32000, -, 36096, APPROXIMATED reasoning",
    "claude-sonnet-4-5, HIGH, 6000, enabled, 3000, -, 6000, APPROXIMATED reasoning",
    "claude-3-7-sonnet-20250219, LOW, 4000, enabled, 1024, -, 4000, APPROXIMATED reasoning",
    "claude-3-5-haiku-20241022, HIGH, 6000, -, -, -, 6000, DROPPED reasoning",
    "claude-3-5-haiku-20241022, NONE, 6000, -, -, -, 6000, ",
  })
  void saysEffortInTheModelsWords(
      String model,
      Level effort,
      @Nullable String cap,
      String type,
      String budget,
      String sent,
      String capSent,
      @Nullable String loss) {
    Requests request = Requests.to(model).reasoning(new Reasoning.Effort(effort));
    Written written = (cap == null ? request : request.number("max_tokens", cap)).written();
    assertThinking(written, type, budget, sent, capSent, loss);
  }

  @Corner(41)
  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5, 2000, 8000, enabled, 2000, -, 8000, ",
    "claude-sonnet-4-5, 2000, , enabled, 2000, -, 6096, ",
    "claude-sonnet-4-5, 100, 8000, enabled, 1024, -, 8000, APPROXIMATED reasoning",
    "claude-sonnet-4-5, 8000, 5000, enabled, 4999, -, 5000, APPROXIMATED reasoning",
    "claude-sonnet-4-5, 8000, 1025, enabled, 1024, -, 1025, APPROXIMATED reasoning",
    "claude-sonnet-4-5, 8000, 1024, -, -, -, 1024, DROPPED reasoning",
    "claude-opus-4-7, 2000, 8000, adaptive, -, low, 8000, APPROXIMATED reasoning",
    "claude-opus-5, 8000, 8000, adaptive, -, medium, 8000, APPROXIMATED reasoning",
    "anthropic.claude-opus-4-8-v1:0, 9000, 8000, adaptive, -, high, 8000, APPROXIMATED reasoning",
    "claude-3-haiku-20240307, 2000, 8000, -, -, -, 8000, DROPPED reasoning",
    "kimi-k2, 2000, 8000, enabled, 2000, -, 8000, ",
  })
  void clampsBudgets(
      String model,
      long tokens,
      @Nullable String cap,
      String type,
      String budget,
      String sent,
      String capSent,
      @Nullable String loss) {
    Requests request = Requests.to(model).reasoning(new Reasoning.Budget(tokens));
    Written written = (cap == null ? request : request.number("max_tokens", cap)).written();
    assertThinking(written, type, budget, sent, capSent, loss);
  }

  private static void assertThinking(
      Written written,
      String type,
      String budget,
      String effort,
      String cap,
      @Nullable String loss) {
    assertThat(written.at("thinking.type").replace("\"", "")).isEqualTo(type);
    assertThat(written.at("thinking.budget_tokens")).isEqualTo(budget);
    assertThat(written.at("output_config.effort").replace("\"", "")).isEqualTo(effort);
    assertThat(written.at("max_tokens")).isEqualTo(cap);
    assertThat(String.join(",", written.lossFields())).isEqualTo(loss == null ? "" : loss);
  }

  private static Requests afterACall(String model, Part... said) {
    return Requests.to(model)
        .tool("f")
        .message(Role.USER, Requests.text("x"))
        .message(Role.ASSISTANT, said)
        .message(Role.USER, new Part.ToolResult("id", List.of(Requests.text("r")), false, null));
  }

  @Test
  void doesNotThinkByBudgetBehindACallThatWasMadeWithoutThinking() {
    Part call = new Part.ToolCall("id", "f", Json.EMPTY_OBJECT, null);
    Part unsigned = new Part.Thinking(Json.string("hm"), null);
    for (Part first : List.of(call, unsigned, Requests.text("Let me see."))) {
      Written written = afterACall("claude-sonnet-4-5", first, call)
          .reasoning(new Reasoning.Budget(2000))
          .written();
      assertThat(written.at("thinking")).isEqualTo("-");
      assertThat(written.at("max_tokens")).isEqualTo("4096");
      assertThat(written.lossFields()).contains("DROPPED reasoning");
    }
  }

  @Test
  void thinksOnByBudgetBehindACallThatBeganWithThinking() {
    Part call = new Part.ToolCall("id", "f", Json.EMPTY_OBJECT, null);
    Part signed = new Part.Thinking(Json.string("hm"), Json.string("c2ln"));
    Part redacted = new Part.RedactedThinking(Json.string("b3Bh"));
    for (Part first : List.of(signed, redacted)) {
      Written written = afterACall("claude-sonnet-4-5", first, call)
          .reasoning(new Reasoning.Budget(2000))
          .written();
      assertThat(written.at("thinking.type")).isEqualTo("\"enabled\"");
      assertThat(written.losses()).isEmpty();
    }
  }

  @Test
  void thinksBehindACallWithoutThinkingWhereThatIsAllowed() {
    Part call = new Part.ToolCall("id", "f", Json.EMPTY_OBJECT, null);
    Written adaptive =
        afterACall("claude-opus-5", call).reasoning(new Reasoning.Adaptive()).written();
    assertThat(adaptive.at("thinking.type")).isEqualTo("\"adaptive\"");
    Written answered = afterACall("claude-sonnet-4-5", call)
        .message(Role.ASSISTANT, Requests.text("Done."))
        .message(Role.USER, Requests.text("And now?"))
        .reasoning(new Reasoning.Budget(2000))
        .written();
    assertThat(answered.at("thinking.type")).isEqualTo("\"enabled\"");
  }

  @Test
  void doesNotThinkByBudgetWhenAToolIsForced() {
    Written written = Requests.to("claude-sonnet-4-5")
        .tool("f")
        .choice(new ToolChoice.Named("f"))
        .reasoning(new Reasoning.Budget(2000))
        .written();
    assertThat(written.at("thinking")).isEqualTo("-");
    assertThat(written.at("tool_choice")).isEqualTo("{\"type\":\"tool\",\"name\":\"f\"}");
    assertThat(written.lossFields()).containsExactly("DROPPED reasoning");
  }

  @ParameterizedTest
  @CsvSource({
    // model, thinking, temperature, top_p, top_k -> sent, losses
    "claude-sonnet-4-5, false, 0, , , 0, -, -, ",
    "claude-sonnet-4-5, false, 0.70, , 40, 0.70, -, 40, ",
    "claude-sonnet-4-5, false, 1.7, , , 1, -, -, APPROXIMATED temperature",
    "claude-sonnet-4-5, false, , 0.9, , -, 0.9, -, ",
    "claude-sonnet-4-5, false, 0.5, 0.9, , 0.5, -, -, DROPPED top_p",
    "claude-sonnet-4-5, false, 0.5, 1, , 0.5, -, -, ",
    "claude-3-5-sonnet-20241022, false, 0.5, 0.9, , 0.5, 0.9, -, ",
    "some-new-model, false, 0.5, 0.9, 3, 0.5, 0.9, 3, ",
    "claude-sonnet-4-5, true, 0.5, 0.97, 40, -, 0.97, -, 'DROPPED temperature,DROPPED top_k'",
    "claude-sonnet-4-5, true, 1, 0.5, , -, -, -, DROPPED top_p",
    "claude-opus-4-7, false, 0.5, 0.97, 40, -, -, -, 'DROPPED temperature,DROPPED top_p,DROPPED top_k'",
    "claude-opus-4-7, true, 1, 1.0, , -, -, -, ",
  })
  void sendsOnlyWhatTheModelTakes(
      String model,
      boolean thinking,
      @Nullable String temperature,
      @Nullable String topP,
      @Nullable String topK,
      String temperatureSent,
      String topPSent,
      String topKSent,
      @Nullable String losses) {
    Requests request = Requests.to(model);
    if (thinking) {
      boolean budget = model.contains("4-5");
      request.reasoning(budget ? new Reasoning.Budget(1024) : new Reasoning.Adaptive());
    }
    number(request, "temperature", temperature);
    number(request, "top_p", topP);
    number(request, "top_k", topK);
    Written written = request.written();
    assertThat(written.at("temperature")).isEqualTo(temperatureSent);
    assertThat(written.at("top_p")).isEqualTo(topPSent);
    assertThat(written.at("top_k")).isEqualTo(topKSent);
    assertThat(String.join(",", written.lossFields())).isEqualTo(losses == null ? "" : losses);
  }

  private static void number(Requests request, String name, @Nullable String value) {
    if (value != null) {
      request.number(name, value);
    }
  }

  @Test
  void reportsParametersThatAnthropicLacks() {
    Written written = Requests.to("claude-sonnet-4-5")
        .number("frequency_penalty", "0.5")
        .number("presence_penalty", "-1")
        .number("seed", "7")
        .number("n", "2")
        .number("logprobs", "true")
        .number("top_logprobs", "3")
        .stop("\n\n", "END", " ")
        .written();
    assertThat(written.at("stop_sequences")).isEqualTo("[\"END\"]");
    assertThat(written.lossFields())
        .containsExactlyInAnyOrder(
            "DROPPED frequency_penalty",
            "DROPPED presence_penalty",
            "DROPPED seed",
            "DROPPED n",
            "DROPPED logprobs",
            "DROPPED top_logprobs",
            "DROPPED stop");
  }

  @Test
  void doesNotReportParametersThatSayNothing() {
    Written written = Requests.to("claude-sonnet-4-5")
        .number("frequency_penalty", "0")
        .number("presence_penalty", "0.0")
        .number("n", "1")
        .number("logprobs", "false")
        .number("top_logprobs", "0")
        .written();
    assertThat(written.losses()).isEmpty();
  }
}
