package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.OutputFormat;
import org.jspecify.annotations.Nullable;

/** Asks for JSON in the system prompt, where there is no field for it. */
public final class JsonInWords {
  private static final String ONLY = "Answer with one JSON object and nothing else.";

  /** A JSON string. @param schemas whether there is a field for schemas; null: nothing need be asked in words */
  public static @Nullable Json of(@Nullable OutputFormat format, boolean schemas) {
    return switch (format) {
      case null -> null;
      case OutputFormat.JsonObject() -> Json.string(ONLY);
      case OutputFormat.JsonSchema asked -> schemas ? null : ofSchema(asked.schema());
    };
  }

  private static Json ofSchema(Json schema) {
    return new JsonWriter(schema.length() + 128)
        .beginString()
        .piece(ONLY + " It keeps to this JSON Schema: ")
        .escapedPiece(schema)
        .endString()
        .toJson();
  }

  private JsonInWords() {}
}
