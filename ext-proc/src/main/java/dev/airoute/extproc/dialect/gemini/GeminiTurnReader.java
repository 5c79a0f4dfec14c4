package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the model said in one turn, which may be several contents. One instance per turn. */
final class GeminiTurnReader {
  private final GeminiPairing pairing;
  private final GeminiMediaReader media;
  private final Losses losses;
  private final List<Part> parts = new ArrayList<>();

  /** A text that goes on over the contents of a stream. */
  private final List<Json> text = new ArrayList<>();

  private int calls;
  private int texts;

  GeminiTurnReader(GeminiPairing pairing, GeminiMediaReader media, Losses losses) {
    this.pairing = pairing;
    this.media = media;
    this.losses = losses;
  }

  void content(List<Members> content) {
    for (int i = 0; i < content.size(); i++) {
      part(content.get(i), i == 0);
    }
  }

  List<Part> end() {
    endText();
    return parts;
  }

  private void part(Members part, boolean first) {
    Json signature = part.string("thoughtSignature");
    Members call = part.inner("functionCall");
    boolean thought = part.bool("thought");
    if (signature != null) {
      signed(signature, call != null);
    }
    if (call != null) {
      endText();
      call(call);
    } else if (thought) {
      endText();
      thought(part);
    } else {
      said(part, first && signature == null);
    }
    part.dropRest(losses, "only Gemini has it");
  }

  /** What is signed stands behind the reasoning that the signature is for. */
  private void signed(Json signature, boolean call) {
    endText();
    List<Part> reasoning = GeminiSignature.reasoning(signature);
    if (reasoning == null) {
      Json marked =
          call ? CallSignature.ofCall(calls, signature) : CallSignature.ofText(texts, signature);
      parts.add(new Part.Thinking(Json.EMPTY_STRING, marked));
      return;
    }
    // The same thoughts, as they were shown.
    while (!parts.isEmpty()
        && parts.getLast() instanceof Part.Thinking(Json _, Json known)
        && known == null) {
      parts.removeLast();
    }
    parts.addAll(reasoning);
  }

  private void call(Members call) {
    String name = call.requiredText("name");
    Json arguments = call.object("args");
    String id = pairing.called(call.text("id"), name);
    parts.add(new Part.ToolCall(id, name, arguments == null ? Json.EMPTY_OBJECT : arguments, null));
    calls++;
    call.dropRest(losses, "only Gemini has it");
  }

  private void thought(Members part) {
    Json thought = part.string("text");
    if (thought != null && !thought.isEmptyString()) {
      parts.add(new Part.Thinking(thought, null));
    }
  }

  private void said(Members part, boolean goesOn) {
    Part read = said(part, media);
    if (!(read instanceof Part.Text said)) {
      endText();
      if (read != null) {
        parts.add(read);
      }
      return;
    }
    if (!goesOn) {
      endText();
    }
    if (!said.text().isEmptyString()) {
      text.add(said.text());
    }
  }

  private void endText() {
    if (text.isEmpty()) {
      return;
    }
    parts.add(new Part.Text(text.size() == 1 ? text.getFirst() : joined(), null));
    texts++;
    text.clear();
  }

  private Json joined() {
    JsonWriter out = new JsonWriter(text.stream().mapToInt(Json::length).sum());
    out.beginString();
    text.forEach(out::piece);
    return out.endString().toJson();
  }

  /** What both sides may say; null for what has no place in the model, or is not there. */
  static @Nullable Part said(Members part, GeminiMediaReader media) {
    Json text = part.string("text");
    Members blob = part.inner("inlineData");
    Members file = part.inner("fileData");
    if (text != null) {
      return new Part.Text(text, null);
    }
    return blob != null ? media.inline(blob) : file != null ? media.file(file) : null;
  }
}
