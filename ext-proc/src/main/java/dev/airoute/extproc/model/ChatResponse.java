package dev.airoute.extproc.model;

import dev.airoute.extproc.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer.
 *
 * @param id the provider's id of the answer
 * @param model the provider's name of the model that answered
 * @param created seconds since the epoch; 0 when the provider does not say
 */
public record ChatResponse(
    String id, String model, long created, List<Choice> choices, Usage usage) {
  public ChatResponse {
    choices = List.copyOf(choices);
  }

  /**
   * One candidate answer.
   *
   * @param nativeFinish the provider's own word when {@code finish} does not say it all
   * @param stopSequence the stop string that was met, a JSON string
   * @param logprobs OpenAI's object, raw
   */
  public record Choice(
      int index,
      List<Part> parts,
      FinishReason finish,
      @Nullable String nativeFinish,
      @Nullable Json stopSequence,
      @Nullable Json logprobs) {
    public Choice {
      parts = List.copyOf(parts);
    }
  }
}
