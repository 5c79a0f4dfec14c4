package dev.airoute.examples.provider;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Every request a provider got, in order. Any thread. */
public final class Ledger {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private volatile BiConsumer<Entry, String> onRefusal = (_, _) -> {};

  Entry open(Received request) {
    Entry entry = new Entry(request);
    entries.add(entry);
    return entry;
  }

  void refuse(String reason, Entry entry) {
    refusals.add(reason + " in " + entry.request.everything());
    onRefusal.accept(entry, reason);
  }

  void malformed(String problem) {
    refusals.add(problem);
  }

  /** Is told of each refusal, on the thread of its request. */
  void onRefusal(BiConsumer<Entry, String> told) {
    onRefusal = told;
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The requests whose body asked for that model. */
  public List<Entry> of(String model) {
    return entries.stream().filter(entry -> model.equals(entry.model)).toList();
  }

  /** The only request for that model. */
  public Received only(String model) {
    List<Entry> found = of(model);
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one request for model " + model + ", the ledger has " + found.size());
    }
    return found.getFirst().request();
  }

  /** What the provider would not take, with its reasons. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** The same, and forgets it. */
  public List<String> takeRefusals() {
    List<String> taken = refusals();
    refusals.removeAll(taken);
    return taken;
  }

  /** How the conversation about a request ended. */
  public enum Ending {
    OPEN,
    ANSWERED,
    /** The provider broke it, as its script says. */
    BROKEN,
    /** The caller closed its connection before the answer was complete. */
    CALLER_LEFT
  }

  /** One request and what became of it. */
  public static final class Entry {
    private final Received request;
    volatile @Nullable String model;
    volatile Ending ending = Ending.OPEN;

    private Entry(Received request) {
      this.request = request;
    }

    public Received request() {
      return request;
    }

    public @Nullable String model() {
      return model;
    }

    public Ending ending() {
      return ending;
    }
  }
}
