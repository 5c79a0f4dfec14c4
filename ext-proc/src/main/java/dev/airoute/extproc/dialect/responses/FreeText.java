package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.json.Json;

/** The input of a custom tool, which is free text, as the arguments {@code {"input":"TEXT"}} while both come in pieces. */
final class FreeText {
  static final Json BEFORE = Json.string("{\"input\":\"");
  static final Json AFTER = Json.string("\"}");

  /** A piece of the text as a piece of the arguments. */
  static Json piece(Json text) {
    String escaped = text.toString();
    return Json.string(escaped.substring(1, escaped.length() - 1));
  }

  private FreeText() {}
}
