package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Candidate;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.dialect.gemini.GeminiFinishReasons.Finish;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
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
  static ChatResponse read(Json body) {
    GeminiAnswer answer = GeminiAnswer.read(body);
    List<Choice> choices = new ArrayList<>();
    answer.candidates().forEach(candidate -> choices.add(choice(candidate, answer.id())));
    if (choices.isEmpty() && !answer.blockReason().isEmpty()) {
      choices.add(
          new Choice(0, List.of(), FinishReason.CONTENT_FILTER, answer.blockReason(), null, null));
    }
    if (choices.isEmpty()) {
      throw new JsonException("it has neither candidates nor a reason for having none", 0);
    }
    return new ChatResponse(
        answer.id(),
        answer.model(),
        0,
        choices,
        GeminiUsage.NONE.with(answer.usage()).toModel());
  }

  private static Choice choice(Candidate candidate, String answer) {
    if (candidate.finish().isEmpty()) {
      throw new JsonException("a candidate has no finishReason", 0);
    }
    GatewayError failure =
        GeminiFinishReasons.failure(candidate.finish(), candidate.finishMessage());
    if (failure != null) {
      throw new GatewayException(failure);
    }
    GeminiCalls calls = new GeminiCalls(candidate.index());
    List<Part> parts = new ArrayList<>();
    for (Piece piece : candidate.pieces()) {
      switch (piece) {
        case Piece.Said(Json text, boolean thought) -> said(parts, text, thought);
        case Piece.Called call -> {
          sign(parts, calls.signature(call));
          parts.add(
              new Part.ToolCall(calls.next(answer, call), call.name(), call.arguments(), null));
        }
      }
    }
    Finish finish = GeminiFinishReasons.read(candidate.finish(), calls.any());
    return new Choice(
        candidate.index(),
        parts,
        finish.reason(),
        finish.nativeWord(),
        null,
        candidate.logprobs() == null ? null : GeminiLogprobs.read(candidate.logprobs()));
  }

  /** Texts that follow each other are one. */
  private static void said(List<Part> parts, Json text, boolean thought) {
    Part last = parts.isEmpty() ? null : parts.getLast();
    if (thought) {
      boolean joins = last instanceof Part.Thinking thinking && thinking.signature() == null;
      Json before = joins ? ((Part.Thinking) parts.removeLast()).text() : null;
      parts.add(new Part.Thinking(joined(before, text), null));
    } else {
      Json before = last instanceof Part.Text ? ((Part.Text) parts.removeLast()).text() : null;
      parts.add(new Part.Text(joined(before, text), null));
    }
  }

  private static Json joined(@Nullable Json before, Json text) {
    return before == null
        ? text
        : new JsonWriter(before.length() + text.length())
            .beginString()
            .piece(before)
            .piece(text)
            .endString()
            .toJson();
  }

  /** Signs the reasoning right in front of a call, or an empty one. */
  private static void sign(List<Part> parts, @Nullable Json signature) {
    if (signature == null) {
      return;
    }
    Json text = Json.EMPTY_STRING;
    if (!parts.isEmpty()
        && parts.getLast() instanceof Part.Thinking thinking
        && thinking.signature() == null) {
      text = thinking.text();
      parts.removeLast();
    }
    parts.add(new Part.Thinking(text, signature));
  }

  private GeminiResponseReader() {}
}
