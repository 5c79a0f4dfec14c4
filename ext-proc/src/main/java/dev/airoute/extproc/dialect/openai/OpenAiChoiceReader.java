package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fragments of one streamed choice in order: the parts of the model follow each other, while this dialect may send
 * fragments of several calls in turns, leave index, id or name out, or send them late. The part whose turn it is goes out at
 * once; others wait behind it. It is over when something else has begun and it cannot go on.
 */
final class OpenAiChoiceReader {
  private final int choice;
  private final List<ChatEvent> out;
  private final Losses losses;
  private final Deque<PartStream> queue = new ArrayDeque<>();
  private final List<Call> calls = new ArrayList<>();
  private String answerId = "";
  private int nextNumber;

  /** A call with the index under which the provider speaks of it; -1 when it gave none. */
  private record Call(int index, PartStream part) {}

  OpenAiChoiceReader(int choice, List<ChatEvent> out, Losses losses) {
    this.choice = choice;
    this.out = out;
    this.losses = losses;
  }

  boolean called() {
    return !calls.isEmpty();
  }

  void text(Opening opening, Json text) {
    PartStream last = queue.peekLast();
    if (last == null || !last.continues(opening)) {
      last = new PartStream(choice, opening);
      queue.add(last);
    }
    last.text(text);
    advance(false);
  }

  /** The signature of the thinking that is going on. */
  void signature(Json signature) {
    PartStream last = queue.peekLast();
    if (last == null || !last.continues(new Opening.Thinking())) {
      last = new PartStream(choice, new Opening.Thinking());
      queue.add(last);
    }
    last.sign(signature);
    advance(false);
  }

  /** A source of the text that is going on. */
  void cite(Citation citation) {
    PartStream last = queue.peekLast();
    if (last == null || !last.continues(new Opening.Text())) {
      losses.dropped("answer.citations", "it came apart from the text that it is about");
      return;
    }
    last.cite(citation);
    advance(false);
  }

  /** Thinking that only its maker can read. */
  void redacted(Json data) {
    queue.add(new PartStream(choice, new Opening.RedactedThinking(data)));
    advance(false);
  }

  /** One fragment of a call. @param index -1 when it has none @param arguments a JSON string, null when it has none */
  void call(String answerId, int index, String id, String name, @Nullable Json arguments) {
    this.answerId = answerId;
    PartStream part = find(index, id, name, arguments);
    if (part == null) {
      if (id.isEmpty() && name.isEmpty() && arguments == null) {
        return;
      }
      part = new PartStream(choice, null);
      calls.add(new Call(index, part));
      queue.add(part);
    }
    part.identify(id, name);
    if (arguments != null && !arguments.isEmptyString()) {
      if (part.ended() && arguments.text().isBlank()) {
        return;
      }
      if (part.ended()) {
        throw broken("The provider went on with a tool call that was complete");
      }
      part.arguments(arguments);
    }
    advance(false);
  }

  /** One fragment of a call of a free-form tool. @param input a JSON string, null when it has none */
  void freeForm(String answerId, int index, String id, String name, @Nullable Json input) {
    call(answerId, index, id, name, null);
    PartStream part = find(index, id, name, null);
    if (part != null) {
      part.freeForm(input == null ? Json.EMPTY_STRING : input);
    }
  }

  /**
   * The call that a fragment belongs to. What brings a name is a new call if it has another id, or, as some vendors give
   * parallel calls no id and the same index or none, if it comes behind a call that has all it needs.
   */
  private @Nullable PartStream find(int index, String id, String name, @Nullable Json arguments) {
    for (Call call : calls.reversed()) {
      PartStream part = call.part();
      boolean other = !id.isEmpty() && !part.id().isEmpty() && !id.equals(part.id());
      if (index < 0 ? !other : index == call.index()) {
        boolean same = !id.isEmpty() && id.equals(part.id());
        boolean next = other || !same && part.filled() && !repeats(part, name, arguments);
        return next && !name.isEmpty() ? null : part;
      }
    }
    return null;
  }

  /** Whether a fragment only says again what a call is named. */
  private static boolean repeats(PartStream part, String name, @Nullable Json arguments) {
    return name.equals(part.name()) && (arguments == null || arguments.isEmptyString());
  }

  /** @param last whether nothing comes any more */
  private void advance(boolean last) {
    PartStream head = queue.peekFirst();
    while (head != null) {
      boolean followed = queue.size() > 1;
      if (!head.startable() && !name(head, followed || last, last)) {
        return;
      }
      if (head.startable()) {
        head.flush(nextNumber, out);
        if (!last && (!followed || !head.complete())) {
          return;
        }
        head.end(out);
        nextNumber++;
      }
      queue.removeFirst();
      head = queue.peekFirst();
    }
  }

  /** Gives a call an id that never got one; false while there is something to wait for. */
  private boolean name(PartStream call, boolean overdue, boolean last) {
    if (call.name().isEmpty()) {
      if (last && !call.empty()) {
        throw broken("The provider sent a tool call without a name");
      }
      return last;
    }
    if (overdue) {
      call.identify(ToolIds.made(answerId, choice, nextNumber), "");
    }
    return overdue;
  }

  void end() {
    advance(true);
  }

  private static GatewayException broken(String message) {
    return new GatewayException(GatewayError.unusableAnswer(message));
  }
}
