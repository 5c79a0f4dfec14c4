package dev.airoute.controlplane.serve;

import java.time.Instant;
import java.util.List;

/**
 * What a client refused and why, in its own words. Such a version is not sent to that client again on the same stream.
 *
 * @param resources one name by delta; by state of the world everything that was new in the refused response
 * @param since when this version was refused
 */
public record Rejection(List<String> resources, String words, Instant since) {
  public Rejection {
    resources = List.copyOf(resources);
  }
}
