package dev.airoute.extproc.model;

import dev.airoute.extproc.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer. Legal order: Started, then for each choice (PartStarted, deltas, PartEnded) in rising part
 * numbers and then Finished, with Used and Logprobs anywhere, and exactly one Ended or Failed as the last event. Parts of different
 * choices may interleave; deltas of one part carry its number.
 */
public sealed interface ChatEvent {
  /** @param usage what is known of the prompt at the start, null when nothing is */
  record Started(
      String id, String model, long created, @Nullable Usage usage) implements ChatEvent {}

  record PartStarted(int choice, int part, Opening opening) implements ChatEvent {}

  /** Text of a Text, Thinking or Refusal part, or argument text of a ToolCall. @param text a JSON string */
  record Delta(int choice, int part, Json text) implements ChatEvent {}

  /** Signature of a Thinking part. @param signature a JSON string */
  record Signature(int choice, int part, Json signature) implements ChatEvent {}

  /** A source of a Text part; its offsets count from the beginning of the part. */
  record Cited(int choice, int part, Citation citation) implements ChatEvent {}

  /** @param logprobs OpenAI's object, raw, for the tokens since the last one */
  record Logprobs(int choice, Json logprobs) implements ChatEvent {}

  record PartEnded(int choice, int part) implements ChatEvent {}

  record Finished(
      int choice,
      FinishReason finish,
      @Nullable String nativeFinish,
      @Nullable Json stopSequence) implements ChatEvent {}

  /** Cumulative: the latest one counts. */
  record Used(Usage usage) implements ChatEvent {}

  record Ping() implements ChatEvent {}

  record Ended() implements ChatEvent {}

  record Failed(GatewayError error) implements ChatEvent {}

  /** What kind of part begins. */
  sealed interface Opening {
    record Text() implements Opening {}

    record Thinking() implements Opening {}

    record RedactedThinking(Json data) implements Opening {}

    record Refusal() implements Opening {}

    record ToolCall(String id, String name) implements Opening {}
  }
}
