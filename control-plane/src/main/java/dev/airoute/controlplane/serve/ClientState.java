package dev.airoute.controlplane.serve;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One connected client.
 *
 * @param stream number of its stream, unique within this process; one node may have two during a reconnect
 * @param node its node id
 * @param userAgent what it says it is, e.g. "envoy 1.40.0"
 * @param since when it connected
 * @param generation the {@link ResourceServer#set} that {@code types} is about; 0: nothing was set yet
 * @param types by type URL: what it subscribes to
 */
public record ClientState(
    long stream,
    String node,
    String cluster,
    String userAgent,
    Role role,
    Instant since,
    long generation,
    SortedMap<String, TypeState> types) {
  public ClientState {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }
}
