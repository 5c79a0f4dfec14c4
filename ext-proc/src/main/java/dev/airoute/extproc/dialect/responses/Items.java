package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items of this dialect, and what they are made of, each as one JSON value. */
final class Items {
  static final String IN_PROGRESS = "in_progress";
  static final String ONLY_ADDRESSES = "only sources with an address can be cited";

  /** @param kind {@code msg}, {@code rs}, {@code fc} or {@code ctc}, which clients and providers check */
  static String id(String kind, String requestId, int index) {
    return kind + '_' + requestId + '_' + index;
  }

  /** @param content parts, as {@link #text} and {@link #refusal} give them */
  static Json message(String id, String status, List<Json> content) {
    JsonWriter out = item("message", id, 256 + length(content)).field("status", status);
    out.field("role", "assistant").name("content").beginArray();
    content.forEach(out::value);
    return out.endArray().endObject().toJson();
  }

  static Json text(Json text, List<Json> annotations, @Nullable Json logprobs) {
    JsonWriter out = new JsonWriter(128 + text.length() + length(annotations)).beginObject();
    out.field("type", "output_text").field("text", text).name("annotations").beginArray();
    annotations.forEach(out::value);
    out.endArray().name("logprobs");
    if (logprobs == null) {
      out.beginArray().endArray();
    } else {
      out.value(logprobs);
    }
    return out.endObject().toJson();
  }

  static Json refusal(Json text) {
    return new JsonWriter(64 + text.length())
        .beginObject()
        .field("type", "refusal")
        .field("refusal", text)
        .endObject()
        .toJson();
  }

  /** Only addresses can be cited here. @param length of the text that is cited for, where the citation does not say */
  static @Nullable Json annotation(Citation citation, int length) {
    if (citation.url() == null) {
      return null;
    }
    boolean placed = citation.start() >= 0 && citation.end() >= citation.start();
    JsonWriter out = new JsonWriter(256).beginObject().field("type", "url_citation");
    out.field("url", citation.url());
    out.field("title", citation.title() == null ? citation.url() : citation.title());
    out.field("start_index", placed ? citation.start() : 0);
    out.field("end_index", placed ? citation.end() : length);
    return out.endObject().toJson();
  }

  /** @param summary what is shown, one section @param encrypted null when there is nothing to give back */
  static Json reasoning(String id, Json summary, @Nullable Json encrypted) {
    int size = summary.length() + (encrypted == null ? 0 : encrypted.length());
    JsonWriter out = item("reasoning", id, 128 + size).name("summary").beginArray();
    if (!summary.isEmptyString()) {
      out.value(summary(summary));
    }
    out.endArray().optional("encrypted_content", encrypted);
    return out.endObject().toJson();
  }

  static Json summary(Json text) {
    return new JsonWriter(64 + text.length())
        .beginObject()
        .field("type", "summary_text")
        .field("text", text)
        .endObject()
        .toJson();
  }

  /** @param arguments a JSON string; the free text of a custom tool */
  static Json call(String id, String status, ToolNames.Tool tool, String callId, Json arguments) {
    String type = tool.custom() ? "custom_tool_call" : "function_call";
    JsonWriter out = item(type, id, 256 + arguments.length()).field("status", status);
    out.field("call_id", callId).field("name", tool.name().name());
    if (tool.name().namespace() != null) {
      out.field("namespace", tool.name().namespace());
    }
    out.field(tool.custom() ? "input" : "arguments", arguments);
    return out.endObject().toJson();
  }

  /** As text. No arguments are an empty object: the empty text is not JSON, and clients parse it. */
  static Json arguments(Json arguments) {
    if (arguments.isEmptyString()) {
      return Json.string("{}");
    }
    return arguments.isString()
        ? arguments
        : new JsonWriter(arguments.length() + 16).escaped(arguments).toJson();
  }

  private static JsonWriter item(String type, String id, int size) {
    JsonWriter out = new JsonWriter(size).beginObject();
    if (!id.isEmpty()) {
      out.field("id", id);
    }
    return out.field("type", type);
  }

  private static int length(List<Json> values) {
    return values.stream().mapToInt(Json::length).sum() + 16;
  }

  private Items() {}
}
