package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.GatewayException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What whole answers and frames of streams have in common. Unions are objects of one member, beside which others are ignored. */
final class BedrockAnswer {
  /** @throws GatewayException when it is not there, or no string */
  static String text(Json object, String name) {
    return string(object, name).text();
  }

  /** @throws GatewayException when it is not there, or no string */
  static Json string(Json object, String name) {
    return member(object, name, Json.Kind.STRING);
  }

  /** @throws GatewayException when it is not there, or of another kind */
  static Json member(Json object, String name, Json.Kind kind) {
    Json value = object.get(name);
    if (value == null || value.kind() != kind) {
      throw broken(name + " is missing, or of another kind than it must be");
    }
    return value;
  }

  static GatewayException broken(String why) {
    return new GatewayException(BedrockCodec.unusable(why));
  }

  /** A string, where there is one. */
  static @Nullable Json said(Json object, String name) {
    Json value = object.get(name);
    return value != null && value.isString() && !value.isEmptyString() ? value : null;
  }

  static List<Json> elements(Json array) {
    List<Json> elements = new ArrayList<>();
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      elements.add(cursor.value());
    }
    return elements;
  }

  /** The names of an object's members that hold something. */
  static List<String> names(Json object) {
    List<String> names = new ArrayList<>();
    JsonCursor cursor = object.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      if (!cursor.value().isNull()) {
        names.add(name);
      }
    }
    return names;
  }

  /** Null for one that names nothing. */
  static @Nullable Citation citation(Json citation) {
    Json location = citation.get("location");
    Json web = location != null && location.isObject() ? location.get("web") : null;
    Json url = web != null && web.isObject() ? said(web, "url") : null;
    Json source = said(citation, "source");
    Json title = said(citation, "title");
    Json cited = cited(citation.get("sourceContent"));
    Json address = url == null && source != null && source.text().startsWith("http") ? source : url;
    Json name = title == null && address == null ? source : title;
    return address == null && name == null && cited == null
        ? null
        : new Citation(address, name, cited, -1, -1);
  }

  private static @Nullable Json cited(@Nullable Json content) {
    if (content == null || !content.isArray()) {
      return null;
    }
    List<Json> texts = new ArrayList<>();
    for (Json piece : elements(content)) {
      Json text = said(piece, "text");
      if (text != null) {
        texts.add(text);
      }
    }
    return texts.isEmpty() ? null : joined(texts);
  }

  static Json joined(List<Json> texts) {
    if (texts.size() == 1) {
      return texts.getFirst();
    }
    JsonWriter out = new JsonWriter().beginString();
    texts.forEach(out::piece);
    return out.endString().toJson();
  }

  /** The stop sequence that was met, from the fields that were asked for: whole answers have it here, streams one level below. */
  static @Nullable Json stopSequence(@Nullable Json fields) {
    if (fields == null || !fields.isObject()) {
      return null;
    }
    Json delta = fields.get("delta");
    return said(delta != null && delta.isObject() ? delta : fields, "stop_sequence");
  }

  private BedrockAnswer() {}
}
