package dev.airoute.controlplane.validate;

import dev.airoute.api.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What several files hold together.
 *
 * @param objects every object that could be told by kind and name, the first of each; those without a resource have
 *     problems
 * @param problems ordered by place
 */
public record ValidationResult(List<CheckedObject> objects, List<Problem> problems) {
  public ValidationResult {
    objects = List.copyOf(objects);
    problems = List.copyOf(problems);
  }

  /** Joins files; of objects that appear twice the first stays, and a problem names both places. */
  public static ValidationResult of(Collection<CheckedFile> files) {
    Map<ObjectId, CheckedObject> first = new HashMap<>();
    List<CheckedObject> objects = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (CheckedFile file : files) {
      problems.addAll(file.problems());
      for (CheckedObject object : file.objects()) {
        CheckedObject known = first.putIfAbsent(object.id(), object);
        if (known == null) {
          objects.add(object);
        } else {
          problems.add(duplicate(object, known));
        }
      }
    }
    return new ValidationResult(objects, problems.stream().sorted().toList());
  }

  /** The objects that may be used. */
  public List<Resource> resources() {
    return objects.stream()
        .map(CheckedObject::resource)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  public boolean valid() {
    return problems.isEmpty();
  }

  private static Problem duplicate(CheckedObject object, CheckedObject first) {
    return new Problem(
        object.position(),
        object.id().toString(),
        "",
        "is already at " + first.position() + ", which is the one that counts",
        "rename or remove one of the two");
  }
}
