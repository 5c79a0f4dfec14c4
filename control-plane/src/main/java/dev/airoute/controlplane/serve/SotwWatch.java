package dev.airoute.controlplane.serve;

import dev.airoute.controlplane.xds.TypeUrls;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A watch of the state-of-the-world protocol: each response holds everything the client asked for, under one version.
 * A refused response is parked whole, because the client says nothing about its parts.
 */
final class SotwWatch implements Watch<DiscoveryRequest, DiscoveryResponse> {
  /** Of these types, and of any wildcard, what a response leaves out is gone. Of the others it is merely unchanged. */
  private static final Set<String> COMPLETE = Set.of(TypeUrls.CLUSTER, TypeUrls.LISTENER);

  private final String type;
  private final InstantSource clock;
  private Subscription subscription = new Subscription();
  private SortedMap<String, VersionedResource> wanted = new TreeMap<>();
  private Versions wantedVersions = new Versions();
  private Versions told = new Versions();
  private Versions taken = new Versions();
  private @Nullable Rejection rejection;
  private String refusedVersion = "";
  private Snapshot.@Nullable OfType served;
  private String nonce = "";
  private boolean unanswered;
  private boolean everNamed;
  private boolean due;

  SotwWatch(String type, InstantSource clock) {
    this.type = type;
    this.clock = clock;
  }

  @Override
  public Verdict request(DiscoveryRequest request) {
    if (!nonce.isEmpty() && !request.getResponseNonce().equals(nonce)) {
      return Verdict.NOTHING;
    }
    Verdict verdict = unanswered ? answer(request) : Verdict.NOTHING;
    boolean more = subscribe(request.getResourceNamesList());
    recompute();
    due |= more && deliverable();
    return verdict;
  }

  private Verdict answer(DiscoveryRequest request) {
    unanswered = false;
    if (!request.hasErrorDetail()) {
      taken = told;
      return Verdict.ACCEPTED;
    }
    List<String> news = told.names().stream()
        .filter(name -> !String.valueOf(told.get(name)).equals(taken.get(name)))
        .sorted()
        .toList();
    String words = Words.of(type, request.getErrorDetail().getMessage());
    rejection = new Rejection(news, words, clock.instant());
    refusedVersion = told.digest();
    return new Verdict.Refused(news, words, true);
  }

  /** True when the client asks for something that it did not ask for before. */
  private boolean subscribe(List<String> names) {
    Subscription before = subscription;
    boolean firstRequest = nonce.isEmpty();
    subscription = new Subscription();
    if (names.isEmpty() && !everNamed) {
      subscription.add(Subscription.WILDCARD);
    }
    everNamed |= !names.isEmpty();
    names.forEach(subscription::add);
    return firstRequest
        || (subscription.wildcard() && !before.wildcard())
        || new HashSet<>(names)
            .stream().anyMatch(name -> !before.named(name) && !name.equals(Subscription.WILDCARD));
  }

  @Override
  public void serve(Snapshot.OfType resources) {
    if (resources != served) {
      served = resources;
      recompute();
    }
  }

  private void recompute() {
    if (served == null) {
      return;
    }
    wanted = new TreeMap<>(served.resources());
    wanted.keySet().removeIf(name -> !subscription.covers(name));
    wantedVersions = new Versions();
    wanted.forEach((name, resource) -> wantedVersions.put(name, resource.version()));
    if (!wantedVersions.digest().equals(refusedVersion)) {
      rejection = null;
      refusedVersion = "";
    }
    due = (due || changed()) && deliverable();
  }

  private boolean changed() {
    return complete()
        ? nonce.isEmpty() || !wantedVersions.digest().equals(told.digest())
        : wanted.values().stream()
            .anyMatch(resource -> !resource.version().equals(told.get(resource.name())));
  }

  private boolean deliverable() {
    return rejection == null && (complete() || !wanted.isEmpty());
  }

  private boolean complete() {
    return subscription.wildcard() || COMPLETE.contains(type);
  }

  @Override
  public @Nullable DiscoveryResponse update(String nonce) {
    if (!due || served == null) {
      return null;
    }
    due = false;
    told = wantedVersions;
    unanswered = true;
    this.nonce = nonce;
    DiscoveryResponse.Builder response = DiscoveryResponse.newBuilder()
        .setTypeUrl(type)
        .setNonce(nonce)
        .setVersionInfo(told.digest());
    wanted.values().forEach(resource -> response.addResources(resource.packed()));
    return response.build();
  }

  @Override
  public @Nullable DiscoveryResponse removal(String nonce) {
    return null;
  }

  @Override
  public boolean busy() {
    return due || unanswered;
  }

  @Override
  public TypeState state() {
    return new TypeState(
        subscription.wildcard(),
        subscription.size(),
        taken.size(),
        taken.digest(),
        served != null && !busy(),
        rejection == null ? List.of() : List.of(rejection));
  }
}
