package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a turn. One instance per request. */
final class GeminiPartWriter {
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
    this.media = new GeminiMediaWriter(model, out, losses);
    this.results = new GeminiResultWriter(model, names, media, out, losses);
  }

  void turn(GeminiConversation.Turn turn) {
    Map<Integer, Json> callSignatures = signatures(turn.parts(), CallSignature.Kind.CALL);
    Map<Integer, Json> textSignatures = signatures(turn.parts(), CallSignature.Kind.TEXT);
    List<Part> besideResults = new ArrayList<>();
    int calls = 0;
    int texts = 0;
    out.beginArray();
    for (Part part : turn.parts()) {
      switch (part) {
        case Part.Text said -> text(said.text(), textSignatures.remove(texts++));
        case Part.Refusal(Json text) -> {
          losses.approximated("messages[].content[].refusal", "sent as text");
          text(text, textSignatures.remove(texts++));
        }
        case Part.Image _, Part.Document _, Part.Audio _ -> media.part(part);
        case Part.ToolCall call -> call(call, signature(callSignatures, calls++));
        case Part.ToolResult result -> besideResults.addAll(results.write(result));
        case Part.Thinking _, Part.RedactedThinking _ -> {}
      }
    }
    besideResults.forEach(media::part);
    // Gemini signs what it said, at the end, on a text of its own.
    textSignatures.values().forEach(signature -> text(Json.EMPTY_STRING, signature));
    out.endArray();
  }

  private void text(Json text, @Nullable Json signature) {
    out.beginObject()
        .field("text", text)
        .optional("thoughtSignature", signature)
        .endObject();
  }

  private static Map<Integer, Json> signatures(List<Part> parts, CallSignature.Kind kind) {
    Map<Integer, Json> signatures = new TreeMap<>();
    for (Part part : parts) {
      if (part instanceof Part.Thinking(Json _, Json marked) && marked != null) {
        CallSignature signed = CallSignature.of(marked);
        if (signed != null && signed.kind() == kind) {
          signatures.put(signed.number(), signed.signature());
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
        .field("args", GeminiArgumentText.object(call.arguments()));
    out.endObject().optional("thoughtSignature", signature).endObject();
  }
}
