package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.anthropic.AnthropicSampling;
import dev.airoute.extproc.dialect.anthropic.AnthropicThinking;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Trait;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code inferenceConfig}, and {@code top_k}, which is not in it: each maker's models know it by another name, and ignore the
 * others'. Null: not sent.
 *
 * @param stop JSON strings
 */
record BedrockSampling(
    @Nullable Json maxTokens,
    @Nullable Json temperature,
    @Nullable Json topP,
    @Nullable Json topK,
    List<Json> stop) {
  private static final int MOST_STOPS = 2500;

  static BedrockSampling of(
      Sampling sampling, BedrockThinking thinking, BedrockModel model, Losses losses) {
    if (thinking.fixesInference()) {
      return fixed(sampling, losses);
    }
    AnthropicSampling taken = model.takes(Trait.CLAUDES_FIELDS)
        ? AnthropicSampling.of(sampling, model.claude(), thinks(thinking), losses)
        : anybodys(sampling, losses);
    return new BedrockSampling(
        maxTokens(sampling.maxTokens(), thinking),
        clamped("temperature", taken.temperature(), losses),
        clamped("top_p", taken.topP(), losses),
        taken.topK(),
        stop(taken.stop(), losses));
  }

  /** @throws GatewayException for what is no cap */
  static void checkCap(@Nullable Json cap) {
    try {
      if (cap == null || cap.asLong() >= 1 && cap.asLong() <= Integer.MAX_VALUE) {
        return;
      }
    } catch (JsonException _) {
      // Told below.
    }
    throw new GatewayException(new GatewayError(
        ErrorKind.INVALID_REQUEST,
        "max_tokens must be a whole number of at least 1",
        "max_tokens",
        "invalid_value",
        null,
        ErrorKind.INVALID_REQUEST.status()));
  }

  private static boolean thinks(BedrockThinking thinking) {
    return thinking instanceof BedrockThinking.Claudes(AnthropicThinking plan) && plan.active();
  }

  /** Without the client's cap, the model's own holds, unless a budget for thinking must stay below it. */
  private static @Nullable Json maxTokens(@Nullable Json asked, BedrockThinking thinking) {
    boolean budget =
        thinking instanceof BedrockThinking.Claudes(AnthropicThinking plan) && plan.budget() > 0;
    return asked == null && budget
        ? Json.number(((BedrockThinking.Claudes) thinking).thinking().maxTokens())
        : asked;
  }

  private static BedrockSampling fixed(Sampling sampling, Losses losses) {
    String reason = "the model decides of it by itself while it thinks that much";
    drop("max_tokens", sampling.maxTokens(), Double.NaN, reason, losses);
    drop("temperature", sampling.temperature(), Double.NaN, reason, losses);
    drop("top_p", sampling.topP(), Double.NaN, reason, losses);
    drop("top_k", sampling.topK(), Double.NaN, reason, losses);
    AnthropicSampling taken = anybodys(sampling, losses);
    return new BedrockSampling(null, null, null, null, stop(taken.stop(), losses));
  }

  private static AnthropicSampling anybodys(Sampling sampling, Losses losses) {
    String reason = "Bedrock has no such parameter";
    drop("frequency_penalty", sampling.frequencyPenalty(), 0, reason, losses);
    drop("presence_penalty", sampling.presencePenalty(), 0, reason, losses);
    drop("n", sampling.n(), 1, reason, losses);
    drop("seed", sampling.seed(), Double.NaN, reason, losses);
    if (sampling.logprobs() != null && !sampling.logprobs().equals(Json.FALSE)) {
      losses.dropped("logprobs", "Bedrock does not report them");
    }
    drop("top_logprobs", sampling.topLogprobs(), 0, reason, losses);
    return new AnthropicSampling(
        sampling.temperature(), sampling.topP(), sampling.topK(), sampling.stop());
  }

  private static void drop(
      String field, @Nullable Json value, double meaningless, String reason, Losses losses) {
    if (value != null && !(value.isNumber() && value.asDouble() == meaningless)) {
      losses.dropped(field, reason);
    }
  }

  private static @Nullable Json clamped(String field, @Nullable Json value, Losses losses) {
    if (value == null || value.asDouble() >= 0 && value.asDouble() <= 1) {
      return value;
    }
    losses.approximated(field, "Bedrock's scale is from 0 to 1");
    return Json.number(value.asDouble() > 1 ? 1 : 0);
  }

  private static List<Json> stop(List<Json> said, Losses losses) {
    List<Json> some =
        new ArrayList<>(said.stream().filter(stop -> !stop.isEmptyString()).toList());
    if (some.size() > MOST_STOPS) {
      losses.dropped("stop", "Bedrock takes 2500 stop sequences");
      return some.subList(0, MOST_STOPS);
    }
    return some;
  }

  void write(JsonWriter out) {
    if (maxTokens == null && temperature == null && topP == null && stop.isEmpty()) {
      return;
    }
    out.name("inferenceConfig").beginObject();
    out.optional("maxTokens", maxTokens)
        .optional("temperature", temperature)
        .optional("topP", topP);
    if (!stop.isEmpty()) {
      out.name("stopSequences").beginArray();
      stop.forEach(out::value);
      out.endArray();
    }
    out.endObject();
  }

  /** Among the fields that only this maker's models know. */
  void writeTopK(BedrockModel model, JsonWriter out, Losses losses) {
    if (topK == null) {
      return;
    }
    switch (model.family()) {
      case CLAUDE, UNKNOWN, MISTRAL -> out.field("top_k", topK);
      case COHERE -> out.field("k", topK);
      case NOVA -> out.name("inferenceConfig").beginObject().field("topK", topK).endObject();
      case LLAMA, QWEN, GLM_OR_KIMI, WRITER, OPENAI, OTHER ->
        losses.dropped("top_k", "the model has no such parameter");
    }
  }
}
