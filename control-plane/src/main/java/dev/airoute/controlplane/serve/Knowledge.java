package dev.airoute.controlplane.serve;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one delta client knows of one type, takes and refuses, resource by resource. Owner thread only. */
final class Knowledge {
  /** What the client will know once it has taken everything that is under way. */
  private final Versions told = new Versions();

  /** What the client has acknowledged. */
  private final Versions taken = new Versions();

  private final Parking parking = new Parking();

  /** The client must be told of this name, whatever there is to tell. */
  void ask(String name) {
    told.put(name, Versions.UNKNOWN);
  }

  /** The client has dropped what it had under this name, and what it refused. */
  void askAgain(String name) {
    ask(name);
    parking.forget(name);
  }

  /** The client brought this version with it. */
  void brought(String name, String version) {
    told.put(name, version);
    taken.put(name, version);
  }

  void sent(String name, String version) {
    told.put(name, version);
  }

  void forget(String name) {
    told.remove(name);
    taken.remove(name);
    parking.forget(name);
  }

  void accepted(Map<String, String> sent, Subscription subscription) {
    sent.forEach((name, version) -> accepted(name, version, subscription));
  }

  private void accepted(String name, String version, Subscription subscription) {
    parking.accepted(name, version);
    if (version.equals(Versions.ABSENT)) {
      taken.remove(name);
      if (version.equals(told.get(name)) && !subscription.named(name)) {
        told.remove(name);
      }
    } else if (subscription.covers(name)) {
      taken.put(name, version);
    }
  }

  /** Parks a resource that was refused alone; of several, each becomes a suspect. */
  void refused(Map<String, String> sent, Subscription subscription, String words, Instant now) {
    sent.forEach((name, version) -> {
      if (!subscription.covers(name)) {
        return;
      }
      if (version.equals(told.get(name))) {
        String kept = taken.get(name);
        told.put(name, kept == null || kept.equals(version) ? Versions.UNKNOWN : kept);
      }
      if (sent.size() == 1) {
        parking.park(name, version, words, now);
      } else {
        parking.suspect(name);
      }
    });
  }

  /** Drops the refusals of versions that are no longer served. */
  void serve(Snapshot.OfType resources) {
    parking.keep((name, version) -> version.equals(resources.versionOf(name)));
  }

  boolean lacks(String name, String version) {
    return !version.equals(told.get(name)) && !parking.holds(name, version);
  }

  /** The client was told that it exists, or brought it. */
  boolean hasSome(String name) {
    String known = told.get(name);
    return known != null && !known.equals(Versions.UNKNOWN) && !known.equals(Versions.ABSENT);
  }

  boolean suspects(String name) {
    return parking.suspected(name);
  }

  /** Every name of which the client was told anything, or waits to be. */
  Set<String> names() {
    return told.names();
  }

  int takenCount() {
    return taken.size();
  }

  String takenVersion() {
    return taken.digest();
  }

  List<Rejection> rejections() {
    return parking.rejections();
  }
}
