package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.Usage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a client's stream: every event is a {@code GenerateContentResponse}, the last one says why the candidates ended and
 * what was used; nothing follows it.
 *
 * <p>The latest piece of a candidate is held back until it is known whether it is the last one. For chat sessions of Google's
 * SDKs forget an answer of which one event has no content, so that the last event needs some.
 */
final class GeminiEventWriter implements EventWriter {
  private final ReplyContext context;
  private final Map<Integer, GeminiCandidateStream> candidates = new TreeMap<>();
  private String id = "";
  private String model = "";
  private Usage usage = Usage.ZERO;

  GeminiEventWriter(ReplyContext context) {
    this.context = context;
  }

  @Override
  public void write(ChatEvent event, SseWriter out) {
    switch (event) {
      case ChatEvent.Started started -> {
        id = started.id();
        model = started.model();
        usage = started.usage() == null ? usage : started.usage();
      }
      case ChatEvent.PartStarted part -> candidate(part.choice()).start(part.opening());
      case ChatEvent.Delta delta -> {
        candidate(delta.choice()).delta(delta.text());
        some(delta.choice(), candidate(delta.choice()), 1, out);
      }
      case ChatEvent.Signature signed -> candidate(signed.choice()).sign(signed.signature());
      case ChatEvent.Cited cited -> candidate(cited.choice()).cite(cited.citation());
      case ChatEvent.Logprobs some -> candidate(some.choice()).logprobs(some.logprobs());
      case ChatEvent.PartEnded part -> {
        candidate(part.choice()).end();
        some(part.choice(), candidate(part.choice()), 1, out);
      }
      case ChatEvent.Finished finished -> candidate(finished.choice()).finish(finished);
      case ChatEvent.Used(var latest) -> usage = latest;
      // An event without content would do harm, and other lines than events are not expected.
      case ChatEvent.Ping() -> {}
      case ChatEvent.Ended() -> end(out);
      case ChatEvent.Failed(var error) -> {
        candidates.forEach((choice, candidate) -> some(choice, candidate, 0, out));
        GeminiErrors.write(error, context.requestId(), out.begin());
        out.end();
      }
    }
  }

  private GeminiCandidateStream candidate(int choice) {
    return candidates.computeIfAbsent(
        choice, _ -> new GeminiCandidateStream(GeminiEcho.showsThoughts(context.echo())));
  }

  /** An event for each piece but the last so many. */
  private void some(int choice, GeminiCandidateStream candidate, int kept, SseWriter out) {
    for (Piece piece : candidate.ready(kept)) {
      JsonWriter json =
          out.begin().beginObject().name("candidates").beginArray().beginObject();
      GeminiResponseWriter.content(List.of(piece), json);
      json.field("index", choice);
      candidate.writeLogprobs(json);
      json.endObject().endArray();
      GeminiResponseWriter.names(id, model, context, json);
      json.endObject();
      out.end();
    }
  }

  private void end(SseWriter out) {
    JsonWriter json = out.begin().beginObject();
    GeminiCandidateStream only = candidates.size() == 1 ? candidates.get(0) : null;
    if (only != null && only.blocked()) {
      GeminiResponseWriter.blocked(only.nativeFinish(), json);
    } else {
      json.name("candidates").beginArray();
      candidates.forEach((choice, candidate) -> candidate.writeEnd(choice, json));
      json.endArray();
    }
    GeminiUsage.write(usage, json);
    GeminiResponseWriter.names(id, model, context, json);
    json.endObject();
    out.end();
  }
}
