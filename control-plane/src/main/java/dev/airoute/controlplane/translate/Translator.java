package dev.airoute.controlplane.translate;

import dev.airoute.api.AIConsumer;
import dev.airoute.api.AIProvider;
import dev.airoute.api.AIRoute;
import dev.airoute.api.Resource;
import dev.airoute.api.ResourceName;
import dev.airoute.api.SecretValue;
import dev.airoute.controlplane.ir.Consumer;
import dev.airoute.controlplane.ir.Gateway;
import dev.airoute.controlplane.ir.Provider;
import dev.airoute.controlplane.ir.Rule;
import dev.airoute.controlplane.ir.SecretKey;
import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.validate.ObjectId;
import dev.airoute.controlplane.watch.ResourceSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The whole translation. The order in which objects are given does not matter. */
public final class Translator {
  /** The older object wins; without a time, as in a folder, the name decides. */
  private static final Comparator<Resource> SENIORITY =
      Comparator.comparing(Translator::created).thenComparing(Resource::name);

  private final SortedMap<ResourceName, Provider> providers = new TreeMap<>();
  private final SortedMap<SecretKey, SecretValue> secrets = new TreeMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final SortedMap<ResourceName, Consumer> consumers = new TreeMap<>();
  private final SortedMap<ObjectId, ObjectStatus> statuses = new TreeMap<>();

  private Translator() {}

  public static Translation translate(ResourceSet resources, Settings settings) {
    Translator translator = new Translator();
    Secrets secrets = new Secrets(resources.secrets());
    translator.translateProviders(resources.providers(), secrets);
    translator.translateRoutes(resources.routes(), resources.providers());
    translator.translateConsumers(resources.consumers(), secrets);
    return translator.result(settings);
  }

  private Translation result(Settings settings) {
    rules.sort(Comparator.comparing(Rule::name));
    return new Translation(new Gateway(settings, providers, rules, consumers, secrets), statuses);
  }

  private void translateProviders(Collection<AIProvider> written, Secrets available) {
    ProviderTranslator translator = new ProviderTranslator(available);
    for (AIProvider provider : written) {
      Findings findings = new Findings();
      Optional<ProviderTranslator.Served> served = translator.translate(provider, findings);
      served.ifPresent(it -> {
        providers.put(provider.name(), it.provider());
        secrets.putAll(it.secrets());
      });
      report(provider, findings);
    }
  }

  private void translateRoutes(Collection<AIRoute> written, Collection<AIProvider> known) {
    Map<ResourceName, AIProvider> byName =
        known.stream().collect(Collectors.toMap(AIProvider::name, Function.identity()));
    RouteTranslator translator =
        new RouteTranslator(new RuleTranslator(byName, providers.keySet()));
    for (AIRoute route : written.stream().sorted(SENIORITY).toList()) {
      RouteTranslator.Result result = translator.translate(route);
      rules.addAll(result.rules());
      statuses.put(ObjectId.of(route), result.status());
    }
  }

  private void translateConsumers(Collection<AIConsumer> written, Secrets available) {
    ConsumerTranslator translator = new ConsumerTranslator(available);
    for (AIConsumer consumer : written.stream().sorted(SENIORITY).toList()) {
      Findings findings = new Findings();
      translator
          .translate(consumer, findings)
          .ifPresent(served -> consumers.put(consumer.name(), served));
      report(consumer, findings);
    }
  }

  private void report(Resource object, Findings findings) {
    statuses.put(
        ObjectId.of(object),
        new ObjectStatus(object.metadata().generation(), findings.conditions(), List.of()));
  }

  private static Instant created(Resource object) {
    Instant time = object.metadata().creationTimestamp();
    return time == null ? Instant.MAX : time;
  }
}
