package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.OutputFormat;
import org.jspecify.annotations.Nullable;

/** {@code response_format}. */
final class OpenAiFormats {
  private static final String FIELD = "response_format";

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
      case "json_schema" -> schema(Field.member(format, "json_schema"));
      default -> {
        losses.dropped(FIELD, "type " + type.text() + " exists nowhere else");
        yield null;
      }
    };
  }

  private static OutputFormat schema(@Nullable Json body) {
    if (body == null || !body.isObject()) {
      throw Field.invalid(FIELD + ".json_schema", "an object");
    }
    String name = "response";
    Json description = null;
    Json schema = null;
    Boolean strict = null;
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String field = FIELD + ".json_schema." + cursor.name();
      switch (cursor.name()) {
        case "name" -> {
          String given = Field.text(cursor, field);
          name = given == null ? name : given;
        }
        case "description" -> description = Field.string(cursor, field);
        case "schema" -> schema = Field.object(cursor, field);
        case "strict" -> strict = Field.bool(cursor, field);
        default -> cursor.skip();
      }
    }
    if (schema == null) {
      return new OutputFormat.JsonObject();
    }
    return new OutputFormat.JsonSchema(name, description, schema, strict);
  }

  static void write(OutputFormat format, JsonWriter out) {
    out.name(FIELD).beginObject();
    switch (format) {
      case OutputFormat.JsonObject() -> out.field("type", "json_object");
      case OutputFormat.JsonSchema(var name, var description, var schema, var strict) -> {
        out.field("type", "json_schema").name("json_schema").beginObject().field("name", name);
        out.optional("description", description).field("schema", schema);
        if (strict != null) {
          out.field("strict", strict);
        }
        out.endObject();
      }
    }
    out.endObject();
  }

  private OpenAiFormats() {}
}
