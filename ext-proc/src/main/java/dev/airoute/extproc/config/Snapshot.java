package dev.airoute.extproc.config;

import dev.airoute.config.v1.Consumer;
import dev.airoute.config.v1.Provider;
import dev.airoute.config.v1.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything the data path decides by, at one moment. Immutable. */
public final class Snapshot {
  private static final String ANY_HOST = "*";

  private final Map<String, RuleTable> tables = new HashMap<>();
  private final KeyTable keys;
  private final int rules;

  Snapshot(Collection<ResolvedRule> rules, Collection<Consumer> consumers) {
    Map<String, List<ResolvedRule>> byHost = new HashMap<>();
    for (ResolvedRule rule : rules) {
      for (String host : hosts(rule)) {
        byHost.computeIfAbsent(host, _ -> new ArrayList<>()).add(rule);
      }
    }
    byHost.forEach((host, list) -> tables.put(host, new RuleTable(list)));
    this.keys = new KeyTable(consumers);
    this.rules = rules.size();
  }

  /**
   * A snapshot of resources that somebody else than the control plane made.
   *
   * @throws IllegalArgumentException when one of them cannot be used
   */
  public static Snapshot of(List<Provider> providers, List<Consumer> consumers, List<Rule> rules) {
    Map<String, Provider> byName = new HashMap<>();
    providers.forEach(provider -> byName.put(provider.getName(), provider));
    try {
      providers.forEach(provider -> ResourceCheck.provider(provider.getName(), provider));
      consumers.forEach(consumer -> ResourceCheck.consumer(consumer.getName(), consumer));
      List<ResolvedRule> resolved = rules.stream()
          .map(rule -> ResourceCheck.rule(rule.getName(), rule, byName::get))
          .toList();
      return new Snapshot(resolved, consumers);
    } catch (UnusableResource e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The rules of a host, given as the {@code :authority} of a request. */
  public HostRules host(String authority) {
    String host = withoutPort(authority).toLowerCase(Locale.ROOT);
    List<RuleTable> found = new ArrayList<>(2);
    addIfPresent(found, host);
    for (int dot = host.indexOf('.'); dot > 0; dot = host.indexOf('.', dot + 1)) {
      addIfPresent(found, ANY_HOST + host.substring(dot));
    }
    addIfPresent(found, ANY_HOST);
    return new HostRules(found);
  }

  /** Who holds the key with this SHA-256; null when nobody does. */
  public @Nullable KnownConsumer consumer(byte[] sha256) {
    return keys.find(sha256);
  }

  /** How many rules there are. */
  public int ruleCount() {
    return rules;
  }

  private void addIfPresent(List<RuleTable> found, String host) {
    RuleTable table = tables.get(host);
    if (table != null) {
      found.add(table);
    }
  }

  private static Set<String> hosts(ResolvedRule rule) {
    List<String> hostnames = rule.spec().getHostnamesList();
    if (hostnames.isEmpty()) {
      return Set.of(ANY_HOST);
    }
    Set<String> hosts = new HashSet<>();
    hostnames.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    return hosts;
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
