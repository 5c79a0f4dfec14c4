package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Candidate;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.dialect.gemini.GeminiFinishReasons.Finish;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Cited;
import dev.airoute.extproc.model.ChatEvent.Delta;
import dev.airoute.extproc.model.ChatEvent.Finished;
import dev.airoute.extproc.model.ChatEvent.Logprobs;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatEvent.PartEnded;
import dev.airoute.extproc.model.ChatEvent.PartStarted;
import dev.airoute.extproc.model.ChatEvent.Signature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One candidate of a stream. Appends to the list it was given. */
final class GeminiChoiceStream {
  private final int choice;
  private final List<ChatEvent> events;
  private final Losses losses;
  private final GeminiCalls calls;
  private final GeminiSaid said = new GeminiSaid();
  private int part = -1;
  private int texts;
  private @Nullable Opening open;
  private String finish = "";
  private String message = "";

  GeminiChoiceStream(int choice, List<ChatEvent> events, Losses losses) {
    this.choice = choice;
    this.events = events;
    this.losses = losses;
    this.calls = new GeminiCalls(choice);
  }

  void read(Candidate candidate, String answer) {
    pieces(calls.whole(candidate.pieces()), answer);
    Json logprobs = candidate.logprobs() == null ? null : GeminiLogprobs.read(candidate.logprobs());
    if (logprobs != null) {
      events.add(new Logprobs(choice, logprobs));
    }
    candidate.sources().forEach(this::cite);
    if (!candidate.finish().isEmpty()) {
      finish = candidate.finish();
      message = candidate.finishMessage();
    }
  }

  private void pieces(List<Piece> pieces, String answer) {
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Said text -> said(text);
        case Piece.Called call -> called(call, answer);
        case Piece.Calling _ -> throw new IllegalStateException("a piece of a call");
      }
    }
  }

  private void said(Piece.Said piece) {
    if (!piece.text().isEmptyString()) {
      boolean continues =
          piece.thought() ? open instanceof Opening.Thinking : open instanceof Opening.Text;
      if (!continues) {
        start(piece.thought() ? new Opening.Thinking() : new Opening.Text());
      }
      events.add(new Delta(choice, part, piece.text()));
      if (!piece.thought()) {
        said.add(piece.text());
      }
    }
    if (piece.signature() != null) {
      boolean inText = !piece.text().isEmptyString() && !piece.thought();
      sign(CallSignature.ofText(inText ? texts - 1 : texts, piece.signature()));
    }
  }

  private void called(Piece.Called call, String answer) {
    Json signature = calls.signature(call);
    if (signature != null) {
      sign(signature);
    }
    start(new Opening.ToolCall(calls.next(answer, call), call.name()));
    Json arguments = call.arguments();
    events.add(new Delta(
        choice, part, new JsonWriter(arguments.length() + 16).escaped(arguments).toJson()));
    close();
  }

  /** Clients give signatures of reasoning back, so there must be some. */
  private void sign(Json signature) {
    if (!(open instanceof Opening.Thinking)) {
      start(new Opening.Thinking());
    }
    events.add(new Signature(choice, part, signature));
    close();
  }

  /** Sources come when all is said. */
  private void cite(GeminiSource source) {
    if (open instanceof Opening.Text && source.start() >= said.before()) {
      events.add(new Cited(choice, part, source.within(said.text(), said.before())));
    } else {
      losses.dropped(GeminiGrounding.FIELD, "its text was over already");
    }
  }

  private void start(Opening opening) {
    close();
    if (opening instanceof Opening.Text) {
      texts++;
      said.start();
    }
    open = opening;
    events.add(new PartStarted(choice, ++part, opening));
  }

  private void close() {
    if (open != null) {
      events.add(new PartEnded(choice, part));
      open = null;
    }
  }

  boolean complete() {
    return !finish.isEmpty();
  }

  /** Only at the end of the stream it is known that no call follows. */
  void end(String answer) {
    List<Piece> last = new ArrayList<>();
    calls.end(last);
    pieces(last, answer);
    close();
    Finish reason = GeminiFinishReasons.read(finish, message, calls.any());
    events.add(new Finished(choice, reason.reason(), reason.nativeWord(), null));
  }
}
