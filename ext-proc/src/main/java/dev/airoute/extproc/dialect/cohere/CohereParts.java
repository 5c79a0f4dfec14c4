package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Cited;
import dev.airoute.extproc.model.ChatEvent.Delta;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatEvent.PartEnded;
import dev.airoute.extproc.model.ChatEvent.PartStarted;
import dev.airoute.extproc.model.ChatEvent.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a stream. A part is open until the next one begins, because citations may come behind the end of what they
 * are of. Appends to the list it was given.
 */
final class CohereParts {
  private static final String NOTHING = "null";

  private final List<ChatEvent> events;
  private final Losses losses;
  private int part = -1;
  private @Nullable Opening open;
  private @Nullable CohereSignature mark;

  /** The content that is open, by Cohere's count; -1 for anything else. */
  private int content = -1;

  private CohereText text = new CohereText();

  /** The beginning of arguments that may be nothing but {@code null}; null when they are not. */
  private @Nullable StringBuilder doubtful;

  private int call = -1;

  CohereParts(List<ChatEvent> events, Losses losses) {
    this.events = events;
    this.losses = losses;
  }

  void said(int index, Json piece) {
    if (!(open instanceof Opening.Text) || content != index) {
      start(new Opening.Text(), null, index);
      text = new CohereText();
    }
    text.add(piece);
    delta(piece);
  }

  void thought(int index, Json piece) {
    if (mark != CohereSignature.THINKING || content != index) {
      start(new Opening.Thinking(), CohereSignature.THINKING, index);
    }
    delta(piece);
  }

  void planned(Json piece) {
    if (mark != CohereSignature.PLAN) {
      start(new Opening.Thinking(), CohereSignature.PLAN, -1);
    }
    delta(piece);
  }

  /** @param answer id of the answer, from which that of a call is made that has none */
  void call(int index, String id, String name, String answer) {
    if (name.isEmpty()) {
      throw new JsonException("a tool call has no name", 0);
    }
    String known = id.isEmpty() ? CohereToolIds.made(answer, part + 1) : id;
    start(new Opening.ToolCall(known, name), null, -1);
    call = index;
    doubtful = new StringBuilder();
  }

  void arguments(int index, Json piece) {
    if (!(open instanceof Opening.ToolCall) || index != call) {
      throw new JsonException("arguments come for a tool call that is not open", 0);
    }
    if (doubtful == null) {
      delta(piece);
      return;
    }
    String before = doubtful.toString();
    doubtful.append(piece.text());
    if (!NOTHING.startsWith(doubtful.toString().strip())) {
      delta(before.isEmpty() ? piece : Json.string(doubtful));
      doubtful = null;
    }
  }

  void cited(Json citation) {
    int of = CohereCitations.content(citation);
    boolean here = open instanceof Opening.Text && (of < 0 || of == content);
    if (!CohereCitations.ofText(citation) || !here) {
      losses.dropped("answer.citations", "they are of reasoning, or of a text that has gone out");
      return;
    }
    CohereCitations.read(citation, text).forEach(made -> events.add(new Cited(0, part, made)));
  }

  private void delta(Json piece) {
    if (!piece.isEmptyString()) {
      events.add(new Delta(0, part, piece));
    }
  }

  private void start(Opening opening, @Nullable CohereSignature signature, int index) {
    close();
    open = opening;
    mark = signature;
    content = index;
    events.add(new PartStarted(0, ++part, opening));
  }

  void close() {
    if (open == null) {
      return;
    }
    if (mark != null) {
      events.add(new Signature(0, part, mark.mark()));
    }
    if (doubtful != null && !NOTHING.equals(doubtful.toString().strip())) {
      delta(Json.string(doubtful));
    }
    events.add(new PartEnded(0, part));
    open = null;
    mark = null;
    doubtful = null;
  }
}
