package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
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
   * @param sources of what was said
   */
  record Candidate(
      int index,
      List<Piece> pieces,
      String finish,
      String finishMessage,
      @Nullable Json logprobs,
      List<GeminiSource> sources) {}

  /** What a part holds that has a place in the model. @param signature null when unsigned */
  sealed interface Piece {
    @Nullable
    Json signature();

    /** @param text empty where only the signature counts */
    record Said(Json text, boolean thought, @Nullable Json signature) implements Piece {}

    /** @param id empty when there is none */
    record Called(
        String id, String name, Json arguments, @Nullable Json signature) implements Piece {}

    /**
     * A piece of a call, as Vertex AI streams them if asked to.
     *
     * @param name empty behind the first piece
     * @param arguments an array of {@code PartialArg}
     * @param more whether pieces of the same call follow
     */
    record Calling(
        String id,
        String name,
        @Nullable Json arguments,
        boolean more,
        @Nullable Json signature) implements Piece {}
  }

  static GeminiAnswer read(Json body, Losses losses) {
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
        case "candidates" -> candidates(cursor, candidates, losses);
        case "promptFeedback" -> blockReason = text(cursor.value(), "blockReason");
        case "usageMetadata" -> usage = cursor.value();
        case "error" -> error = cursor.value();
        default -> cursor.skip();
      }
    }
    return new GeminiAnswer(id, model, candidates, blockReason, usage, error);
  }

  static String text(Json object, String name) {
    Json value = object.get(name);
    return value != null && value.isString() ? value.text() : "";
  }

  /** Whether a part has nothing but an empty text. */
  static boolean isSilent(Json part) {
    Json text = part.get("text");
    return text != null && text.isString() && text.isEmptyString();
  }

  /** Elements of a member that is an array; nothing where it is none. */
  static List<Json> elements(@Nullable Json object, String name) {
    Json value = object != null && object.isObject() ? object.get(name) : null;
    return value != null && value.isArray() ? Members.elements(value) : List.of();
  }

  private static void candidates(JsonCursor cursor, List<Candidate> candidates, Losses losses) {
    cursor.enterArray();
    while (cursor.nextElement()) {
      candidates.add(candidate(cursor, losses));
    }
  }

  private static Candidate candidate(JsonCursor cursor, Losses losses) {
    int index = 0;
    List<Piece> pieces = List.of();
    String finish = "";
    String message = "";
    Json logprobs = null;
    List<GeminiSource> sources = new ArrayList<>();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "index" -> index = (int) cursor.value().asLong();
        case "content" -> pieces = GeminiPartReader.content(cursor, losses);
        case "finishReason" -> finish = cursor.text();
        case "finishMessage" -> message = cursor.text();
        case "logprobsResult" -> logprobs = cursor.value();
        case "groundingMetadata" ->
          sources.addAll(GeminiGrounding.grounding(cursor.value(), losses));
        case "citationMetadata" -> sources.addAll(GeminiGrounding.citations(cursor.value()));
        default -> cursor.skip();
      }
    }
    return new Candidate(index, pieces, finish, message, logprobs, sources);
  }
}
