package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code GenerateContentResponse}: a whole answer, or an event of a stream. Texts that are absent are empty.
 *
 * @param blockReason why the prompt was refused; empty when it was not
 */
record GeminiAnswer(
    String id,
    String model,
    List<Candidate> candidates,
    String blockReason,
    @Nullable Json usage,
    @Nullable Json error) {
  /**
   * @param finish empty while the candidate is not complete
   * @param finishMessage what Google says about it
   */
  record Candidate(
      int index,
      List<Piece> pieces,
      String finish,
      String finishMessage,
      @Nullable Json logprobs) {}

  /** What a part holds that has a place in the model. @param signature of a call; null when unsigned */
  sealed interface Piece {
    record Said(Json text, boolean thought) implements Piece {}

    record Called(
        String id, String name, Json arguments, @Nullable Json signature) implements Piece {}
  }

  static GeminiAnswer read(Json body) {
    String id = "";
    String model = "";
    List<Candidate> candidates = new ArrayList<>();
    String blockReason = "";
    Json usage = null;
    Json error = null;
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "responseId" -> id = cursor.text();
        case "modelVersion" -> model = cursor.text();
        case "candidates" -> candidates(cursor, candidates);
        case "promptFeedback" -> blockReason = text(cursor.value(), "blockReason");
        case "usageMetadata" -> usage = cursor.value();
        case "error" -> error = cursor.value();
        default -> {}
      }
    }
    return new GeminiAnswer(id, model, candidates, blockReason, usage, error);
  }

  static String text(Json object, String name) {
    Json value = object.get(name);
    return value != null && value.isString() ? value.text() : "";
  }

  private static void candidates(JsonCursor cursor, List<Candidate> candidates) {
    cursor.enterArray();
    while (cursor.nextElement()) {
      int index = 0;
      List<Piece> pieces = List.of();
      String finish = "";
      String message = "";
      Json logprobs = null;
      cursor.enterObject();
      while (cursor.nextField()) {
        switch (cursor.name()) {
          case "index" -> index = (int) cursor.value().asLong();
          case "content" -> pieces = GeminiPartReader.content(cursor);
          case "finishReason" -> finish = cursor.text();
          case "finishMessage" -> message = cursor.text();
          case "logprobsResult" -> logprobs = cursor.value();
          default -> {}
        }
      }
      candidates.add(new Candidate(index, pieces, finish, message, logprobs));
    }
  }
}
