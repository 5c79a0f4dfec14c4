package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer repeats of its request, and what it needs to call tools by the names that the client gave them. */
final class Echo {
  /** Tools that came as items; no field of a request. */
  private static final String ADDED = "additional_tools";

  private static final Set<String> KEPT = Set.of(
      "instructions",
      "max_output_tokens",
      "max_tool_calls",
      "metadata",
      "parallel_tool_calls",
      "prompt_cache_key",
      "reasoning",
      "safety_identifier",
      "temperature",
      "text",
      "tool_choice",
      "tools",
      "top_logprobs",
      "top_p",
      "truncation",
      "user");

  private static final Json TEXT = Json.parse("{\"type\":\"text\"}");
  private static final Json NO_EFFORT = Json.parse("{\"effort\":null,\"summary\":null}");
  private static final Json NO_TOOLS = Json.parse("[]");

  private final Map<String, Json> fields = new HashMap<>();

  private Echo() {}

  /** A copy of what is needed, which holds none of the request's bytes. */
  static Json of(Json body) {
    JsonWriter out = new JsonWriter(1024).beginObject();
    Json input = null;
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      Json value = cursor.value();
      if (KEPT.contains(name) && !value.isNull()) {
        out.field(name, value);
      }
      input = name.equals("input") ? value : input;
    }
    List<Json> added = ResponsesToolReader.arrays(null, input);
    if (!added.isEmpty()) {
      out.name(ADDED).beginArray();
      added.forEach(out::value);
      out.endArray();
    }
    return Json.parse(out.endObject().toByteArray());
  }

  static Echo read(@Nullable Json kept) {
    Echo echo = new Echo();
    if (kept == null) {
      return echo;
    }
    JsonCursor cursor = kept.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      echo.fields.put(name, cursor.value());
    }
    return echo;
  }

  ToolNames names() {
    List<Json> arrays = new ArrayList<>();
    Json tools = fields.get("tools");
    if (tools != null) {
      arrays.add(tools);
    }
    Json added = fields.get(ADDED);
    if (added != null) {
      JsonCursor cursor = added.cursor();
      cursor.enterArray();
      while (cursor.nextElement()) {
        arrays.add(cursor.value());
      }
    }
    return arrays.isEmpty() ? ToolNames.NONE : ToolNames.of(arrays);
  }

  /** The fields of a response that its request decides. */
  void write(JsonWriter out) {
    out.field("background", false).field("instructions", or("instructions", Json.NULL));
    out.field("max_output_tokens", or("max_output_tokens", Json.NULL));
    out.field("max_tool_calls", or("max_tool_calls", Json.NULL));
    out.field("metadata", or("metadata", Json.EMPTY_OBJECT));
    out.field("parallel_tool_calls", or("parallel_tool_calls", Json.TRUE));
    out.field("previous_response_id", Json.NULL);
    out.optional("prompt_cache_key", fields.get("prompt_cache_key"));
    out.field("reasoning", or("reasoning", NO_EFFORT));
    out.optional("safety_identifier", fields.get("safety_identifier"));
    out.field("store", false).field("temperature", or("temperature", Json.NULL));
    text(out);
    out.field("tool_choice", or("tool_choice", Json.string("auto")));
    out.field("tools", or("tools", NO_TOOLS));
    out.optional("top_logprobs", fields.get("top_logprobs"));
    out.field("top_p", or("top_p", Json.NULL));
    out.field("truncation", or("truncation", Json.string("disabled")));
    out.field("user", or("user", Json.NULL));
  }

  private void text(JsonWriter out) {
    Json text = fields.get("text");
    Json format = Field.member(text, "format");
    out.name("text").beginObject().field("format", format == null ? TEXT : format);
    out.optional("verbosity", Field.member(text, "verbosity")).endObject();
  }

  private Json or(String name, Json otherwise) {
    Json value = fields.get(name);
    return value == null ? otherwise : value;
  }
}
