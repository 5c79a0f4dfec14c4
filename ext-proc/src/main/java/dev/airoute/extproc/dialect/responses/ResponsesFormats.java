package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.OutputFormat;
import org.jspecify.annotations.Nullable;

/** {@code text.format}. */
final class ResponsesFormats {
  private static final String FIELD = "text.format";

  static @Nullable OutputFormat read(@Nullable Json format, Losses losses) {
    if (format == null) {
      return null;
    }
    Json type = Field.member(format, "type");
    if (type == null || !type.isString()) {
      throw Field.invalid(FIELD + ".type", "text, json_object or json_schema");
    }
    return switch (type.text()) {
      case "text" -> null;
      case "json_object" -> new OutputFormat.JsonObject();
      case "json_schema" -> schema(format, losses);
      default -> {
        losses.dropped(FIELD, "type " + type.text() + " exists nowhere else");
        yield null;
      }
    };
  }

  private static OutputFormat schema(Json format, Losses losses) {
    String name = "response";
    Json description = null;
    Json schema = null;
    Boolean strict = null;
    JsonCursor cursor = format.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String field = FIELD + "." + cursor.name();
      switch (cursor.name()) {
        case "type" -> cursor.skip();
        case "name" -> {
          String given = Field.text(cursor, field);
          name = given == null ? name : given;
        }
        case "description" -> description = Field.string(cursor, field);
        case "schema" -> schema = Field.object(cursor, field);
        case "strict" -> strict = Field.bool(cursor, field);
        default -> {
          if (Field.any(cursor) != null) {
            losses.dropped(field, "only providers that speak the Responses dialect take it");
          }
        }
      }
    }
    if (schema == null) {
      throw Field.missing(FIELD + ".schema");
    }
    return new OutputFormat.JsonSchema(name, description, schema, strict);
  }

  static void write(OutputFormat format, JsonWriter out) {
    out.name("format").beginObject();
    switch (format) {
      case OutputFormat.JsonObject() -> out.field("type", "json_object");
      case OutputFormat.JsonSchema(var name, var description, var schema, var strict) -> {
        out.field("type", "json_schema").field("name", name);
        out.optional("description", description).field("schema", schema);
        if (strict != null) {
          out.field("strict", strict);
        }
      }
    }
    out.endObject();
  }

  private ResponsesFormats() {}
}
