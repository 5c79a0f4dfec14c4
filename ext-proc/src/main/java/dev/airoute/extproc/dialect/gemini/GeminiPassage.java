package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;

/**
 * What must change in a request that stays in this dialect: signatures that carry another maker's reasoning are the
 * gateway's own, and ids of calls, which Vertex AI refuses.
 */
final class GeminiPassage {
  private final boolean vertex;

  GeminiPassage(boolean vertex) {
    this.vertex = vertex;
  }

  ObjectPatch of(Json body) {
    // The model is in the path; one in the body might contradict it.
    ObjectPatch patch = new ObjectPatch().remove("model");
    Json contents = body.get("contents");
    if (contents != null && changes(contents)) {
      JsonWriter out = new JsonWriter(contents.length() + 16);
      contents(contents, out);
      patch.set("contents", out.toJson());
    }
    return patch;
  }

  private boolean changes(Json contents) {
    return contents.contains(GeminiSignature.ENCODED_MARK) || vertex && contents.contains("\"id\"");
  }

  private void contents(Json contents, JsonWriter out) {
    if (contents.isArray()) {
      out.beginArray();
      Members.elements(contents).forEach(content -> content(content, out));
      out.endArray();
    } else {
      content(contents, out);
    }
  }

  private void content(Json content, JsonWriter out) {
    if (!content.isObject()) {
      out.value(content);
      return;
    }
    JsonCursor cursor = content.cursor();
    cursor.enterObject();
    out.beginObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      Json value = cursor.value();
      out.name(name);
      if (name.equals("parts") && value.isArray()) {
        out.beginArray();
        Members.elements(value).forEach(part -> part(part, out));
        out.endArray();
      } else {
        out.value(value);
      }
    }
    out.endObject();
  }

  private void part(Json part, JsonWriter out) {
    if (!part.isObject()) {
      out.value(part);
      return;
    }
    ObjectPatch patch = new ObjectPatch();
    JsonCursor cursor = part.cursor();
    cursor.enterObject();
    int members = 0;
    boolean signed = false;
    while (cursor.nextField()) {
      String name = cursor.name();
      Json value = cursor.value();
      members++;
      switch (Members.name(name)) {
        case "thoughtSignature" -> {
          if (value.isString() && GeminiSignature.isMarked(value)) {
            patch.remove(name);
            signed = true;
          }
        }
        case "functionCall", "functionResponse" -> {
          if (vertex) {
            patch.inside(name).remove("id");
          }
        }
        default -> {}
      }
    }
    boolean nothingElse = signed && members == 1;
    if (!nothingElse) {
      out.value(patch.apply(part));
    }
  }
}
