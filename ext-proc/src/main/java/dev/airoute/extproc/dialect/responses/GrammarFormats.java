package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;

/** The {@code format} of a custom tool: its grammar is flat here, and an object of its own in Chat Completions and the model. */
final class GrammarFormats {
  private static final String GRAMMAR = "grammar";

  /** @param format of this dialect */
  static Json nested(Json format) {
    Json definition = Field.member(format, "definition");
    if (definition == null) {
      return format;
    }
    JsonWriter out = new JsonWriter(format.length() + 64).beginObject();
    out.field("type", GRAMMAR).name(GRAMMAR).beginObject();
    out.optional("syntax", Field.member(format, "syntax")).field("definition", definition);
    return out.endObject().endObject().toJson();
  }

  /** @param format of the model */
  static Json flat(Json format) {
    Json grammar = Field.member(format, GRAMMAR);
    if (grammar == null) {
      return format;
    }
    JsonWriter out = new JsonWriter(format.length() + 64).beginObject().field("type", GRAMMAR);
    out.optional("syntax", Field.member(grammar, "syntax"));
    out.optional("definition", Field.member(grammar, "definition"));
    return out.endObject().toJson();
  }

  private GrammarFormats() {}
}
