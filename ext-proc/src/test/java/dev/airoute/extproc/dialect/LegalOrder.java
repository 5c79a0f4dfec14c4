package dev.airoute.extproc.dialect;

import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a stream's events to the order that {@link ChatEvent} promises. */
final class LegalOrder {
  private final Map<Integer, Integer> open = new HashMap<>();
  private final Map<Integer, Integer> last = new HashMap<>();
  private final Map<Integer, Opening> kinds = new HashMap<>();
  private final Set<Integer> finished = new HashSet<>();
  private boolean started;
  private boolean over;

  /** Reads a whole stream and checks the events it is. */
  static void check(ProviderCodec codec, byte[] stream) {
    FrameReader frames = codec.frames();
    EventReader reader = codec.eventReader(new Losses());
    List<SseEvent> all = new ArrayList<>(frames.read(stream, 0, stream.length));
    all.addAll(frames.end());
    List<ChatEvent> events = new ArrayList<>();
    all.forEach(frame -> events.addAll(reader.read(frame)));
    events.addAll(reader.end());
    check(events);
  }

  static void check(List<ChatEvent> events) {
    LegalOrder order = new LegalOrder();
    for (ChatEvent event : events) {
      order.next(event, events);
    }
    demand(order.over, "no end", events);
  }

  private void next(ChatEvent event, List<ChatEvent> all) {
    demand(!over, "something behind the end", all);
    switch (event) {
      case ChatEvent.Started _ -> {
        demand(!started, "two starts", all);
        started = true;
      }
      case ChatEvent.PartStarted part -> start(part, all);
      case ChatEvent.Delta delta -> {
        inside(delta.choice(), delta.part(), all);
        demand(delta.text().isString(), "a delta that is no text", all);
        demand(
            !(kinds.get(delta.choice()) instanceof Opening.RedactedThinking),
            "a delta of opaque data",
            all);
      }
      case ChatEvent.Signature signed -> {
        inside(signed.choice(), signed.part(), all);
        demand(
            kinds.get(signed.choice()) instanceof Opening.Thinking, "a signature elsewhere", all);
      }
      case ChatEvent.PartEnded part -> {
        inside(part.choice(), part.part(), all);
        open.remove(part.choice());
      }
      case ChatEvent.Finished choice -> {
        demand(started, "not started", all);
        demand(!open.containsKey(choice.choice()), "finished with an open part", all);
        demand(finished.add(choice.choice()), "finished twice", all);
      }
      case ChatEvent.Cited cited -> {
        inside(cited.choice(), cited.part(), all);
        demand(kinds.get(cited.choice()) instanceof Opening.Text, "a citation elsewhere", all);
      }
      case ChatEvent.Logprobs _ -> demand(started, "not started", all);
      case ChatEvent.Used _, ChatEvent.Ping _ -> {}
      case ChatEvent.Ended _ -> {
        demand(open.isEmpty() && !finished.isEmpty(), "ended too early", all);
        over = true;
      }
      case ChatEvent.Failed _ -> over = true;
    }
  }

  private void start(ChatEvent.PartStarted part, List<ChatEvent> all) {
    demand(started, "not started", all);
    demand(!finished.contains(part.choice()), "a part behind the finish", all);
    demand(!open.containsKey(part.choice()), "two open parts", all);
    demand(part.part() == last.getOrDefault(part.choice(), -1) + 1, "part numbers", all);
    if (part.opening() instanceof Opening.ToolCall(String id, String name)) {
      demand(!id.isEmpty() && !name.isEmpty(), "a call without id or name", all);
    }
    open.put(part.choice(), part.part());
    last.put(part.choice(), part.part());
    kinds.put(part.choice(), part.opening());
  }

  private void inside(int choice, int part, List<ChatEvent> all) {
    demand(Integer.valueOf(part).equals(open.get(choice)), "not in an open part", all);
  }

  private static void demand(boolean holds, String broken, List<ChatEvent> events) {
    if (!holds) {
      throw new AssertionError(broken + ": " + events);
    }
  }

  private LegalOrder() {}
}
