package dev.airoute.extproc.config;

import com.google.protobuf.Message;
import dev.airoute.config.v1.Backend;
import dev.airoute.config.v1.Consumer;
import dev.airoute.config.v1.Provider;
import dev.airoute.config.v1.Rule;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The resources that were accepted, and the judge of the next ones. One thread.
 *
 * <p>A provider that is withdrawn while a rule still names it stays known to that rule: which of the two messages of
 * one change comes first must not matter.
 */
final class Configuration {
  private static final int REPORTED_PROBLEMS = 10;

  /** Name → version per type: what the control plane is told on a new connection. */
  private final Map<ResourceType, Map<String, String>> versions = new EnumMap<>(ResourceType.class);

  private final Set<ResourceType> heard = EnumSet.noneOf(ResourceType.class);
  private final Map<String, Provider> providers = new HashMap<>();
  private final Map<String, Consumer> consumers = new HashMap<>();
  private final Map<String, ResolvedRule> rules = new HashMap<>();

  Configuration() {
    for (ResourceType type : ResourceType.values()) {
      versions.put(type, new TreeMap<>());
    }
  }

  /** Takes all of a response or nothing of it; empty when taken, else why not. */
  Optional<String> accept(ResourceType type, DeltaDiscoveryResponse response) {
    Map<String, Message> parsed = new HashMap<>();
    Map<String, ResolvedRule> resolved = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Resource resource : response.getResourcesList()) {
      try {
        Message message = type.parse(resource.getResource());
        parsed.put(resource.getName(), message);
        check(resource.getName(), message, resolved);
      } catch (UnusableResource e) {
        problems.add(resource.getName() + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      return Optional.of(words(problems));
    }
    List<String> removed = response.getRemovedResourcesList();
    switch (type) {
      case PROVIDER -> parsed.forEach((name, message) -> providers.put(name, (Provider) message));
      case CONSUMER -> {
        removed.forEach(consumers::remove);
        parsed.forEach((name, message) -> consumers.put(name, (Consumer) message));
      }
      case RULE -> {
        removed.forEach(rules::remove);
        rules.putAll(resolved);
      }
    }
    noteVersions(type, response);
    forgetUnusedProviders();
    heard.add(type);
    return Optional.empty();
  }

  /** Name → version of what is held, for {@code initial_resource_versions}. */
  Map<String, String> versions(ResourceType type) {
    return Map.copyOf(versionsOf(type));
  }

  /** Whether every type was heard of at least once. */
  boolean complete() {
    return heard.size() == ResourceType.values().length;
  }

  Snapshot snapshot() {
    return new Snapshot(rules.values(), consumers.values());
  }

  private void check(String name, Message message, Map<String, ResolvedRule> resolved) {
    switch (message) {
      case Provider provider -> ResourceCheck.provider(name, provider);
      case Consumer consumer -> ResourceCheck.consumer(name, consumer);
      case Rule rule -> resolved.put(name, ResourceCheck.rule(name, rule, providers::get));
      default -> throw new IllegalStateException("no check for " + message.getDescriptorForType());
    }
  }

  private void noteVersions(ResourceType type, DeltaDiscoveryResponse response) {
    Map<String, String> known = versionsOf(type);
    response.getRemovedResourcesList().forEach(known::remove);
    response
        .getResourcesList()
        .forEach(resource -> known.put(resource.getName(), resource.getVersion()));
  }

  private void forgetUnusedProviders() {
    Set<String> used = new HashSet<>(versionsOf(ResourceType.PROVIDER).keySet());
    for (ResolvedRule rule : rules.values()) {
      for (Backend backend : rule.spec().getBackendsList()) {
        used.add(backend.getProvider());
      }
    }
    providers.keySet().retainAll(used);
  }

  private Map<String, String> versionsOf(ResourceType type) {
    return versions.getOrDefault(type, Map.of());
  }

  private static String words(List<String> problems) {
    String some =
        String.join("; ", problems.subList(0, Math.min(REPORTED_PROBLEMS, problems.size())));
    int more = problems.size() - REPORTED_PROBLEMS;
    return more > 0 ? some + "; and " + more + " more" : some;
  }
}
