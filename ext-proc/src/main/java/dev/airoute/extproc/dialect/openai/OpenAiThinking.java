package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thinking, for which OpenAI's own schema has no place: {@code reasoning_content} or {@code reasoning} as text, and
 * OpenRouter's {@code reasoning_details}, the only form that keeps signatures. An item whose signature comes without text
 * takes the text beside the list.
 */
final class OpenAiThinking {
  static final String TEXT = "reasoning_content";
  static final String DETAILS = "reasoning_details";

  /** @param details the list, which wins @param text the string beside it */
  static List<Part> read(@Nullable Json details, @Nullable Json text) {
    List<Part> parts = details == null || !details.isArray() ? List.of() : details(details, text);
    if (!parts.isEmpty()) {
      return parts;
    }
    return text == null || !text.isString() || text.isEmptyString()
        ? List.of()
        : List.of(new Part.Thinking(text, null));
  }

  private static List<Part> details(Json details, @Nullable Json beside) {
    List<Part> parts = new ArrayList<>();
    JsonCursor cursor = details.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Detail detail = Detail.read(cursor.value());
      if (detail.data() != null) {
        parts.add(new Part.RedactedThinking(detail.data()));
      } else if (detail.text() != null) {
        parts.add(new Part.Thinking(detail.text(), detail.signature()));
      } else if (detail.signature() != null) {
        Json text = beside != null && beside.isString() ? beside : Json.EMPTY_STRING;
        parts.add(new Part.Thinking(text, detail.signature()));
      }
    }
    return parts;
  }

  /** One item of {@code reasoning_details}, each member only if it is there and a string. */
  record Detail(
      @Nullable Json text,
      @Nullable Json signature,
      @Nullable Json data) {
    static Detail read(Json item) {
      Json text = string(Field.member(item, "text"));
      return new Detail(
          text == null ? string(Field.member(item, "summary")) : text,
          string(Field.member(item, "signature")),
          string(Field.member(item, "data")));
    }

    private static @Nullable Json string(@Nullable Json value) {
      return value != null && value.isString() && !value.isEmptyString() ? value : null;
    }
  }

  /** Mistral's {@code thinking}: a string or a list of text parts. */
  static Json text(@Nullable Json body) {
    if (body == null || body.isString()) {
      return body == null ? Json.EMPTY_STRING : body;
    }
    JsonWriter out = new JsonWriter(body.length());
    out.beginString();
    if (body.isArray()) {
      JsonCursor cursor = body.cursor();
      cursor.enterArray();
      while (cursor.nextElement()) {
        Json text = cursor.value().get("text");
        if (text != null && text.isString()) {
          out.piece(text);
        }
      }
    }
    return out.endString().toJson();
  }

  /** The fields of a message that thought: the text, and the list too if anything in it must come back as it is. */
  static void write(List<Part> parts, JsonWriter out) {
    List<Json> texts = new ArrayList<>();
    boolean opaque = false;
    for (Part part : parts) {
      if (part instanceof Part.Thinking(Json text, Json signature)) {
        texts.add(text);
        opaque |= signature != null;
      }
      opaque |= part instanceof Part.RedactedThinking;
    }
    if (!texts.isEmpty()) {
      joined(TEXT, texts, out);
    }
    if (opaque) {
      writeDetails(parts, out);
    }
  }

  static void joined(String field, List<Json> texts, JsonWriter out) {
    out.name(field).beginString();
    texts.forEach(out::piece);
    out.endString();
  }

  static void writeDetails(List<Part> parts, JsonWriter out) {
    out.name(DETAILS).beginArray();
    int index = 0;
    for (Part part : parts) {
      if (part instanceof Part.Thinking(Json text, Json signature)) {
        textDetail(index++, text, signature, out);
      } else if (part instanceof Part.RedactedThinking(Json data)) {
        dataDetail(index++, data, out);
      }
    }
    out.endArray();
  }

  static void textDetail(int index, @Nullable Json text, @Nullable Json signature, JsonWriter out) {
    out.beginObject().field("type", "reasoning.text").optional("text", text);
    out.optional("signature", signature).field("index", index).endObject();
  }

  static void dataDetail(int index, Json data, JsonWriter out) {
    out.beginObject().field("type", "reasoning.encrypted").field("data", data);
    out.field("index", index).endObject();
  }

  private OpenAiThinking() {}
}
