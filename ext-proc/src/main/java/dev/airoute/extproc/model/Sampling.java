package dev.airoute.extproc.model;

import dev.airoute.extproc.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the answer is drawn. Numbers are kept as they were written; null: the client said nothing.
 *
 * @param maxTokens cap on the answer, reasoning included
 * @param stop JSON strings
 */
public record Sampling(
    @Nullable Json maxTokens,
    @Nullable Json temperature,
    @Nullable Json topP,
    @Nullable Json topK,
    List<Json> stop,
    @Nullable Json frequencyPenalty,
    @Nullable Json presencePenalty,
    @Nullable Json seed,
    @Nullable Json n,
    @Nullable Json logprobs,
    @Nullable Json topLogprobs) {
  public Sampling {
    stop = List.copyOf(stop);
  }
}
