package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Candidate;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.dialect.gemini.GeminiFinishReasons.Finish;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one whole answer. */
final class GeminiResponseReader {
  static ChatResponse read(Json body, Losses losses) {
    GeminiAnswer answer = GeminiAnswer.read(body, losses);
    List<Choice> choices = new ArrayList<>();
    answer.candidates().forEach(candidate -> choices.add(choice(candidate, answer.id(), losses)));
    if (choices.isEmpty() && !answer.blockReason().isEmpty()) {
      choices.add(
          new Choice(0, List.of(), FinishReason.CONTENT_FILTER, answer.blockReason(), null, null));
    }
    if (choices.isEmpty()) {
      throw new JsonException("it has neither candidates nor a reason for having none", 0);
    }
    return response(answer, choices);
  }

  /** An answer that cannot be read, if it has the shape of one and does not say itself that it failed. */
  static @Nullable ChatResponse outline(Json body) {
    try {
      boolean failed = false;
      for (Json candidate : GeminiAnswer.elements(body, "candidates")) {
        String word = GeminiAnswer.text(candidate, "finishReason");
        failed |= GeminiFinishReasons.failure(word, "") != null;
      }
      boolean answers = body.get("candidates") != null || body.get("promptFeedback") != null;
      Json usage = body.get("usageMetadata");
      return failed || !answers
          ? null
          : new ChatResponse(
              GeminiAnswer.text(body, "responseId"),
              GeminiAnswer.text(body, "modelVersion"),
              0,
              List.of(),
              GeminiUsage.NONE.with(usage).toModel());
    } catch (JsonException _) {
      return null;
    }
  }

  private static ChatResponse response(GeminiAnswer answer, List<Choice> choices) {
    return new ChatResponse(
        answer.id(),
        answer.model(),
        0,
        choices,
        GeminiUsage.NONE.with(answer.usage()).toModel());
  }

  private static Choice choice(Candidate candidate, String answer, Losses losses) {
    if (candidate.finish().isEmpty()) {
      throw new JsonException("a candidate has no finishReason", 0);
    }
    GatewayError failure =
        GeminiFinishReasons.failure(candidate.finish(), candidate.finishMessage());
    if (failure != null) {
      throw new GatewayException(failure);
    }
    GeminiCalls calls = new GeminiCalls(candidate.index());
    List<Part> parts = parts(candidate, answer, calls, losses);
    Finish finish =
        GeminiFinishReasons.read(candidate.finish(), candidate.finishMessage(), calls.any());
    return new Choice(
        candidate.index(),
        parts,
        finish.reason(),
        finish.nativeWord(),
        null,
        candidate.logprobs() == null ? null : GeminiLogprobs.read(candidate.logprobs()));
  }

  private static List<Part> parts(
      Candidate candidate, String answer, GeminiCalls calls, Losses losses) {
    List<Piece> pieces = calls.whole(candidate.pieces());
    calls.end(pieces);
    GeminiChoiceParts parts = new GeminiChoiceParts(candidate.sources());
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Said said -> parts.said(said);
        case Piece.Called call -> {
          Json signature = calls.signature(call);
          if (signature != null) {
            parts.sign(signature);
          }
          parts.add(
              new Part.ToolCall(calls.next(answer, call), call.name(), call.arguments(), null));
        }
        case Piece.Calling _ -> throw new IllegalStateException("a piece of a call");
      }
    }
    return parts.end(losses);
  }

  private GeminiResponseReader() {}
}
