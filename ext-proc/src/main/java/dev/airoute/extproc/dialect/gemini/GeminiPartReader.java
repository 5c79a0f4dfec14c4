package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parts of an answer. */
final class GeminiPartReader {
  /** A {@code content} ahead, whose parts may be absent. */
  static List<Piece> content(JsonCursor cursor, Losses losses) {
    List<Piece> pieces = new ArrayList<>();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (!cursor.nameIs("parts")) {
        cursor.skip();
        continue;
      }
      cursor.enterArray();
      while (cursor.nextElement()) {
        Piece piece = part(cursor, losses);
        if (piece != null) {
          pieces.add(piece);
        }
      }
    }
    return pieces;
  }

  private static @Nullable Piece part(JsonCursor cursor, Losses losses) {
    Json text = null;
    Json call = null;
    Json signature = null;
    boolean thought = false;
    String other = "";
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      switch (name) {
        case "text" -> text = string(cursor.value());
        case "thought" -> thought = cursor.value().asBoolean();
        case "thoughtSignature" -> signature = string(cursor.value());
        case "functionCall" -> call = cursor.value();
        default -> {
          other = name;
          cursor.skip();
        }
      }
    }
    if (!other.isEmpty()) {
      losses.dropped(
          "answer.candidates[].content.parts[]." + other, "only Gemini says such things");
    }
    if (signature != null && signature.isEmptyString()) {
      signature = null;
    }
    if (call != null) {
      return call(call, signature);
    }
    boolean silent = text == null || text.isEmptyString();
    return silent && signature == null
        ? null
        : new Piece.Said(text == null ? Json.EMPTY_STRING : text, thought, signature);
  }

  private static Piece call(Json call, @Nullable Json signature) {
    Json arguments = call.get("args");
    Json partial = call.get("partialArgs");
    Json more = call.get("willContinue");
    boolean continues = more != null && more.isBoolean() && more.asBoolean();
    String id = GeminiAnswer.text(call, "id");
    String name = GeminiAnswer.text(call, "name");
    if (name.isEmpty() && arguments != null) {
      throw new JsonException("a functionCall has no name", 0);
    }
    if (continues || partial != null || name.isEmpty()) {
      return new Piece.Calling(id, name, partial, continues, signature);
    }
    if (arguments == null || arguments.isNull()) {
      arguments = Json.EMPTY_OBJECT;
    } else if (!arguments.isObject()) {
      throw new JsonException("the args of a functionCall are not an object", 0);
    }
    return new Piece.Called(id, name, arguments, signature);
  }

  private static Json string(Json value) {
    if (!value.isString()) {
      throw new JsonException("a text or signature of a part is not a string", 0);
    }
    return value;
  }

  private GeminiPartReader() {}
}
