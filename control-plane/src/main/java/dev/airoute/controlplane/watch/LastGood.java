package dev.airoute.controlplane.watch;

import dev.airoute.api.Resource;
import dev.airoute.controlplane.validate.CheckedFile;
import dev.airoute.controlplane.validate.CheckedObject;
import dev.airoute.controlplane.validate.ObjectId;
import dev.airoute.controlplane.validate.Position;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.validate.ValidationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was valid, so that a broken edit takes nothing out of service. An object that is no longer valid stays as
 * it was; so do those that disappear from a file of which not everything could be read. What disappears from a sound file
 * is gone, and so is what was in a file that is removed. Used by one thread.
 */
final class LastGood {
  private Map<String, List<CheckedObject>> served = Map.of();

  /** The world after these files were read; {@code empty} names those that hold nothing at all. */
  ResourceSet update(List<CheckedFile> files, Set<String> empty) {
    Map<ObjectId, CheckedObject> before = new HashMap<>();
    served
        .values()
        .forEach(objects -> objects.forEach(object -> before.putIfAbsent(object.id(), object)));
    Map<String, List<CheckedObject>> now = new LinkedHashMap<>();
    Set<ObjectId> outdated = new HashSet<>();
    List<CheckedFile> effective = new ArrayList<>();
    for (CheckedFile file : files) {
      List<CheckedObject> past = served.getOrDefault(file.name(), List.of());
      boolean emptied = empty.contains(file.name()) && !past.isEmpty();
      List<CheckedObject> objects = new ArrayList<>();
      file.objects().forEach(object -> objects.add(current(object, before, outdated)));
      if (!file.complete() || emptied) {
        addDisappeared(objects, past, outdated);
      }
      now.put(
          file.name(),
          objects.stream().filter(object -> object.resource() != null).toList());
      effective.add(new CheckedFile(
          file.name(),
          file.complete(),
          objects,
          emptied ? with(file.problems(), emptied(file.name())) : file.problems()));
    }
    served = now;
    return ResourceSet.of(ValidationResult.of(effective), outdated);
  }

  /** The same world as before, with a problem of the folder as a whole. */
  ResourceSet unreadable(Problem problem) {
    List<CheckedFile> files = new ArrayList<>();
    Set<ObjectId> outdated = new HashSet<>();
    served.forEach((name, objects) -> {
      files.add(new CheckedFile(name, false, objects, List.of()));
      objects.forEach(object -> outdated.add(object.id()));
    });
    files.add(new CheckedFile(problem.position().file(), false, List.of(), List.of(problem)));
    return ResourceSet.of(ValidationResult.of(files), outdated);
  }

  private static CheckedObject current(
      CheckedObject object, Map<ObjectId, CheckedObject> before, Set<ObjectId> outdated) {
    if (object.resource() != null) {
      return object;
    }
    CheckedObject past = before.get(object.id());
    @Nullable Resource resource = past == null ? null : past.resource();
    if (resource == null) {
      return object;
    }
    outdated.add(object.id());
    return new CheckedObject(object.id(), object.position(), resource);
  }

  private static void addDisappeared(
      List<CheckedObject> objects, List<CheckedObject> past, Set<ObjectId> outdated) {
    Set<ObjectId> present = new HashSet<>();
    objects.forEach(object -> present.add(object.id()));
    for (CheckedObject object : past) {
      if (present.add(object.id())) {
        objects.add(object);
        outdated.add(object.id());
      }
    }
  }

  private static List<Problem> with(List<Problem> problems, Problem more) {
    List<Problem> all = new ArrayList<>(problems);
    all.add(more);
    return all;
  }

  private static Problem emptied(String file) {
    return new Problem(
        Position.ofFile(file),
        null,
        "",
        "is empty; what was in it stays in service",
        "delete the file to take it out");
  }
}
