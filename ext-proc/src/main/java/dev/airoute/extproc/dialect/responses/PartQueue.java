package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.Citation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Puts the parts of a stream one behind the other, as the model has them, while this dialect may send several in turns: the
 * first goes out at once, others wait until those before them are over.
 */
final class PartQueue {
  private final List<ChatEvent> out;
  private final Deque<Slot> waiting = new ArrayDeque<>();
  private int next;

  PartQueue(List<ChatEvent> out) {
    this.out = out;
  }

  /** One part. */
  final class Slot {
    private final Opening opening;
    private final List<IntFunction<ChatEvent>> held = new ArrayList<>();
    private int number = -1;
    private boolean spoke;
    private boolean closed;
    private int citations;

    private Slot(Opening opening) {
      this.opening = opening;
    }

    void text(Json text) {
      if (!text.isEmptyString()) {
        spoke = true;
        add(part -> new ChatEvent.Delta(0, part, text));
      }
    }

    void sign(Json signature) {
      add(part -> new ChatEvent.Signature(0, part, signature));
    }

    void cite(Citation citation) {
      citations++;
      add(part -> new ChatEvent.Cited(0, part, citation));
    }

    void logprobs(Json logprobs) {
      add(_ -> new ChatEvent.Logprobs(0, logprobs));
    }

    /** Whether there was any text. */
    boolean spoke() {
      return spoke;
    }

    boolean closed() {
      return closed;
    }

    int citations() {
      return citations;
    }

    void close() {
      closed = true;
      advance();
    }

    /** What comes behind the end is left away. */
    private void add(IntFunction<ChatEvent> event) {
      if (!closed) {
        held.add(event);
        advance();
      }
    }
  }

  Slot open(Opening opening) {
    Slot slot = new Slot(opening);
    waiting.add(slot);
    advance();
    return slot;
  }

  /** Whether any part has begun. */
  boolean used() {
    return next > 0;
  }

  void closeAll() {
    waiting.forEach(slot -> slot.closed = true);
    advance();
  }

  private void advance() {
    Slot head = waiting.peekFirst();
    while (head != null) {
      if (head.number < 0) {
        head.number = next++;
        out.add(new ChatEvent.PartStarted(0, head.number, head.opening));
      }
      for (IntFunction<ChatEvent> event : head.held) {
        out.add(event.apply(head.number));
      }
      head.held.clear();
      if (!head.closed) {
        return;
      }
      out.add(new ChatEvent.PartEnded(0, head.number));
      waiting.removeFirst();
      head = waiting.peekFirst();
    }
  }
}
