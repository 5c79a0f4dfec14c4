package dev.airoute.controlplane.watch;

import dev.airoute.api.AIConsumer;
import dev.airoute.api.AIProvider;
import dev.airoute.api.AIRoute;
import dev.airoute.api.Resource;
import dev.airoute.api.Secret;
import dev.airoute.controlplane.validate.ObjectId;
import dev.airoute.controlplane.validate.Position;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.validate.ValidationResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the source holds at one moment. Each list is ordered by name, so that equal content is an equal value.
 *
 * @param positions where objects come from, as far as the source is made of files
 * @param outdated objects that are here as they last were valid, because what the source holds of them now is not
 * @param problems what is wrong with the source; objects concerned that are not outdated are not in the lists
 */
public record ResourceSet(
    List<AIProvider> providers,
    List<AIRoute> routes,
    List<AIConsumer> consumers,
    List<Secret> secrets,
    Map<ObjectId, Position> positions,
    Set<ObjectId> outdated,
    List<Problem> problems) {

  public ResourceSet {
    providers = List.copyOf(providers);
    routes = List.copyOf(routes);
    consumers = List.copyOf(consumers);
    secrets = List.copyOf(secrets);
    positions = Map.copyOf(positions);
    outdated = Set.copyOf(outdated);
    problems = List.copyOf(problems);
  }

  /** A world without files, for tests and for other sources. */
  public static ResourceSet of(Resource... resources) {
    return of(List.of(resources), Map.of(), Set.of(), List.of());
  }

  /** What was just read, without a past. */
  public static ResourceSet of(ValidationResult result) {
    return of(result, Set.of());
  }

  static ResourceSet of(ValidationResult result, Set<ObjectId> outdated) {
    Map<ObjectId, Position> positions = new HashMap<>();
    result.objects().stream()
        .filter(object -> object.resource() != null)
        .forEach(object -> positions.put(object.id(), object.position()));
    return of(result.resources(), positions, outdated, result.problems());
  }

  private static ResourceSet of(
      List<Resource> resources,
      Map<ObjectId, Position> positions,
      Set<ObjectId> outdated,
      List<Problem> problems) {
    List<AIProvider> providers = new ArrayList<>();
    List<AIRoute> routes = new ArrayList<>();
    List<AIConsumer> consumers = new ArrayList<>();
    List<Secret> secrets = new ArrayList<>();
    resources.stream().sorted(Comparator.comparing(Resource::name)).forEach(resource -> {
      switch (resource) {
        case AIProvider provider -> providers.add(provider);
        case AIRoute route -> routes.add(route);
        case AIConsumer consumer -> consumers.add(consumer);
        case Secret secret -> secrets.add(secret);
      }
    });
    return new ResourceSet(providers, routes, consumers, secrets, positions, outdated, problems);
  }

  public Optional<Position> position(Resource resource) {
    return Optional.ofNullable(positions.get(ObjectId.of(resource)));
  }
}
