package dev.airoute.controlplane.validate;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a user has to put right. Never holds a value of a Secret or of the environment.
 *
 * @param object the object at fault, e.g. {@code AIRoute default/chat}; null where it is not known
 * @param field path within the object, e.g. {@code spec.rules[0].models[1]}; empty for the object as a whole
 * @param message what is wrong
 * @param remedy what to do; null where the message says it already
 */
public record Problem(
    Position position,
    @Nullable String object,
    String field,
    String message,
    @Nullable String remedy)
    implements Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    int byPosition = position.compareTo(other.position);
    return byPosition != 0 ? byPosition : toString().compareTo(other.toString());
  }

  /** {@code FILE:LINE:COLUMN: OBJECT: FIELD: MESSAGE — REMEDY}, without the parts that are not there. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(position.toString());
    if (object != null) {
      text.append(": ").append(object);
    }
    if (!field.isEmpty()) {
      text.append(": ").append(field);
    }
    text.append(": ").append(message);
    return remedy == null ? text.toString() : text.append(" — ").append(remedy).toString();
  }
}
