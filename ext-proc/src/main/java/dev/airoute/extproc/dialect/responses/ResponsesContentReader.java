package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.DataUrl;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code content} of a message and the {@code output} of a tool: a string or a list of parts. */
final class ResponsesContentReader {
  private static final Json EPHEMERAL = Json.parse("{\"type\":\"ephemeral\"}");

  /** What the answer said of its own text: nothing that a model needs to hear again. */
  private static final Set<String> OF_THE_ANSWER = Set.of("annotations", "logprobs");

  private final Losses losses;

  ResponsesContentReader(Losses losses) {
    this.losses = losses;
  }

  /** @param at path of the content @param path the same without numbers, for losses */
  List<Part> read(Json content, String at, String path) {
    if (content.isString()) {
      return List.of(new Part.Text(content, null));
    }
    if (!content.isArray()) {
      throw Field.invalid(at, "a string or an array of parts");
    }
    List<Part> parts = new ArrayList<>();
    JsonCursor cursor = content.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      if (cursor.kind() != Json.Kind.OBJECT) {
        throw Field.invalid(at + "[]", "an object");
      }
      Part part = part(cursor, at + "[]", path + "[]");
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private @Nullable Part part(JsonCursor cursor, String at, String path) {
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
      throw Field.missing(at + ".type");
    }
    Part part = part(type.text(), members, at, path);
    if (part != null) {
      members.keySet().removeAll(OF_THE_ANSWER);
      for (String name : members.keySet()) {
        losses.dropped(path + "." + name, "only the Responses dialect has it");
      }
    }
    return part;
  }

  private @Nullable Part part(String type, Map<String, Json> members, String at, String path) {
    Json cache = members.remove("prompt_cache_breakpoint") == null ? null : EPHEMERAL;
    return switch (type) {
      case "input_text", "output_text", "text" -> new Part.Text(string(members, "text", at), cache);
      case "refusal" -> new Part.Refusal(string(members, "refusal", at));
      case "input_image" -> image(members, at, cache);
      case "input_file" -> file(members, at, cache);
      case "input_audio" -> audio(members.remove("input_audio"), at + ".input_audio", cache);
      default -> {
        losses.dropped(path + "." + type, "parts of this type cannot be carried");
        yield null;
      }
    };
  }

  private static Part image(Map<String, Json> members, String at, @Nullable Json cache) {
    Json detail = members.remove("detail");
    Json id = members.remove("file_id");
    Json url = members.remove("image_url");
    if (url == null && id != null) {
      return new Part.Image(new Media.FileId(string(id, at + ".file_id")), detail, cache);
    }
    Json address = string(url, at + ".image_url");
    return new Part.Image(DataUrl.read(address, at + ".image_url"), detail, cache);
  }

  private static Part file(Map<String, Json> members, String at, @Nullable Json cache) {
    Json title = members.remove("filename");
    Json id = members.remove("file_id");
    Json url = members.remove("file_url");
    Json data = members.remove("file_data");
    if (data != null) {
      Media media = DataUrl.read(string(data, at + ".file_data"), at + ".file_data");
      // Some clients leave the scheme out; OpenAI takes PDF in that form.
      boolean bare = media instanceof Media.Url;
      return new Part.Document(
          bare ? new Media.Base64("application/pdf", data) : media, title, cache);
    }
    if (url != null) {
      return new Part.Document(new Media.Url(string(url, at + ".file_url")), title, cache);
    }
    return new Part.Document(new Media.FileId(string(id, at + ".file_id")), title, cache);
  }

  private static Part audio(@Nullable Json body, String at, @Nullable Json cache) {
    String format = string(Field.member(body, "format"), at + ".format").text();
    return new Part.Audio(format, string(Field.member(body, "data"), at + ".data"), cache);
  }

  private static Json string(Map<String, Json> members, String name, String at) {
    return string(members.remove(name), at + "." + name);
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
