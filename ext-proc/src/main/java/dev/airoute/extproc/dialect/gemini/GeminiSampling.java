package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Sampling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code generationConfig}: how the answer is drawn, in what form, and how much is thought before it. */
final class GeminiSampling {
  private static final int MOST_STOPS = 5;

  private final GeminiModel model;
  private final JsonWriter out;
  private final Losses losses;

  GeminiSampling(GeminiModel model, JsonWriter out, Losses losses) {
    this.model = model;
    this.out = out;
    this.losses = losses;
  }

  void write(ChatRequest request) {
    Sampling sampling = request.sampling();
    out.name("generationConfig").beginObject();
    out.optional("maxOutputTokens", sampling.maxTokens())
        .optional("temperature", sampling.temperature())
        .optional("topP", sampling.topP())
        .optional("topK", sampling.topK());
    stops(sampling.stop());
    seed(sampling.seed());
    out.optional("presencePenalty", sampling.presencePenalty())
        .optional("frequencyPenalty", sampling.frequencyPenalty())
        .optional("candidateCount", sampling.n());
    logprobs(request);
    format(request);
    new GeminiThinking(model, losses).write(request.reasoning(), out);
    out.endObject();
  }

  private void seed(@Nullable Json seed) {
    if (seed == null) {
      return;
    }
    try {
      long number = seed.asLong();
      if (number != (int) number) {
        losses.approximated("seed", "Gemini's seeds have 32 bits");
      }
      out.field("seed", (int) number);
    } catch (JsonException _) {
      losses.dropped("seed", "Gemini's seeds are whole numbers");
    }
  }

  private void stops(List<Json> stops) {
    List<Json> some = stops.stream().filter(stop -> !stop.isEmptyString()).toList();
    if (some.size() > MOST_STOPS) {
      losses.dropped("stop", "Gemini takes five stop sequences");
    }
    if (!some.isEmpty()) {
      out.name("stopSequences").beginArray();
      some.stream().limit(MOST_STOPS).forEach(out::value);
      out.endArray();
    }
  }

  private void logprobs(ChatRequest request) {
    if (!Json.TRUE.equals(request.sampling().logprobs())) {
      return;
    }
    out.field("responseLogprobs", true).optional("logprobs", request.sampling().topLogprobs());
  }

  private void format(ChatRequest request) {
    switch (request.outputFormat()) {
      case null -> {}
      case OutputFormat.JsonObject() -> out.field("responseMimeType", "application/json");
      case OutputFormat.JsonSchema asked ->
        out.field("responseMimeType", "application/json")
            .field("responseJsonSchema", asked.schema());
    }
  }
}
