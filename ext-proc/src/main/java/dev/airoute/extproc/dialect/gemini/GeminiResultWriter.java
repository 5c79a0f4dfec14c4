package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Part;
import java.util.List;
import java.util.Map;

/**
 * Writes results of calls. The text of a result stays text within an object: Gemini would follow a {@code $ref} in one
 * that is JSON.
 */
final class GeminiResultWriter {
  private final GeminiModel model;
  private final Map<String, String> names;
  private final GeminiMediaWriter media;
  private final JsonWriter out;
  private final Losses losses;

  GeminiResultWriter(
      GeminiModel model,
      Map<String, String> names,
      GeminiMediaWriter media,
      JsonWriter out,
      Losses losses) {
    this.model = model;
    this.names = names;
    this.media = media;
    this.out = out;
    this.losses = losses;
  }

  /** Gives back what must stand beside the result, because the model takes none but text in it. */
  List<Part> write(Part.ToolResult result) {
    List<Part> attached =
        result.content().stream().filter(part -> !(part instanceof Part.Text)).toList();
    out.beginObject().name("functionResponse").beginObject().field("name", name(result));
    out.name("response").beginObject().name(result.error() ? "error" : "result");
    text(result.content());
    out.endObject();
    if (model.levels() && !attached.isEmpty()) {
      out.name("parts").beginArray();
      attached.forEach(media::part);
      out.endArray();
    }
    out.endObject().endObject();
    if (model.levels() || attached.isEmpty()) {
      return List.of();
    }
    losses.approximated("messages[].tool_result.content[]", "media were sent behind the results");
    return attached;
  }

  private void text(List<Part> content) {
    out.beginString();
    String between = "";
    for (Part part : content) {
      if (part instanceof Part.Text said) {
        out.piece(between).piece(said.text());
        between = "\n";
      }
    }
    out.endString();
  }

  private String name(Part.ToolResult result) {
    String name = names.get(result.callId());
    if (name == null) {
      throw new GatewayException(new GatewayError(
          ErrorKind.INVALID_REQUEST,
          "The tool result for '" + result.callId() + "' answers no call in the messages before it",
          "messages",
          "invalid_value",
          null,
          ErrorKind.INVALID_REQUEST.status()));
    }
    return name;
  }
}
