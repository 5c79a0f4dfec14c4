package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import java.util.Set;

/** Whole calls, with their arguments as text, as this dialect has them. */
final class OpenAiToolCalls {
  private final Set<String> freeForm;

  /** @param freeForm names of the tools that take free text */
  OpenAiToolCalls(Set<String> freeForm) {
    this.freeForm = freeForm;
  }

  void write(String id, String name, Json arguments, JsonWriter out) {
    out.beginObject().field("id", id);
    if (freeForm.contains(name)) {
      out.field("type", "custom").name("custom").beginObject();
      out.field("name", name).field("input", FreeForm.input(arguments));
    } else {
      out.field("type", "function").name("function").beginObject();
      out.field("name", name).name("arguments");
      arguments(arguments, out);
    }
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
}
