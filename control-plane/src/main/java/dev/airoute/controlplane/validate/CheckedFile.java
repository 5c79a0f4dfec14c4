package dev.airoute.controlplane.validate;

import java.util.List;

/**
 * What one file holds.
 *
 * @param complete whether every document was read and could be told by kind and name; otherwise objects may be missing
 */
public record CheckedFile(
    String name, boolean complete, List<CheckedObject> objects, List<Problem> problems) {
  public CheckedFile {
    objects = List.copyOf(objects);
    problems = List.copyOf(problems);
  }
}
