package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Candidate;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Piece;
import dev.airoute.extproc.dialect.gemini.GeminiFinishReasons.Finish;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Delta;
import dev.airoute.extproc.model.ChatEvent.Finished;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatEvent.PartEnded;
import dev.airoute.extproc.model.ChatEvent.PartStarted;
import dev.airoute.extproc.model.ChatEvent.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One candidate of a stream. Appends to the list it was given. */
final class GeminiChoiceStream {
  private final int choice;
  private final List<ChatEvent> events;
  private final GeminiCalls calls;
  private int part = -1;
  private @Nullable Opening open;
  private String finish = "";

  GeminiChoiceStream(int choice, List<ChatEvent> events) {
    this.choice = choice;
    this.events = events;
    this.calls = new GeminiCalls(choice);
  }

  void read(Candidate candidate, String answer) {
    for (Piece piece : candidate.pieces()) {
      switch (piece) {
        case Piece.Said(Json text, boolean thought) -> said(text, thought);
        case Piece.Called call -> called(call, answer);
      }
    }
    if (!candidate.finish().isEmpty()) {
      finish = candidate.finish();
    }
  }

  private void said(Json text, boolean thought) {
    boolean continues = thought ? open instanceof Opening.Thinking : open instanceof Opening.Text;
    if (!continues) {
      start(thought ? new Opening.Thinking() : new Opening.Text());
    }
    events.add(new Delta(choice, part, text));
  }

  private void called(Piece.Called call, String answer) {
    Json signature = calls.signature(call);
    if (signature != null) {
      if (!(open instanceof Opening.Thinking)) {
        start(new Opening.Thinking());
      }
      events.add(new Signature(choice, part, signature));
    }
    start(new Opening.ToolCall(calls.next(answer, call), call.name()));
    Json arguments = call.arguments();
    events.add(new Delta(
        choice, part, new JsonWriter(arguments.length() + 16).escaped(arguments).toJson()));
    close();
  }

  private void start(Opening opening) {
    close();
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
  void end() {
    close();
    Finish said = GeminiFinishReasons.read(finish, calls.any());
    events.add(new Finished(choice, said.reason(), said.nativeWord(), null));
  }
}
