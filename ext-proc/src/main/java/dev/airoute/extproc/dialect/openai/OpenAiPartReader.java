package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code content}: a string or a list of parts. */
final class OpenAiPartReader {
  private static final Json EPHEMERAL = Json.parse("{\"type\":\"ephemeral\"}");

  private final Losses losses;

  OpenAiPartReader(Losses losses) {
    this.losses = losses;
  }

  List<Part> read(Json content, String field) {
    if (content.isString()) {
      return List.of(new Part.Text(content, null));
    }
    if (!content.isArray()) {
      throw Field.invalid(field, "a string or an array of parts");
    }
    List<Part> parts = new ArrayList<>();
    JsonCursor cursor = content.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      switch (cursor.kind()) {
        case STRING -> parts.add(new Part.Text(cursor.value(), null));
        case OBJECT -> part(cursor, field, parts);
        case ARRAY, NUMBER, TRUE, FALSE, NULL -> throw Field.invalid(field + "[]", "an object");
      }
    }
    return parts;
  }

  private void part(JsonCursor cursor, String field, List<Part> parts) {
    Map<String, Json> members = new HashMap<>();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      Json value = Field.any(cursor);
      if (value != null) {
        members.put(name, value);
      }
    }
    Json type = members.remove("type");
    if (type == null || !type.isString()) {
      throw Field.missing(field + "[].type");
    }
    String kind = type.text();
    Json body = members.remove(kind);
    Part part = part(kind, body, field + "[]." + kind, cache(members));
    if (part != null) {
      parts.add(part);
      for (String name : members.keySet()) {
        losses.dropped("messages[].content[]." + name, "only the OpenAI dialect has it");
      }
    }
  }

  private static @Nullable Json cache(Map<String, Json> members) {
    Json breakpoint = members.remove("prompt_cache_breakpoint");
    Json control = members.remove("cache_control");
    if (control != null && control.isObject()) {
      return control;
    }
    return breakpoint == null ? null : EPHEMERAL;
  }

  private @Nullable Part part(String type, @Nullable Json body, String at, @Nullable Json cache) {
    return switch (type) {
      case "text" -> new Part.Text(string(body, at), cache);
      case "refusal" -> new Part.Refusal(string(body, at));
      case "image_url" -> image(body, at, cache);
      case "input_audio" -> audio(body, at, cache);
      case "file" -> file(body, at, cache);
      case "thinking" -> new Part.Thinking(OpenAiThinking.text(body), null);
      default -> {
        losses.dropped("messages[].content[]." + type, "parts of this type cannot be carried");
        yield null;
      }
    };
  }

  private static Part image(@Nullable Json body, String at, @Nullable Json cache) {
    if (body != null && body.isString()) {
      return new Part.Image(DataUrl.read(body, at), null, cache);
    }
    Json detail = Field.member(body, "detail");
    return new Part.Image(DataUrl.read(member(body, "url", at), at + ".url"), detail, cache);
  }

  private static Part audio(@Nullable Json body, String at, @Nullable Json cache) {
    return new Part.Audio(member(body, "format", at).text(), member(body, "data", at), cache);
  }

  private static Part file(@Nullable Json body, String at, @Nullable Json cache) {
    Json title = Field.member(body, "filename");
    Json id = Field.member(body, "file_id");
    if (id != null && id.isString()) {
      return new Part.Document(new Part.Media.FileId(id), title, cache);
    }
    Json data = member(body, "file_data", at);
    Part.Media media = DataUrl.read(data, at + ".file_data");
    // Some clients leave the scheme out; OpenAI takes PDF in that form.
    return new Part.Document(
        media instanceof Part.Media.Url ? new Part.Media.Base64("application/pdf", data) : media,
        title,
        cache);
  }

  private static Json member(@Nullable Json body, String name, String at) {
    return string(Field.member(body, name), at + "." + name);
  }

  private static Json string(@Nullable Json value, String at) {
    if (value == null) {
      throw Field.missing(at);
    }
    if (!value.isString()) {
      throw Field.invalid(at, "a string");
    }
    return value;
  }
}
