package dev.airoute.controlplane.ir;

import dev.airoute.api.ResourceName;
import dev.airoute.api.SecretValue;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One whole configuration of the gateway, complete in itself.
 *
 * @param rules by name
 * @param secrets exactly the values that providers' credentials refer to
 */
public record Gateway(
    Settings settings,
    SortedMap<ResourceName, Provider> providers,
    List<Rule> rules,
    SortedMap<ResourceName, Consumer> consumers,
    SortedMap<SecretKey, SecretValue> secrets) {

  public Gateway {
    providers = Collections.unmodifiableSortedMap(new TreeMap<>(providers));
    rules = List.copyOf(rules);
    consumers = Collections.unmodifiableSortedMap(new TreeMap<>(consumers));
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    for (Rule rule : rules) {
      for (Backend backend : rule.backends()) {
        check(providers.containsKey(backend.provider()), rule.name(), backend.provider());
      }
    }
    for (Provider provider : providers.values()) {
      for (SecretKey key : secretsOf(provider)) {
        check(secrets.containsKey(key), provider.name(), key);
      }
    }
  }

  private static void check(boolean present, Object from, Object to) {
    if (!present) {
      throw new IllegalArgumentException(from + " refers to " + to + ", which is not there");
    }
  }

  private static Collection<SecretKey> secretsOf(Provider provider) {
    return switch (provider.upstream()) {
      case Upstream.Itself() -> List.of();
      case Upstream.Remote remote ->
        switch (remote.credential()) {
          case Credential.None() -> List.of();
          case Credential.Header header -> List.of(header.secret());
        };
    };
  }
}
