package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sampling parameters as far as the model takes them; null: not sent. A value that is the default anyway is left away silently.
 *
 * @param stop JSON strings
 */
public record AnthropicSampling(
    @Nullable Json temperature,
    @Nullable Json topP,
    @Nullable Json topK,
    List<Json> stop) {
  public AnthropicSampling {
    stop = List.copyOf(stop);
  }

  /** @param thinking whether the model will think before it answers */
  public static AnthropicSampling of(
      Sampling sampling, ClaudeModel model, boolean thinking, Losses losses) {
    return new Rules(model, thinking, losses).apply(sampling);
  }

  void write(JsonWriter out) {
    out.optional("temperature", temperature).optional("top_p", topP).optional("top_k", topK);
    if (!stop.isEmpty()) {
      out.name("stop_sequences").beginArray();
      stop.forEach(out::value);
      out.endArray();
    }
  }

  /** What a model takes, and where what it does not take is reported. */
  private record Rules(ClaudeModel model, boolean thinking, Losses losses) {
    AnthropicSampling apply(Sampling sampling) {
      Json temperature = temperature(sampling.temperature());
      Json topP = topP(sampling.topP(), temperature != null);
      Json topK = topK(sampling.topK());
      List<Json> stop = stop(sampling.stop());
      drop("frequency_penalty", sampling.frequencyPenalty(), 0);
      drop("presence_penalty", sampling.presencePenalty(), 0);
      drop("n", sampling.n(), 1);
      drop("seed", sampling.seed(), Double.NaN);
      if (sampling.logprobs() != null && !sampling.logprobs().equals(Json.FALSE)) {
        losses.dropped("logprobs", "Anthropic does not report them");
      }
      drop("top_logprobs", sampling.topLogprobs(), 0);
      return new AnthropicSampling(temperature, topP, topK, stop);
    }

    private @Nullable Json temperature(@Nullable Json value) {
      if (value == null || refused("temperature", value)) {
        return null;
      }
      double number = value.asDouble();
      if (number >= 0 && number <= 1) {
        return value;
      }
      losses.approximated("temperature", "Anthropic's scale is from 0 to 1");
      return Json.number(number > 1 ? 1 : 0);
    }

    private @Nullable Json topP(@Nullable Json value, boolean besideTemperature) {
      if (value == null) {
        return null;
      }
      double number = value.asDouble();
      boolean narrow = thinking && number >= 0.95 && number <= 1;
      if (!(narrow && !model.refusesBudgetsAndSampling()) && refused("top_p", value)) {
        return null;
      }
      if (besideTemperature && model.takesOneOfTemperatureAndTopP()) {
        if (number != 1) {
          losses.dropped("top_p", "the model takes either temperature or top_p");
        }
        return null;
      }
      return value;
    }

    private @Nullable Json topK(@Nullable Json value) {
      return value == null || refused("top_k", value) ? null : value;
    }

    /** Reports the refusal, unless the value is 1, which is the default of temperature and top_p. */
    private boolean refused(String field, Json value) {
      boolean banned = model.refusesBudgetsAndSampling();
      if (!banned && !thinking) {
        return false;
      }
      if (field.equals("top_k") || value.asDouble() != 1) {
        losses.dropped(
            field,
            banned ? "the model takes no sampling parameters" : "fixed while the model thinks");
      }
      return true;
    }

    private List<Json> stop(List<Json> said) {
      List<Json> taken = new ArrayList<>();
      for (Json stop : said) {
        if (stop.isBlankString()) {
          losses.dropped("stop", "Anthropic takes no stop sequence of white space alone");
        } else {
          taken.add(stop);
        }
      }
      return taken;
    }

    private void drop(String field, @Nullable Json value, double meaningless) {
      if (value != null && !(value.isNumber() && value.asDouble() == meaningless)) {
        losses.dropped(field, "Anthropic has no such parameter");
      }
    }
  }
}
