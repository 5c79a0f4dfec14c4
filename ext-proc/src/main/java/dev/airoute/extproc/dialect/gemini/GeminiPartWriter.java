package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a turn. One instance per request. */
final class GeminiPartWriter {
  /** Holds the arguments of a call that are no JSON object, for instance because a token cap cut them. */
  private static final String INVALID_ARGUMENTS = "invalid_arguments";

  /** Google's word for calls that another model made, or whose signature is lost. */
  private static final Json UNSIGNED = Json.string("skip_thought_signature_validator");

  private final GeminiModel model;
  private final JsonWriter out;
  private final Losses losses;
  private final GeminiMediaWriter media;
  private final GeminiResultWriter results;

  /** @param names of the functions called, by the client's id of the call */
  GeminiPartWriter(GeminiModel model, Map<String, String> names, JsonWriter out, Losses losses) {
    this.model = model;
    this.out = out;
    this.losses = losses;
    this.media = new GeminiMediaWriter(out, losses);
    this.results = new GeminiResultWriter(model, names, media, out, losses);
  }

  void turn(GeminiConversation.Turn turn) {
    Map<Integer, Json> signatures = signatures(turn.parts());
    List<Part> besideResults = new ArrayList<>();
    int calls = 0;
    out.beginArray();
    for (Part part : turn.parts()) {
      switch (part) {
        case Part.Text said -> text(said.text());
        case Part.Refusal(Json text) -> {
          losses.approximated("messages[].content[].refusal", "sent as text");
          text(text);
        }
        case Part.Image _, Part.Document _, Part.Audio _ -> media.part(part);
        case Part.ToolCall call -> call(call, signature(signatures, calls++));
        case Part.ToolResult result -> besideResults.addAll(results.write(result));
        case Part.Thinking _, Part.RedactedThinking _ -> {}
      }
    }
    besideResults.forEach(media::part);
    out.endArray();
  }

  private void text(Json text) {
    out.beginObject().field("text", text).endObject();
  }

  private static Map<Integer, Json> signatures(List<Part> parts) {
    Map<Integer, Json> signatures = new HashMap<>();
    for (Part part : parts) {
      if (part instanceof Part.Thinking(Json _, Json marked) && marked != null) {
        CallSignature signed = CallSignature.of(marked);
        if (signed != null) {
          signatures.put(signed.call(), signed.signature());
        }
      }
    }
    return signatures;
  }

  /** Newer models refuse an answer whose first call is unsigned; the others of parallel calls are never signed. */
  private @Nullable Json signature(Map<Integer, Json> signatures, int call) {
    Json signature = signatures.get(call);
    if (signature == null && call == 0 && model.levels()) {
      losses.approximated("messages[].tool_calls[]", "sent as a call whose reasoning is not known");
      return UNSIGNED;
    }
    return signature;
  }

  private void call(Part.ToolCall call, @Nullable Json signature) {
    out.beginObject()
        .name("functionCall")
        .beginObject()
        .field("name", GeminiCalls.fitName(call.name()))
        .name("args");
    arguments(call.arguments());
    out.endObject().optional("thoughtSignature", signature).endObject();
  }

  private void arguments(Json arguments) {
    if (arguments.isObject()) {
      out.value(arguments);
    } else if (!arguments.isString()) {
      wrapped(new JsonWriter().escaped(arguments).toJson());
    } else if (arguments.isBlankString()) {
      out.value(Json.EMPTY_OBJECT);
    } else {
      try {
        out.unescaped(arguments, Json.Kind.OBJECT);
      } catch (JsonException _) {
        wrapped(arguments);
      }
    }
  }

  private void wrapped(Json text) {
    out.beginObject().field(INVALID_ARGUMENTS, text).endObject();
  }
}
