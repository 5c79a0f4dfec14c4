package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the parts of an answer. */
final class GeminiPartReader {
  private static final Logger log = LoggerFactory.getLogger(GeminiPartReader.class);

  /** A {@code content} ahead, whose parts may be absent. */
  static List<Piece> content(JsonCursor cursor) {
    List<Piece> pieces = new ArrayList<>();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("parts")) {
        cursor.enterArray();
        while (cursor.nextElement()) {
          Piece piece = part(cursor);
          if (piece != null) {
            pieces.add(piece);
          }
        }
      }
    }
    return pieces;
  }

  private static @Nullable Piece part(JsonCursor cursor) {
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
        default -> other = name;
      }
    }
    if (call != null) {
      return call(call, signature);
    }
    if (text == null) {
      log.debug("left away part of an answer type={}", other);
      return null;
    }
    return text.isEmptyString() ? null : new Piece.Said(text, thought);
  }

  private static Piece call(Json call, @Nullable Json signature) {
    Json arguments = call.get("args");
    Json more = call.get("willContinue");
    if (call.get("partialArgs") != null || more != null && more.asBoolean()) {
      throw new JsonException("arguments of a call come in pieces, which was not asked for", 0);
    }
    String name = GeminiAnswer.text(call, "name");
    if (name.isEmpty()) {
      throw new JsonException("a functionCall has no name", 0);
    }
    if (arguments == null || arguments.isNull()) {
      arguments = Json.EMPTY_OBJECT;
    } else if (!arguments.isObject()) {
      throw new JsonException("the args of a functionCall are not an object", 0);
    }
    return new Piece.Called(GeminiAnswer.text(call, "id"), name, arguments, signature);
  }

  private static Json string(Json value) {
    if (!value.isString()) {
      throw new JsonException("a text or signature of a part is not a string", 0);
    }
    return value;
  }

  private GeminiPartReader() {}
}
