package dev.airoute.controlplane.serve;

import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is connected. Owner thread only, but for {@link #clients} and {@link #onChange}. */
final class ClientRegistry {
  private final Map<Long, AdsStream<?, ?>> streams = new HashMap<>();
  private final SortedMap<Long, ClientState> states = new TreeMap<>();
  private final List<Consumer<List<ClientState>>> listeners = new CopyOnWriteArrayList<>();
  private volatile List<ClientState> published = List.of();

  List<ClientState> clients() {
    return published;
  }

  void onChange(Consumer<List<ClientState>> listener) {
    listeners.add(listener);
  }

  void opened(AdsStream<?, ?> stream) {
    streams.put(stream.number(), stream);
  }

  void changed(AdsStream<?, ?> stream) {
    if (update(stream)) {
      publish();
    }
  }

  void closed(AdsStream<?, ?> stream) {
    stream.closed();
    streams.remove(stream.number());
    changed(stream);
  }

  void serve(Snapshot snapshot) {
    boolean changed = false;
    for (AdsStream<?, ?> stream : streams.values()) {
      stream.serve(snapshot);
      changed |= update(stream);
    }
    if (changed) {
      publish();
    }
  }

  void endAll(Status status) {
    streams.values().forEach(stream -> stream.end(status));
  }

  private boolean update(AdsStream<?, ?> stream) {
    ClientState now = stream.state().orElse(null);
    ClientState before =
        now == null ? states.remove(stream.number()) : states.put(stream.number(), now);
    return now == null ? before != null : !now.equals(before);
  }

  private void publish() {
    List<ClientState> now = List.copyOf(states.values());
    published = now;
    listeners.forEach(listener -> listener.accept(now));
  }
}
