package dev.airoute.extproc.dialect.completions;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.OpenAiFinishReasons;
import dev.airoute.extproc.dialect.openai.OpenAiFinishReasons.Finish;
import dev.airoute.extproc.dialect.openai.OpenAiUsage;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one whole answer, and what a chunk of a stream says. */
final class CompletionsResponseReader {
  /** @param finish null while the choice is not complete */
  record Piece(
      int index,
      Json text,
      @Nullable String finish,
      @Nullable Json logprobs) {}

  /**
   * @param pieces of choices
   * @param usage null when nothing is said
   */
  record Chunk(
      String id,
      String model,
      long created,
      List<Piece> pieces,
      @Nullable Json usage) {}

  static ChatResponse read(Json body) {
    Chunk chunk = chunk(body);
    List<Choice> choices = new ArrayList<>();
    for (Piece piece : chunk.pieces()) {
      Finish finish = OpenAiFinishReasons.read(piece.finish(), false);
      List<Part> parts =
          piece.text().isEmptyString() ? List.of() : List.of(new Part.Text(piece.text(), null));
      choices.add(new Choice(
          piece.index(), parts, finish.reason(), finish.nativeWord(), null, piece.logprobs()));
    }
    if (choices.isEmpty()) {
      throw new JsonException("it has no choices", 0);
    }
    return new ChatResponse(
        chunk.id(), chunk.model(), chunk.created(), choices, OpenAiUsage.read(chunk.usage()));
  }

  static Chunk chunk(Json body) {
    String id = "";
    String model = "";
    long created = 0;
    List<Piece> pieces = new ArrayList<>();
    Json usage = null;
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "id" -> id = text(cursor.value());
        case "model" -> model = text(cursor.value());
        case "created" -> created = seconds(cursor.value());
        case "choices" -> choices(cursor, pieces);
        case "usage" -> usage = Field.any(cursor);
        default -> {}
      }
    }
    return new Chunk(id, model, created, pieces, usage);
  }

  private static void choices(JsonCursor cursor, List<Piece> pieces) {
    if (cursor.kind() == Json.Kind.NULL) {
      return;
    }
    cursor.enterArray();
    while (cursor.nextElement()) {
      int index = 0;
      Json text = Json.EMPTY_STRING;
      String finish = null;
      Json logprobs = null;
      cursor.enterObject();
      while (cursor.nextField()) {
        switch (cursor.name()) {
          case "index" -> index = (int) Math.clamp(cursor.value().asLong(), 0, Integer.MAX_VALUE);
          case "text" -> text = string(cursor.value());
          case "finish_reason" -> finish = Field.text(cursor, "finish_reason");
          case "logprobs" -> logprobs = CompletionsLogprobs.read(Field.any(cursor));
          default -> {}
        }
      }
      pieces.add(new Piece(index, text, finish, logprobs));
    }
  }

  private static String text(Json value) {
    return value.isString() ? value.text() : "";
  }

  private static long seconds(Json value) {
    return value.isNumber() && value.asDouble() > 0 && value.asDouble() < 1e12
        ? (long) value.asDouble()
        : 0;
  }

  private static Json string(Json value) {
    if (value.isNull()) {
      return Json.EMPTY_STRING;
    }
    if (!value.isString()) {
      throw new JsonException("the text of a choice is not a string", 0);
    }
    return value;
  }

  private CompletionsResponseReader() {}
}
