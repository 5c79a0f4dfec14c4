package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;

/** A whole call of a function, with its arguments as text, as this dialect has them. */
final class OpenAiToolCalls {
  static void write(String id, Part.ToolCall call, JsonWriter out) {
    out.beginObject().field("id", id).field("type", "function").name("function").beginObject();
    out.field("name", call.name()).name("arguments");
    arguments(call.arguments(), out);
    out.endObject().endObject();
  }

  /** No arguments are an empty object: the empty text is not JSON, and clients parse it. */
  private static void arguments(Json arguments, JsonWriter out) {
    if (arguments.isEmptyString()) {
      out.string("{}");
    } else if (arguments.isString()) {
      out.value(arguments);
    } else {
      out.escaped(arguments);
    }
  }

  private OpenAiToolCalls() {}
}
