package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import java.util.List;

/** Writes one request; the model is in the path, not in here. One instance per request. */
final class GeminiRequestWriter {
  private final GeminiModel model;
  private final JsonWriter out;
  private final Losses losses;

  GeminiRequestWriter(GeminiModel model, JsonWriter out, Losses losses) {
    this.model = model;
    this.out = out;
    this.losses = losses;
  }

  void write(ChatRequest request) {
    GeminiConversation conversation = GeminiConversation.of(request.messages(), losses);
    GeminiPartWriter parts = new GeminiPartWriter(model, conversation.names(), out, losses);
    out.beginObject();
    system(conversation.system(), parts);
    out.name("contents").beginArray();
    for (GeminiConversation.Turn turn : conversation.turns()) {
      out.beginObject()
          .field("role", turn.role() == Role.ASSISTANT ? "model" : "user")
          .name("parts");
      parts.turn(turn);
      out.endObject();
    }
    out.endArray();
    new GeminiToolWriter(out, losses).write(request);
    new GeminiSampling(model, out, losses).write(request);
    new GeminiSettings(model.vertex(), out, losses).write(request.settings());
    out.endObject();
    if (request.user() != null) {
      losses.dropped("user", "Gemini has no such parameter");
    }
  }

  private void system(List<Part> system, GeminiPartWriter parts) {
    if (!system.isEmpty()) {
      out.name("systemInstruction").beginObject().name("parts");
      parts.turn(new GeminiConversation.Turn(Role.SYSTEM, system));
      out.endObject();
    }
  }
}
