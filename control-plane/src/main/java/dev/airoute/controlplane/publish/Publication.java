package dev.airoute.controlplane.publish;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far the current target is.
 *
 * @param version of the target; the same content has the same version on every replica
 * @param acknowledgedBy node ids of the connected clients that have taken the whole target
 * @param awaiting node ids of the connected clients that have yet to answer
 * @param rejections what connected clients refuse, by node and resource
 * @param held what is not served as the target says, because something that it needs was refused
 * @param programmed traffic follows the target: at least one Envoy and one external processor have answered all of it,
 *     but for what they refused
 */
public record Publication(
    String version,
    Stage stage,
    SortedSet<String> acknowledgedBy,
    SortedSet<String> awaiting,
    List<ClientRejection> rejections,
    SortedSet<Ref> held,
    boolean programmed) {
  public Publication {
    acknowledgedBy = Collections.unmodifiableSortedSet(new TreeSet<>(acknowledgedBy));
    awaiting = Collections.unmodifiableSortedSet(new TreeSet<>(awaiting));
    rejections = List.copyOf(rejections);
    held = Collections.unmodifiableSortedSet(new TreeSet<>(held));
  }
}
