package dev.airoute.controlplane.translate;

import dev.airoute.controlplane.validate.Position;
import java.util.Comparator;

/**
 * An object is served, but not quite as its author may think.
 *
 * @param object e.g. {@code AIRoute default/chat}
 * @param message names the fields concerned
 */
public record Warning(Position position, String object, String message)
    implements Comparable<Warning> {
  private static final Comparator<Warning> ORDER = Comparator.comparing(Warning::position)
      .thenComparing(Warning::object)
      .thenComparing(Warning::message);

  @Override
  public int compareTo(Warning other) {
    return ORDER.compare(this, other);
  }

  /** {@code FILE:LINE:COLUMN: warning: OBJECT: MESSAGE}. */
  @Override
  public String toString() {
    return position + ": warning: " + object + ": " + message;
  }
}
