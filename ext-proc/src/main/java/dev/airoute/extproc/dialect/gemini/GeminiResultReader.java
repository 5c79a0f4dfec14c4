package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code functionResponse}: what it holds is an object, whose member {@code output} or {@code result} is the
 * result, whose member {@code error} says what went wrong, and which otherwise is the result itself.
 */
final class GeminiResultReader {
  private final GeminiPairing pairing;
  private final GeminiMediaReader media;
  private final Losses losses;

  GeminiResultReader(GeminiPairing pairing, GeminiMediaReader media, Losses losses) {
    this.pairing = pairing;
    this.media = media;
    this.losses = losses;
  }

  Part.ToolResult read(Members result) {
    String name = result.requiredText("name");
    String id = pairing.answered(result.text("id"), name);
    if (id == null) {
      throw Members.refused(
          result.path("name"),
          result.path("name") + ": no functionCall of '" + name + "' before it is unanswered");
    }
    Json response = result.object("response");
    List<Json> attached = result.list("parts");
    result.dropRest(losses, "only Gemini has it");
    Only only = response == null ? null : Only.of(response);
    List<Part> content = new ArrayList<>();
    if (only != null) {
      content.add(new Part.Text(text(only.value), null));
    } else if (response != null) {
      content.add(new Part.Text(text(response), null));
    }
    for (Json part : attached) {
      attached(Members.of(part, result.path("parts[]")), content);
    }
    return new Part.ToolResult(id, content, only != null && only.error, null);
  }

  /** The one member that is the result. */
  private record Only(Json value, boolean error) {
    static @Nullable Only of(Json response) {
      JsonCursor cursor = response.cursor();
      cursor.enterObject();
      if (!cursor.nextField()) {
        return null;
      }
      String name = cursor.name();
      Json value = cursor.value();
      if (cursor.nextField()) {
        return null;
      }
      return switch (name) {
        case "output", "result" -> new Only(value, false);
        case "error" -> new Only(value, true);
        default -> null;
      };
    }
  }

  private static Json text(Json value) {
    return value.isString()
        ? value
        : new JsonWriter(value.length() + 16).escaped(value).toJson();
  }

  private void attached(Members part, List<Part> content) {
    Members blob = part.inner("inlineData");
    Members file = part.inner("fileData");
    Part read = blob != null ? media.inline(blob) : file != null ? media.file(file) : null;
    if (read != null) {
      content.add(read);
    }
    part.dropRest(losses, "a result holds an object and media");
  }
}
