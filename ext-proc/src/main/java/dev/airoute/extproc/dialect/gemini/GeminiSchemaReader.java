package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a <a href="https://ai.google.dev/api/caching#Schema">{@code Schema}</a>, Google's subset of OpenAPI, into JSON
 * Schema: types in lower case, {@code nullable} as a type, {@code propertyOrdering} as the order of the properties.
 */
final class GeminiSchemaReader {
  static Json read(Json schema) {
    JsonWriter out = new JsonWriter(schema.length() + 64);
    write(schema, out);
    return out.toJson();
  }

  private static void write(Json schema, JsonWriter out) {
    if (!schema.isObject()) {
      out.value(schema);
      return;
    }
    Map<String, Json> members = members(schema);
    boolean nullable = Json.TRUE.equals(members.remove("nullable"));
    Json ordering = members.remove("propertyOrdering");
    if (Json.string("enum").equals(members.get("format"))) {
      members.remove("format");
    }
    out.beginObject();
    members.forEach((name, value) -> {
      switch (name) {
        case "type" -> type(value, nullable, out);
        case "items", "additionalProperties" -> schema(name, value, out);
        case "properties" -> properties(name, sorted(value, ordering), out);
        case "defs", "$defs" -> properties("$defs", members(value, false), out);
        case "ref" -> out.field("$ref", value);
        case "anyOf" -> anyOf(value, nullable && !members.containsKey("type"), out);
        case "enum" -> enumeration(value, nullable, out);
        case "example" -> out.name("examples").beginArray().value(value).endArray();
        case "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties" ->
          out.field(name, number(value));
        default -> out.field(name, value);
      }
    });
    out.endObject();
  }

  private static Map<String, Json> members(Json object) {
    return members(object, true);
  }

  /** @param fields whether the names are those of fields, which may be written in two ways */
  private static Map<String, Json> members(Json object, boolean fields) {
    Map<String, Json> members = new LinkedHashMap<>();
    if (object.isObject()) {
      JsonCursor cursor = object.cursor();
      cursor.enterObject();
      while (cursor.nextField()) {
        String name = cursor.name();
        members.put(fields ? Members.name(name) : name, cursor.value());
      }
    }
    return members;
  }

  private static void type(Json type, boolean nullable, JsonWriter out) {
    List<String> words = new ArrayList<>();
    for (Json element : Members.elements(type)) {
      String word = element.isString() ? element.text().toLowerCase(Locale.ROOT) : "";
      if (!word.isEmpty() && !word.equals("type_unspecified")) {
        words.add(word);
      }
    }
    if (nullable && !words.isEmpty() && !words.contains("null")) {
      words.add("null");
    }
    if (words.size() == 1) {
      out.field("type", words.getFirst());
    } else if (!words.isEmpty()) {
      out.name("type").beginArray();
      words.forEach(out::string);
      out.endArray();
    }
  }

  private static void schema(String name, Json schema, JsonWriter out) {
    out.name(name);
    write(schema, out);
  }

  private static void properties(String name, Map<String, Json> schemas, JsonWriter out) {
    out.name(name).beginObject();
    schemas.forEach((property, schema) -> schema(property, schema, out));
    out.endObject();
  }

  private static Map<String, Json> sorted(Json properties, @Nullable Json ordering) {
    Map<String, Json> written = members(properties, false);
    if (ordering == null) {
      return written;
    }
    List<String> order = Members.elements(ordering).stream()
        .filter(Json::isString)
        .map(Json::text)
        .toList();
    Map<String, Json> sorted = new LinkedHashMap<>();
    written.keySet().stream()
        .sorted(Comparator.comparingInt(
            name -> order.contains(name) ? order.indexOf(name) : order.size()))
        .forEach(name -> sorted.put(name, written.getOrDefault(name, Json.NULL)));
    return sorted;
  }

  private static void anyOf(Json schemas, boolean nullable, JsonWriter out) {
    out.name("anyOf").beginArray();
    Members.elements(schemas).forEach(schema -> write(schema, out));
    if (nullable) {
      out.beginObject().field("type", "null").endObject();
    }
    out.endArray();
  }

  private static void enumeration(Json values, boolean nullable, JsonWriter out) {
    out.name("enum").beginArray();
    List<Json> all = Members.elements(values);
    all.forEach(out::value);
    if (nullable && !all.contains(Json.NULL)) {
      out.nullValue();
    }
    out.endArray();
  }

  private static Json number(Json value) {
    Json number = Members.number(value);
    return number == null ? value : number;
  }

  private GeminiSchemaReader() {}
}
