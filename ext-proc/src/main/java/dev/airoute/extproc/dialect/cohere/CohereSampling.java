package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Sampling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the answer is drawn, within <a href="https://docs.cohere.com/reference/chat">Cohere's bounds</a>. */
final class CohereSampling {
  private static final int MOST_STOPS = 5;
  private static final Json ZERO = Json.number(0);
  private static final Json ONE = Json.number(1);
  private static final Json LEAST_P = Json.parse("0.01");
  private static final Json MOST_P = Json.parse("0.99");
  private static final Json MOST_K = Json.number(500);

  private final JsonWriter out;
  private final Losses losses;

  CohereSampling(JsonWriter out, Losses losses) {
    this.out = out;
    this.losses = losses;
  }

  void write(Sampling sampling) {
    out.optional("max_tokens", sampling.maxTokens());
    out.optional("temperature", within("temperature", sampling.temperature(), ZERO, ONE));
    out.optional("p", within("top_p", sampling.topP(), LEAST_P, MOST_P));
    out.optional("k", within("top_k", sampling.topK(), ZERO, MOST_K));
    out.optional(
        "frequency_penalty", within("frequency_penalty", sampling.frequencyPenalty(), ZERO, ONE));
    out.optional(
        "presence_penalty", within("presence_penalty", sampling.presencePenalty(), ZERO, ONE));
    seed(sampling.seed());
    stops(sampling.stop());
    if (Json.TRUE.equals(sampling.logprobs())) {
      out.field("logprobs", true);
      absent("top_logprobs", sampling.topLogprobs(), 0, "Cohere reports chosen tokens only");
    }
    absent("n", sampling.n(), 1, "Cohere gives one answer");
  }

  private @Nullable Json within(String field, @Nullable Json value, Json least, Json most) {
    if (value == null) {
      return null;
    }
    double number = value.asDouble();
    boolean low = number < least.asDouble();
    if (!low && number <= most.asDouble()) {
      return value;
    }
    losses.approximated(field, "Cohere takes " + least + " to " + most);
    return low ? least : most;
  }

  /** A seed means nothing but itself, so that another one for those below zero does as well. */
  private void seed(@Nullable Json seed) {
    if (seed == null) {
      return;
    }
    try {
      long number = seed.asLong();
      if (number < 0) {
        losses.approximated("seed", "Cohere takes none below zero");
      }
      out.field("seed", number & Long.MAX_VALUE);
    } catch (JsonException _) {
      losses.dropped("seed", "Cohere takes whole numbers of 64 bits");
    }
  }

  private void stops(List<Json> stops) {
    List<Json> some = stops.stream().filter(stop -> !stop.isEmptyString()).toList();
    if (some.size() > MOST_STOPS) {
      losses.dropped("stop", "Cohere takes five stop sequences");
    }
    if (!some.isEmpty()) {
      out.name("stop_sequences").beginArray();
      some.stream().limit(MOST_STOPS).forEach(out::value);
      out.endArray();
    }
  }

  private void absent(String field, @Nullable Json value, double meaningless, String reason) {
    if (value != null && !(value.isNumber() && value.asDouble() == meaningless)) {
      losses.dropped(field, reason);
    }
  }
}
