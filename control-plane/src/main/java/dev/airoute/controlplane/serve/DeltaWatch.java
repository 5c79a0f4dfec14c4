package dev.airoute.controlplane.serve;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A watch of the delta protocol: each resource has its own version, and only differences travel. */
final class DeltaWatch implements Watch<DeltaDiscoveryRequest, DeltaDiscoveryResponse> {
  /** Below every client's default limit of 4 MiB for one message. A larger resource travels alone. */
  static final int MAX_RESPONSE_BYTES = 4_000_000;

  /**
   * Responses under way at once. More than one, because Envoy holds its answer back while a cluster warms up, and the
   * correction of that cluster must still reach it.
   */
  static final int MAX_UNANSWERED = 8;

  private final String type;
  private final InstantSource clock;
  private final Subscription subscription = new Subscription();
  private final Knowledge knowledge = new Knowledge();

  /** Nonce → the resources sent with it, name → version. */
  private final Map<String, Map<String, String>> unanswered = new HashMap<>();

  private final Deque<String> updates = new ArrayDeque<>();
  private final Deque<String> removals = new ArrayDeque<>();
  private Snapshot.@Nullable OfType served;
  private boolean first = true;

  /** A new client waits for an answer to its wildcard, even if there is nothing to tell. */
  private boolean owesAnswer;

  DeltaWatch(String type, InstantSource clock) {
    this.type = type;
    this.clock = clock;
  }

  @Override
  public Verdict request(DeltaDiscoveryRequest request) {
    boolean changed = subscribe(request);
    Verdict verdict = answer(request);
    if (changed || verdict instanceof Verdict.Refused) {
      recompute();
    }
    return verdict;
  }

  private boolean subscribe(DeltaDiscoveryRequest request) {
    boolean changed = first
        || request.getResourceNamesSubscribeCount() > 0
        || request.getResourceNamesUnsubscribeCount() > 0;
    request.getResourceNamesSubscribeList().forEach(this::subscribe);
    if (first) {
      first = false;
      begin(request);
    }
    request.getResourceNamesUnsubscribeList().forEach(this::unsubscribe);
    return changed;
  }

  private void begin(DeltaDiscoveryRequest request) {
    if (request.getResourceNamesSubscribeCount() == 0) {
      subscribe(Subscription.WILDCARD);
    }
    request.getInitialResourceVersionsMap().forEach((name, version) -> {
      owesAnswer = false;
      if (subscription.covers(name)) {
        knowledge.brought(name, version);
      }
    });
  }

  private void subscribe(String name) {
    if (name.equals(Subscription.WILDCARD)) {
      owesAnswer |= !subscription.wildcard();
    } else {
      // Also when it is subscribed to already: the client may have dropped it in between.
      knowledge.askAgain(name);
    }
    subscription.add(name);
  }

  private void unsubscribe(String name) {
    if (!subscription.remove(name)) {
      return;
    }
    if (name.equals(Subscription.WILDCARD)) {
      owesAnswer = false;
      knowledge.names().stream()
          .filter(known -> !subscription.named(known))
          .toList()
          .forEach(knowledge::forget);
    } else if (subscription.wildcard()) {
      // The client cannot know whether the wildcard covers it: tell what there is, or that there is
      // nothing.
      knowledge.ask(name);
    } else {
      knowledge.forget(name);
    }
  }

  private Verdict answer(DeltaDiscoveryRequest request) {
    Map<String, String> sent = unanswered.remove(request.getResponseNonce());
    if (sent == null) {
      return Verdict.NOTHING;
    }
    if (!request.hasErrorDetail()) {
      knowledge.accepted(sent, subscription);
      return Verdict.ACCEPTED;
    }
    String words = Words.of(type, request.getErrorDetail().getMessage());
    knowledge.refused(sent, subscription, words, clock.instant());
    return new Verdict.Refused(sent.keySet(), words, sent.size() == 1);
  }

  @Override
  public void serve(Snapshot.OfType resources) {
    if (resources != served) {
      served = resources;
      recompute();
    }
  }

  /** Works out what the client must be told; suspects come last, so that they delay nobody else. */
  private void recompute() {
    updates.clear();
    removals.clear();
    if (served == null) {
      return;
    }
    knowledge.serve(served);
    Deque<String> suspects = new ArrayDeque<>();
    for (String name : names(served)) {
      String version = served.versionOf(name);
      if (!knowledge.lacks(name, version)) {
        continue;
      }
      if (version.equals(Versions.ABSENT) && knowledge.hasSome(name)) {
        removals.add(name);
      } else if (knowledge.suspects(name)) {
        suspects.add(name);
      } else {
        updates.add(name);
      }
    }
    updates.addAll(suspects);
  }

  private SortedSet<String> names(Snapshot.OfType now) {
    SortedSet<String> names = new TreeSet<>(knowledge.names());
    if (subscription.wildcard()) {
      names.addAll(now.resources().keySet());
    }
    return names;
  }

  @Override
  public @Nullable DeltaDiscoveryResponse update(String nonce) {
    return updates.isEmpty() && !owesAnswer ? null : next(updates, nonce);
  }

  @Override
  public @Nullable DeltaDiscoveryResponse removal(String nonce) {
    return removals.isEmpty() ? null : next(removals, nonce);
  }

  private @Nullable DeltaDiscoveryResponse next(Deque<String> due, String nonce) {
    if (served == null || unanswered.size() >= MAX_UNANSWERED) {
      return null;
    }
    DeltaDiscoveryResponse.Builder response = DeltaDiscoveryResponse.newBuilder()
        .setTypeUrl(type)
        .setNonce(nonce)
        .setSystemVersionInfo(served.version());
    unanswered.put(nonce, fill(response, due, served));
    owesAnswer = false;
    return response.build();
  }

  /** Takes from the front of {@code due} what fits into one response; a suspect travels alone. */
  private Map<String, String> fill(
      DeltaDiscoveryResponse.Builder response, Deque<String> due, Snapshot.OfType now) {
    Map<String, String> sent = new HashMap<>();
    int bytes = 0;
    for (String name = due.peek(); name != null; name = due.peek()) {
      boolean alone = knowledge.suspects(name);
      VersionedResource resource = now.resources().get(name);
      bytes += resource == null ? VersionedResource.sizeOf(name) : resource.size();
      if (!sent.isEmpty() && (alone || bytes > MAX_RESPONSE_BYTES)) {
        break;
      }
      due.remove();
      if (resource == null) {
        response.addRemovedResources(name);
      } else {
        response.addResources(resource.wire());
      }
      sent.put(name, now.versionOf(name));
      knowledge.sent(name, now.versionOf(name));
      if (alone) {
        break;
      }
    }
    return sent;
  }

  @Override
  public boolean busy() {
    return !updates.isEmpty() || !unanswered.isEmpty() || owesAnswer;
  }

  @Override
  public TypeState state() {
    boolean idle = !busy() && removals.isEmpty();
    return new TypeState(
        subscription.wildcard(),
        subscription.size(),
        knowledge.takenCount(),
        knowledge.takenVersion(),
        served != null && idle,
        knowledge.rejections());
  }
}
